// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.chunked.ChunkedFooter.Part;
import java.io.ByteArrayOutputStream;

/** A part of a blob that lies in one skippable frame, collected while the blob is read. */
final class StoredPart {
    private final Part place;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    StoredPart(Part place) {
        this.place = place;
    }

    Part place() {
        return place;
    }

    /** Takes those of a skippable frame's bytes that belong to it. */
    void put(long offset, byte[] read, int length) {
        long next = place.offset() + bytes.size();
        long end = Math.min(offset + length, place.offset() + place.length());
        if (offset <= next && next < end) {
            bytes.write(read, (int) (next - offset), (int) (end - next));
        }
    }

    /** Whether all of it was found. */
    boolean isComplete() {
        return bytes.size() == place.length();
    }

    /** The bytes. */
    byte[] bytes() {
        return bytes.toByteArray();
    }
}

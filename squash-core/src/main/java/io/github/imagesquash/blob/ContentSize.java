// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

/** Checks that an encoder's caller writes as many bytes as it announced. */
final class ContentSize {
    private final long announced;
    private long seen;

    /** @param announced size of the whole content, in bytes, at least 0 */
    ContentSize(long announced) {
        this.announced = announced;
    }

    long announced() {
        return announced;
    }

    /** @throws IllegalArgumentException if these are more bytes than announced */
    void add(int bytes) {
        seen += bytes;
        if (seen > announced) {
            throw new IllegalArgumentException("content is longer than the announced " + announced + " bytes");
        }
    }

    /** Whether all bytes were written. */
    boolean isComplete() {
        return seen == announced;
    }

    /** @throws IllegalArgumentException if fewer bytes than announced were written */
    void requireComplete() {
        if (!isComplete()) {
            throw new IllegalArgumentException("content is " + seen + " bytes, announced were " + announced);
        }
    }
}

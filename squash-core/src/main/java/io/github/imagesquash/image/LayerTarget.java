// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.FileRegion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.function.Function;

/** The place where the uncompressed bytes of a layer can be read again. */
sealed interface LayerTarget {
    /** The layer's blob, which is not compressed. */
    record InPlace(FileRegion blob) implements LayerTarget {}

    /** A file that receives the bytes. */
    record Spooled(FileChannel channel) implements LayerTarget {}

    /**
     * No place yet: {@code empty} represents the bytes. Reading it gives the error that the file became shorter, unless
     * it fetches the bytes when it is first read.
     */
    record Nowhere(FileChannel empty) implements LayerTarget {}

    /** The blob itself, if it is not compressed and in a file; otherwise another place. */
    static LayerTarget of(Layer layer, FileChannel channel, Function<FileChannel, LayerTarget> elsewhere) {
        return layer.inPlace().<LayerTarget>map(InPlace::new).orElseGet(() -> elsewhere.apply(channel));
    }

    /** Takes the next bytes. */
    default void write(byte[] buffer, int length) throws IOException {
        if (this instanceof Spooled(FileChannel channel)) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    /** The place of all bytes, after the last one. */
    default FileRegion region(long size) {
        return switch (this) {
            case InPlace(FileRegion blob) -> blob;
            case Spooled(FileChannel channel) -> new FileRegion(channel, 0, size);
            case Nowhere(FileChannel empty) -> new FileRegion(empty, 0, size);
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.BlobEncoder;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.chunked.ChunkedEncoder;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;

/** Writes a layer's blob in one pass: the tar is assembled, hashed and compressed at the same time. */
final class LayerWriter {
    private final LayerEncoding encoding;

    LayerWriter(LayerEncoding encoding) {
        this.encoding = encoding;
    }

    /** Writes at the channel's position. */
    WrittenLayer write(LayerTar tar, FileChannel out, ByteMeter meter) throws IOException {
        boolean compressed = encoding.compression() != Compression.NONE;
        MessageDigest uncompressed = Digest.newSha256();
        StoredBlob blob = new StoredBlob(out, compressed);
        Map<String, String> annotations;
        try (BlobEncoder encoder = encoding.open(tar, blob);
                ChunkPipeline chunks = new ChunkPipeline(List.of(
                        (bytes, length) -> uncompressed.update(bytes, 0, length),
                        (bytes, length) -> encoder.write(bytes, 0, length)))) {
            tar.writeTo(chunks, meter);
            chunks.finish();
            encoder.finish();
            annotations = encoder instanceof ChunkedEncoder frames ? frames.annotations() : Map.of();
        }
        Digest diffId = Digest.sha256(uncompressed);
        Digest stored = compressed ? blob.digest() : diffId;
        MediaType mediaType = MediaType.layer(encoding.compression().suffix());
        return new WrittenLayer(
                diffId,
                new Descriptor(mediaType, stored, blob.size()).annotated(annotations),
                tar.entries(),
                tar.fileBytes(),
                tar.size(),
                true,
                false);
    }
}

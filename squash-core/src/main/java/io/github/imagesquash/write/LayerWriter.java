// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.BlobEncoder;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.GrowingBlob;
import io.github.imagesquash.chunked.ChunkedEncoder;
import io.github.imagesquash.image.LayerDigests;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.verify.FollowedLayer;
import io.github.imagesquash.verify.Readback;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes a layer's blob in one pass: the tar is assembled, compressed, and hashed at the same time. If the blob is read
 * back meanwhile, its digests are those of what was read, and it is not hashed here.
 */
final class LayerWriter {
    private final LayerTar tar;
    private final LayerEncoding encoding;
    private final ByteMeter meter;
    private Map<String, String> annotations = Map.of();

    LayerWriter(LayerTar tar, LayerEncoding encoding, ByteMeter meter) {
        this.tar = tar;
        this.encoding = encoding;
        this.meter = meter;
    }

    /**
     * Writes at the channel's position. To be called once.
     *
     * @param readback reads the blob meanwhile
     */
    WrittenLayer write(FileChannel out, Optional<Readback> readback) throws IOException {
        long begin = out.position();
        LayerDigests digests = readback.isPresent() ? followed(out, readback.get()) : hashed(out);
        MediaType mediaType = MediaType.layer(encoding.compression().suffix());
        Descriptor descriptor = new Descriptor(mediaType, digests.stored(), out.position() - begin);
        return new WrittenLayer(
                digests.diffId(),
                descriptor.annotated(annotations),
                tar.entries(),
                tar.fileBytes(),
                tar.size(),
                true,
                false);
    }

    private LayerDigests followed(FileChannel out, Readback readback) throws IOException {
        GrowingBlob blob = new GrowingBlob(out, out.position());
        try (FollowedLayer follower = readback.follow(blob, encoding.compression(), encoding.framesOf(tar))) {
            StoredBlob stored = new StoredBlob(out, Optional.empty(), bytes -> {
                blob.grewBy(bytes);
                follower.requireRight();
            });
            encode(stored, List.of());
            return follower.finish(annotations);
        }
    }

    private LayerDigests hashed(FileChannel out) throws IOException {
        MessageDigest uncompressed = Digest.newSha256();
        Optional<MessageDigest> compressed =
                encoding.compression() == Compression.NONE ? Optional.empty() : Optional.of(Digest.newSha256());
        StoredBlob stored = new StoredBlob(out, compressed, ByteMeter.NONE);
        encode(stored, List.of((bytes, length) -> uncompressed.update(bytes, 0, length)));
        Digest diffId = Digest.sha256(uncompressed);
        return new LayerDigests(diffId, compressed.map(Digest::sha256).orElse(diffId));
    }

    /** @param beside also take the uncompressed bytes */
    private void encode(StoredBlob blob, List<ChunkPipeline.Consumer> beside) throws IOException {
        List<ChunkPipeline.Consumer> consumers = new ArrayList<>(beside);
        try (BlobEncoder encoder = encoding.open(tar, blob)) {
            consumers.add((bytes, length) -> encoder.write(bytes, 0, length));
            try (ChunkPipeline chunks = new ChunkPipeline(consumers)) {
                tar.writeTo(chunks, meter);
                chunks.finish();
                encoder.finish();
            }
            annotations = encoder instanceof ChunkedEncoder frames ? frames.annotations() : Map.of();
        }
    }
}

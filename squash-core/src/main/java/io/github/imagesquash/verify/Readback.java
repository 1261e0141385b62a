// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.GrowingBlob;
import io.github.imagesquash.blob.TaskResult;
import io.github.imagesquash.chunked.Frames;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerChecks;
import io.github.imagesquash.image.LayerDigests;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.ReadLayers;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads an image's new layers back while they are written, shortly behind the writer, and compares each content with
 * the one in the source; in a layer with frames of files also the data about them. The digests that it computes are
 * those of the bytes in the file, and become those of the image.
 */
public final class Readback {
    /** The number of bytes at both ends by which a file is recognised after it was renamed. */
    private static final int EDGE = 64 << 10;

    private final String where;
    private final FileTree tree;
    private final int uppermost;
    private final LayerChecks checks;
    private final ReadLayers layers = new ReadLayers();
    private final Map<Digest, ReadBlob> blobs = new HashMap<>();

    private record ReadBlob(FileRegion bytes, Map<String, String> annotations) {}

    /**
     * @param where the name of the output in messages
     * @param tree the source's layers, merged; its files can be read
     * @param range the source's layers that the new ones replace
     * @param checks verify the source's layers
     */
    public Readback(String where, FileTree tree, LayerRange range, LayerChecks checks) {
        this.where = where;
        this.tree = tree;
        this.uppermost = range.last();
        this.checks = checks;
    }

    /**
     * Begins to read a layer on a thread of its own. The digest of an uncompressed one is what a run waits for in the
     * end, because one thread computes it, behind the writer; so that is done before the source's layers are verified.
     *
     * @param frames whether the layer has frames of files
     */
    public FollowedLayer follow(GrowingBlob blob, Compression compression, Frames frames) throws IOException {
        LayerChecks.Pause pause = compression == Compression.NONE ? checks.pause() : LayerChecks.Pause.NONE;
        return FollowedLayer.begin(where, blob, compression, frames, pause, (pass, annotations) -> {
            LayerDigests digests = layers.read(pass, where, new ContentCheck(tree, uppermost, where));
            Map<String, String> complete = TaskResult.of(annotations);
            pass.requireRight(complete);
            blobs.put(digests.stored(), new ReadBlob(blob.written(), complete));
            return digests;
        });
    }

    /** The layers that were read, if the complete output has the very same; otherwise none, so that all are read again. */
    ReadLayers unchanged(Image image) throws IOException {
        for (Layer layer : image.layers()) {
            if (layers.has(layer) && !has(layer)) {
                return new ReadLayers();
            }
        }
        return layers;
    }

    private boolean has(Layer layer) throws IOException {
        Optional<ReadBlob> read = layer.storedDigest().map(blobs::get);
        return read.isPresent()
                && (layer.annotations().isEmpty()
                        || layer.annotations().equals(read.get().annotations()))
                && layer.blob() instanceof FileRegion found
                && (found.equals(read.get().bytes())
                        || isSameFile(found, read.get().bytes()));
    }

    /** In a directory the file got its name after it was read. */
    private static boolean isSameFile(FileRegion found, FileRegion read) throws IOException {
        long size = read.size();
        int edge = (int) Math.min(size, EDGE);
        return found.channel() != read.channel()
                && found.size() == size
                && found.slice(0, edge).sameBytes(read.slice(0, edge))
                && found.slice(size - edge, edge).sameBytes(read.slice(size - edge, edge));
    }

    /** Size of the blobs that were read, in bytes. */
    public long bytes() {
        return blobs.values().stream().mapToLong(blob -> blob.bytes().size()).sum();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.chunked.ChunkedAnnotations;
import io.github.imagesquash.chunked.Frames;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.verify.Readback;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes an image's layers into a store, and returns its documents. */
public final class ImageWriter {
    /** The maximum compression ratio of deflate (zlib's technical details). */
    private static final int DEFLATE_RATIO = 1032;

    private static final Digest ANY = Digest.sha256Of(new byte[0]);

    private final ImageTemplate draft;
    private final List<LayerPlan> plans;
    private final WrittenPlans known;
    private final Optional<Readback> readback;
    private final ModTimes times;
    private final List<WrittenLayer> layers = new ArrayList<>();
    private final List<Blob> blobs = new ArrayList<>();

    /**
     * @param draft the image without its layers
     * @param plans its layers, base first
     */
    public ImageWriter(ImageTemplate draft, List<LayerPlan> plans) {
        this(draft, plans, new WrittenPlans(), Optional.empty());
    }

    /**
     * @param draft the image without its layers
     * @param plans its layers, base first
     * @param known the plans already written to the same store for other images
     * @param readback reads new layers back while they are written
     */
    public ImageWriter(ImageTemplate draft, List<LayerPlan> plans, WrittenPlans known, Optional<Readback> readback) {
        this.draft = draft;
        this.plans = List.copyOf(plans);
        this.known = known;
        this.readback = readback;
        this.times = new ModTimes(draft.latest());
    }

    /**
     * The number of bytes that {@link #write} counts: those of new tars before compression, and those of kept blobs.
     */
    public long bytes() {
        return plans.stream().mapToLong(this::bytes).sum();
    }

    /**
     * The minimum size of the new layers, in bytes: that of compressed ones is unknown, but limited by the maximum
     * ratio of gzip.
     */
    public long leastStoredBytes() {
        return plans.stream().mapToLong(this::leastStoredBytes).sum();
    }

    private long leastStoredBytes(LayerPlan plan) {
        if (!(plan instanceof LayerPlan.New layer)
                || known.find(layer, draft.encoding()).isPresent()) {
            return 0;
        }
        return switch (draft.encoding().compression()) {
            case NONE -> new LayerTar(layer, times).size();
            case GZIP -> new LayerTar(layer, times).size() / DEFLATE_RATIO;
            case ZSTD -> 0;
        };
    }

    private long bytes(LayerPlan plan) {
        return switch (plan) {
            case LayerPlan.Kept(ReplayedLayer kept) -> kept.layer().blob().size();
            case LayerPlan.New layer -> new LayerTar(layer, times).size();
        };
    }

    /**
     * Writes the layers. To be called once.
     *
     * @param meter counts the layers' bytes: those of new ones before compression, those of kept ones as stored
     * @throws io.github.imagesquash.verify.VerificationException if a layer is read back and is not as expected
     * @throws IOException if a content can no longer be read, or if there is no space for the layers
     */
    public WrittenImage write(ImageStore store, ByteMeter meter) throws IOException {
        for (LayerPlan plan : plans) {
            switch (plan) {
                case LayerPlan.Kept(ReplayedLayer kept) -> keep(kept, store, meter);
                case LayerPlan.New layer -> write(layer, store, meter);
            }
        }
        return new WrittenImage(draft.with(layers), layers, blobs);
    }

    /** Warns about new layers that could not be stored as zstd:chunked. */
    public void warnOfWholeLayers(WrittenImage written, Warnings warnings) {
        if (draft.encoding().frames() == Frames.ONE) {
            return;
        }
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i) instanceof LayerPlan.New plan
                    && !ChunkedAnnotations.isIn(
                            written.layers().get(i).descriptor().annotations())) {
                Optional<String> obstacle = new LayerTar(plan, times).chunkObstacle();
                warnings.add(
                        obstacle.isPresent() ? Warning.Kind.WHOLE_LAYER : Warning.Kind.LARGE_TABLE,
                        i + 1,
                        obstacle.orElse(""));
            }
        }
    }

    private void write(LayerPlan.New plan, ImageStore store, ByteMeter meter) throws IOException {
        Optional<WrittenLayer> there = known.find(plan, draft.encoding());
        if (there.isPresent()) {
            meter.passed(there.get().uncompressedBytes());
            blobs.add(store.find(there.get().descriptor().digest()).orElseThrow());
            layers.add(there.get());
            return;
        }
        LayerTar tar = new LayerTar(plan, times);
        FileChannel out = store.begin(ANY, draft.encoding().atMost(tar.size()));
        WrittenLayer layer = new LayerWriter(tar, draft.encoding(), meter).write(out, readback);
        blobs.add(store.end(layer.descriptor()));
        layers.add(layer);
        known.add(plan, draft.encoding(), layer);
    }

    private void keep(ReplayedLayer kept, ImageStore store, ByteMeter meter) throws IOException {
        KeptLayer.Stored stored = new KeptLayer(kept).copyTo(store, meter);
        layers.add(WrittenLayer.kept(kept, stored.descriptor()));
        blobs.add(stored.blob());
    }
}

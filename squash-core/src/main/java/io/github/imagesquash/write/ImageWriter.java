// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.Blob;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.ReplayedLayer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes an image's layers into a store, and gives the documents that belong to them. */
public final class ImageWriter {
    /** No more bytes than this are in one of deflate (zlib's technical details). */
    private static final int DEFLATE_RATIO = 1032;

    private static final Digest ANY = Digest.sha256Of(new byte[0]);

    private final ImageTemplate draft;
    private final List<LayerPlan> plans;
    private final WrittenPlans known;
    private final ModTimes times;
    private final List<WrittenLayer> layers = new ArrayList<>();
    private final List<Blob> blobs = new ArrayList<>();

    /**
     * @param draft the image but for its layers
     * @param plans its layers, base first
     */
    public ImageWriter(ImageTemplate draft, List<LayerPlan> plans) {
        this(draft, plans, new WrittenPlans());
    }

    /**
     * @param draft the image but for its layers
     * @param plans its layers, base first
     * @param known what was written to the same store for other images
     */
    public ImageWriter(ImageTemplate draft, List<LayerPlan> plans, WrittenPlans known) {
        this.draft = draft;
        this.plans = List.copyOf(plans);
        this.known = known;
        this.times = new ModTimes(draft.latest());
    }

    /** How many bytes {@link #write} tells its meter of: those of new tars before compression, those of kept blobs. */
    public long bytes() {
        return plans.stream().mapToLong(this::bytes).sum();
    }

    /** How many bytes the new layers take at least: of compressed ones nobody knows before, but gzip makes no more of a byte. */
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
     * @param meter counts the layers' bytes: of new ones before they are compressed, of kept ones as stored
     * @throws IOException if a content cannot be read any more, or there is no room for the layers
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
        WrittenLayer layer = new LayerWriter(draft.encoding()).write(tar, out, meter);
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

package io.github.imagesquash.write;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.group.LayerPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes an image's layers into a store, and gives the documents that belong to them. */
public final class ImageWriter {
    private final ImageDraft draft;
    private final List<LayerTar> tars;

    /**
     * @param draft the image but for its layers
     * @param plans its layers, base first
     */
    public ImageWriter(ImageDraft draft, List<LayerPlan> plans) {
        ModTimes times = new ModTimes(draft.latest());
        this.draft = draft;
        this.tars = plans.stream().map(plan -> new LayerTar(plan, times)).toList();
    }

    /** How many bytes the layers' tars will have before compression; the meter of {@link #write} is told of about as many. */
    public long uncompressedBytes() {
        return tars.stream().mapToLong(LayerTar::size).sum();
    }

    /** Writes the layers; the meter is told of the uncompressed bytes as they are written. */
    public WrittenImage write(ImageStore store, ByteMeter meter) throws IOException {
        LayerWriter writer = new LayerWriter(draft.encoding());
        List<WrittenLayer> layers = new ArrayList<>();
        List<FileRegion> blobs = new ArrayList<>();
        for (LayerTar tar : tars) {
            long atMost = draft.encoding().atMost(tar.size());
            WrittenLayer layer = writer.write(tar, store.begin(atMost), meter);
            blobs.add(store.end(layer.descriptor()));
            layers.add(layer);
        }
        return new WrittenImage(draft.with(layers), layers, blobs);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.chunked.PullTable;
import io.github.imagesquash.group.PullModel;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.report.PullCosts;
import io.github.imagesquash.report.PullCosts.Base;
import io.github.imagesquash.report.PullCosts.Files;
import io.github.imagesquash.report.PullCosts.Layers;
import io.github.imagesquash.report.PullCosts.Since;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.source.Workspace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Computes what engines download of an image: layers that are equal are downloaded once. */
final class PullEstimate {
    private final List<Layer> all;
    private final List<Layer> layers;
    private final Map<Digest, Long> tarBytes = new HashMap<>();
    private final Optional<PullModel> model;

    /**
     * Prepares an estimate.
     *
     * @param replayed the image's layers, base first, all of them read
     */
    PullEstimate(List<ReplayedLayer> replayed, Optional<PullModel> model) {
        this.all = replayed.stream().map(ReplayedLayer::layer).toList();
        this.layers = without(all, List.of());
        this.model = model;
        replayed.forEach(one -> tarBytes.put(digest(one.layer()), one.uncompressedBytes()));
    }

    /** Each layer once, and none that a machine has. */
    private static List<Layer> without(List<Layer> layers, List<Layer> there) {
        Set<Digest> seen = new HashSet<>();
        there.forEach(layer -> seen.add(digest(layer)));
        return layers.stream().filter(layer -> seen.add(digest(layer))).toList();
    }

    /** A layer of an archive without manifest has no digest of its stored bytes. */
    private static Digest digest(Layer layer) {
        return layer.storedDigest().orElse(layer.diffId());
    }

    /**
     * The costs for a machine that has nothing, and for one that has the base.
     *
     * @param base how many of the lowest layers are the base's; 0 if that is not known
     */
    PullCosts costs(int base, Optional<Since> since) {
        List<Layer> above = without(all, all.subList(0, base));
        Optional<Base> known =
                base > 0 && !above.isEmpty() ? Optional.of(new Base(base, sum(above))) : Optional.empty();
        return new PullCosts(sum(layers), known, since, model);
    }

    /** The costs for a machine that has another image. */
    Since since(BaseImage other, Image image, Workspace work) throws IOException {
        try (ImageSource source = work.open(other.source(), new Warnings())) {
            Image previous = source.select(other.image().on(image.platform()));
            Since since = since(other.name(), previous.layers());
            source.requireUnchanged();
            return since;
        }
    }

    private Since since(String name, List<Layer> there) throws IOException {
        List<Layer> missing = without(layers, there);
        Set<String> contents = new HashSet<>();
        for (Layer layer : there) {
            table(layer).ifPresent(table -> table.addContents(contents));
        }
        return new Since(name, sum(missing), files(missing, contents));
    }

    private Optional<Files> files(List<Layer> missing, Set<String> contents) throws IOException {
        List<Layer> whole = new ArrayList<>();
        List<PullModel.Load> loads = new ArrayList<>();
        long files = 0;
        long fileBytes = 0;
        long dataBytes = 0;
        for (Layer layer : missing) {
            Optional<PullTable> table = table(layer);
            if (table.isEmpty()) {
                whole.add(layer);
                loads.add(load(layer));
                continue;
            }
            PullTable.Missing lacking = table.get().missing(contents);
            files += lacking.files();
            fileBytes += lacking.bytes();
            dataBytes += table.get().dataBytes();
            loads.add(new PullModel.Load(
                    lacking.bytes() + table.get().dataBytes(), tarBytes.getOrDefault(digest(layer), 0L)));
        }
        return whole.size() == missing.size()
                ? Optional.empty()
                : Optional.of(new Files(files, fileBytes, dataBytes, sum(whole), time(loads)));
    }

    /** Annotations of a layer that was compressed again in another way are stale. */
    private static Optional<PullTable> table(Layer layer) throws IOException {
        return layer.compression() == Compression.ZSTD
                ? PullTable.read(layer.blob(), layer.annotations(), layer.where())
                : Optional.empty();
    }

    private Layers sum(List<Layer> some) {
        List<PullModel.Load> loads = some.stream().map(this::load).toList();
        long bytes = loads.stream().mapToLong(PullModel.Load::storedBytes).sum();
        return new Layers(some.size(), bytes, time(loads));
    }

    private PullModel.Load load(Layer layer) {
        return new PullModel.Load(layer.blob().size(), tarBytes.getOrDefault(digest(layer), 0L));
    }

    private Optional<Duration> time(List<PullModel.Load> loads) {
        return model.map(speeds -> speeds.time(loads));
    }
}

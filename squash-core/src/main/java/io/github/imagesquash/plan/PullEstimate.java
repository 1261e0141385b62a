// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.chunked.PullTable;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.report.PullCosts;
import io.github.imagesquash.report.PullCosts.Files;
import io.github.imagesquash.report.PullCosts.Layers;
import io.github.imagesquash.report.PullCosts.Since;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.source.Workspace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Computes what engines download of an image: layers that are equal are downloaded once. */
final class PullEstimate {
    private final List<Layer> layers;

    PullEstimate(Image image) {
        this.layers = distinct(image.layers());
    }

    private static List<Layer> distinct(List<Layer> layers) {
        Set<Digest> seen = new HashSet<>();
        return layers.stream().filter(layer -> seen.add(digest(layer))).toList();
    }

    /** A layer of an archive without manifest has no digest of its stored bytes. */
    private static Digest digest(Layer layer) {
        return layer.storedDigest().orElse(layer.diffId());
    }

    /** The costs for a machine that has nothing. */
    PullCosts costs() {
        return new PullCosts(sum(layers), Optional.empty());
    }

    /** The costs for a machine that has another image, too. */
    PullCosts costsSince(BaseImage other, Image image, Workspace work) throws IOException {
        try (ImageSource source = work.open(other.source(), new Warnings())) {
            Image previous = source.select(other.image().on(image.platform()));
            Since since = since(other.name(), previous.layers());
            source.requireUnchanged();
            return new PullCosts(sum(layers), Optional.of(since));
        }
    }

    private Since since(String name, List<Layer> there) throws IOException {
        Set<Digest> had = new HashSet<>();
        there.forEach(layer -> had.add(digest(layer)));
        List<Layer> missing =
                layers.stream().filter(layer -> !had.contains(digest(layer))).toList();
        Set<String> contents = new HashSet<>();
        for (Layer layer : there) {
            table(layer).ifPresent(table -> table.addContents(contents));
        }
        return new Since(name, sum(missing), files(missing, contents));
    }

    private static Optional<Files> files(List<Layer> missing, Set<String> contents) throws IOException {
        List<Layer> whole = new ArrayList<>();
        long files = 0;
        long fileBytes = 0;
        long dataBytes = 0;
        for (Layer layer : missing) {
            Optional<PullTable> table = table(layer);
            if (table.isEmpty()) {
                whole.add(layer);
                continue;
            }
            PullTable.Missing lacking = table.get().missing(contents);
            files += lacking.files();
            fileBytes += lacking.bytes();
            dataBytes += table.get().dataBytes();
        }
        return whole.size() == missing.size()
                ? Optional.empty()
                : Optional.of(new Files(files, fileBytes, dataBytes, sum(whole)));
    }

    private static Optional<PullTable> table(Layer layer) throws IOException {
        return PullTable.read(layer.blob(), layer.annotations(), layer.where());
    }

    private static Layers sum(List<Layer> layers) {
        return new Layers(
                layers.size(),
                layers.stream().mapToLong(layer -> layer.blob().size()).sum());
    }
}

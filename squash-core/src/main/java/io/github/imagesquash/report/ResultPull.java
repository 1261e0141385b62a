// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.report;

import io.github.imagesquash.report.PullCosts.Layers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What machines download to get a new image, without manifest and config. Equal layers are downloaded once.
 *
 * @param everything for a machine that has nothing
 * @param aboveBase for one that has the lowest layers, which the source or the previous image has, too; empty if there
 *     are none, or no others
 * @param singleFiles whether engines can fetch single files of a layer
 */
public record ResultPull(Layers everything, Optional<Layers> aboveBase, boolean singleFiles) {
    static ResultPull of(List<ResultLayer> layers) {
        List<ResultLayer> base =
                layers.stream().takeWhile(ResultLayer::inSource).toList();
        Layers above = sum(layers, base);
        return new ResultPull(
                sum(layers, List.of()),
                base.isEmpty() || above.layers() == 0 ? Optional.empty() : Optional.of(above),
                layers.stream().anyMatch(layer -> layer.compression().equals("zstd:chunked")));
    }

    private static Layers sum(List<ResultLayer> layers, List<ResultLayer> there) {
        Set<String> seen = new HashSet<>();
        there.forEach(layer -> seen.add(layer.digest()));
        List<ResultLayer> missing =
                layers.stream().filter(layer -> seen.add(layer.digest())).toList();
        return new Layers(
                missing.size(),
                missing.stream().mapToLong(ResultLayer::storedBytes).sum(),
                Optional.empty());
    }
}

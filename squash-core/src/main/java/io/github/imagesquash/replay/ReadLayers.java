// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.image.Layer;
import io.github.imagesquash.oci.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The changesets of kept layers: another image with the same layers is replayed without reading them again. */
public final class ReadLayers {
    private final Map<Digest, Changeset> changesets = new HashMap<>();

    ReadLayers() {}

    void add(Layer layer, Changeset changeset) {
        changesets.put(layer.diffId(), changeset);
    }

    /** The changeset of a layer, if it is one of these, by its diff ID. */
    Optional<Changeset> find(Layer layer) {
        return Optional.ofNullable(changesets.get(layer.diffId()))
                .map(changeset -> changeset.as(layer.number(), layer.where()));
    }
}

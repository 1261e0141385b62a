// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.image.Layer;
import io.github.imagesquash.oci.Digest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What was read of layers that are kept: another image that has them too is replayed without reading them again. */
public final class ReadLayers {
    private final Map<Digest, Changeset> changesets = new HashMap<>();

    ReadLayers() {}

    void add(Layer layer, Changeset changeset) {
        changesets.put(layer.diffId(), changeset);
    }

    /** What a layer does, if it is one of these, by its diff ID. */
    Optional<Changeset> find(Layer layer) {
        return Optional.ofNullable(changesets.get(layer.diffId()))
                .map(changeset -> changeset.as(layer.number(), layer.where()));
    }
}

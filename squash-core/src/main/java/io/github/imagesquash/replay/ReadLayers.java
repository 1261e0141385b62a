// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerDigests;
import io.github.imagesquash.image.MeasuringPass;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The changesets of layers that were read: another image with the same layers is replayed without reading them again. */
public final class ReadLayers {
    private final Map<Digest, Changeset> changesets = new HashMap<>();

    /** None. */
    public ReadLayers() {}

    /**
     * Reads a layer while it is written, by the strict rules.
     *
     * @param where the name of the layer in messages
     * @param contents examines its contents
     * @return its digests; by the diff ID it is known from now on
     * @throws InvalidImageException if it is not a valid layer, or has bytes behind its end
     */
    public LayerDigests read(MeasuringPass pass, String where, EntryContents contents) throws IOException {
        Warnings warnings = new Warnings();
        Changeset changeset = new ChangesetReader(1, where, false, warnings, contents).read(pass);
        for (Warnings.Tally tally : warnings.tallies()) {
            if (tally.first().kind() == Warning.Kind.DATA_BEHIND_END) {
                throw new InvalidImageException(where, tally.text());
            }
        }
        LayerDigests digests = pass.digests();
        changesets.put(digests.diffId(), changeset);
        return digests;
    }

    void add(Layer layer, Changeset changeset) {
        changesets.put(layer.diffId(), changeset);
    }

    /** Whether a layer is one of these, by its diff ID. */
    public boolean has(Layer layer) {
        return changesets.containsKey(layer.diffId());
    }

    /** The changeset of a layer, if it is one of these, by its diff ID. */
    Optional<Changeset> find(Layer layer) {
        return Optional.ofNullable(changesets.get(layer.diffId()))
                .map(changeset -> changeset.as(layer.number(), layer.where()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.group.LayerPlan;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;

/** The plans already written to a store: a layer that is planned for several images is written once. */
public final class WrittenPlans {
    private final Map<LayerPlan.New, Written> written = new IdentityHashMap<>();

    private record Written(LayerEncoding encoding, WrittenLayer layer) {}

    /** The layer written for a plan in an encoding. */
    Optional<WrittenLayer> find(LayerPlan.New plan, LayerEncoding encoding) {
        return Optional.ofNullable(written.get(plan))
                .filter(known -> known.encoding.equals(encoding))
                .map(Written::layer);
    }

    void add(LayerPlan.New plan, LayerEncoding encoding, WrittenLayer layer) {
        written.put(plan, new Written(encoding, layer));
    }
}

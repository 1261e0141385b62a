// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.image.Layer;
import java.io.IOException;
import java.util.List;

/** Gives what an image's layers do, base first. */
interface Changesets extends AutoCloseable {
    /** What the next layer does. */
    Changeset next() throws IOException;

    @Override
    void close();

    /** What all layers do, each read in any case. */
    static Changesets reading(List<Layer> layers, ReplaySession.LayerReader reader, int threads) {
        OrderedTasks<Changeset> readers = new OrderedTasks<>(threads);
        layers.forEach(layer -> readers.submit(() -> reader.read(layer)));
        return new Changesets() {
            @Override
            public Changeset next() throws IOException {
                return readers.next();
            }

            @Override
            public void close() {
                readers.close();
            }
        };
    }
}

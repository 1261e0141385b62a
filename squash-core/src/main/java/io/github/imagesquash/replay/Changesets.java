// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.image.Layer;
import java.io.IOException;
import java.util.List;

/** Provides the changesets of an image's layers, base first. */
interface Changesets extends AutoCloseable {
    /** The changeset of the next layer. */
    Changeset next() throws IOException;

    @Override
    void close();

    /** The changesets of all layers, each of which is read. */
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

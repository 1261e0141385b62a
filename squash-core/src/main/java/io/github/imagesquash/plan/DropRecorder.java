// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.filter.Cause;
import io.github.imagesquash.filter.DropListener;
import io.github.imagesquash.tree.Entry;
import java.util.ArrayList;
import java.util.List;

/** Records dropped files for a later listener, because gates judge the unchanged image. */
final class DropRecorder implements DropListener {
    private final List<Drop> drops = new ArrayList<>();

    private record Drop(Entry entry, Cause cause) {}

    @Override
    public void dropped(Entry entry, Cause cause) {
        drops.add(new Drop(entry, cause));
    }

    /** Passes all records on, in their order. */
    void tell(DropListener listener) {
        drops.forEach(drop -> listener.dropped(drop.entry(), drop.cause()));
    }
}

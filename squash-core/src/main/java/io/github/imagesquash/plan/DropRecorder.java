// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.filter.Cause;
import io.github.imagesquash.filter.DropListener;
import io.github.imagesquash.tree.Entry;
import java.util.ArrayList;
import java.util.List;

/** Remembers what is dropped, for somebody who wants to be told later: gates judge an image as it came. */
final class DropRecorder implements DropListener {
    private final List<Drop> drops = new ArrayList<>();

    private record Drop(Entry entry, Cause cause) {}

    @Override
    public void dropped(Entry entry, Cause cause) {
        drops.add(new Drop(entry, cause));
    }

    /** Tells all of it, in its order. */
    void tell(DropListener listener) {
        drops.forEach(drop -> listener.dropped(drop.entry(), drop.cause()));
    }
}

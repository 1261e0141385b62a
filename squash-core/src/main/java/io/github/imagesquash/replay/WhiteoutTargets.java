// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.message.Warning;
import io.github.imagesquash.replay.LayerWalk.Place;
import io.github.imagesquash.replay.ReplayObserver.Loss;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The paths that a layer's whiteouts remove from the layers below it. All are looked up before any is applied, so that
 * their order does not matter. Only the lower tree is searched, so that nothing of the same layer is hidden (layer.md,
 * "Whiteouts").
 */
final class WhiteoutTargets {
    private final MergedTree merged;
    private final Changeset changeset;
    private final List<Victim> victims = new ArrayList<>();
    private final Set<ImagePath> names = new HashSet<>();
    private final Set<ImagePath> directories = new HashSet<>();
    private final Set<ImagePath> emptied = new HashSet<>();
    private final List<Place> places = new ArrayList<>();

    private record Victim(Directory parent, Name name, Loss loss, int depth) {}

    WhiteoutTargets(MergedTree merged, Changeset changeset, SymlinkParents symlinkParents) {
        this.merged = merged;
        this.changeset = changeset;
        UnpackedLayer own = new UnpackedLayer(changeset, merged.tree(), symlinkParents);
        for (Whiteout whiteout : changeset.whiteouts()) {
            Place place = own.place(whiteout);
            places.add(place);
            if (place.way() != LayerWalk.Way.NOWHERE) {
                switch (whiteout.kind()) {
                    case NAME -> name(place, whiteout.path().last());
                    case CONTENT -> content(place);
                }
            }
        }
    }

    /** Removes them, the deepest first, so that each loss is counted once. */
    void apply() {
        victims.sort(Comparator.comparingInt(Victim::depth).reversed());
        victims.forEach(victim -> merged.remove(victim.parent(), victim.name(), victim.loss()));
    }

    /** Whether the directory at this path was removed as a whole. */
    boolean tookDirectory(ImagePath path) {
        return !directories.isEmpty() && directories.contains(path);
    }

    /** Whether a whiteout names this path or one above it. */
    boolean namesOrHides(ImagePath path) {
        for (ImagePath above = path; !above.isRoot(); above = above.parent()) {
            if (names.contains(above)) {
                return true;
            }
        }
        return false;
    }

    /** The directories in which the layer's whiteouts hide names, in their order. */
    List<Place> places() {
        return places;
    }

    private void name(Place place, Name name) {
        ImagePath path = place.directory().child(name);
        names.add(path);
        place.lower().ifPresent(parent -> parent.find(name).ifPresent(entry -> take(parent, entry, path)));
    }

    private void take(Directory parent, Entry entry, ImagePath path) {
        victims.add(new Victim(parent, entry.name(), Loss.WHITEOUT, path.names().size()));
        if (entry.inode() instanceof Directory) {
            directories.add(path);
        }
    }

    /** Each directory once: a layer can name the same large one any number of times. */
    private void content(Place place) {
        if (!emptied.add(place.directory()) || place.lower().isEmpty()) {
            return;
        }
        Directory directory = place.lower().get();
        if (place.directory().isRoot() && !directory.entries().isEmpty()) {
            changeset
                    .warnings()
                    .add(
                            Warning.Kind.OPAQUE_ROOT,
                            changeset.layer(),
                            place.directory().toString());
        }
        for (Entry entry : directory.entries()) {
            int depth = place.directory().names().size() + 1;
            victims.add(new Victim(directory, entry.name(), Loss.OPAQUE, depth));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tree.ImagePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether layers have the same effect, and need the same new layer, on any lower layers. This is so if they remove
 * nothing, if each entry is in a directory that they described before it, and is of the same kind as an earlier one
 * with the same name, and if each hard link is to a file of their own. Then no directory is implied, no symbolic link
 * of a lower layer is followed or replaced, and they remove a lower name only by writing it. In doubt the layers count
 * as dependent.
 */
final class SelfContainedLayers {
    private final Predicate<ImagePath> leftOut;
    private final Set<ImagePath> directories = new HashSet<>(List.of(ImagePath.ROOT));
    private final Set<ImagePath> others = new HashSet<>();

    /** @param leftOut paths that will be removed from the merged tree: a lower layer may have them too */
    SelfContainedLayers(Predicate<ImagePath> leftOut) {
        this.leftOut = leftOut;
    }

    /** Adds a layer on top of the previous ones; returns whether they are still self-contained. */
    boolean stays(Changeset layer) {
        return layer.whiteouts().isEmpty() && layer.additions().stream().allMatch(this::stays);
    }

    private boolean stays(TarEntry entry) {
        ImagePath path = ImagePath.clean(entry.header().name());
        if (path.isRoot()) {
            return true;
        }
        if (leftOut.test(path) || !directories.contains(path.parent())) {
            return false;
        }
        return switch (entry.header().type()) {
            // A directory after a file would hide the content of a lower directory with its name.
            case DIRECTORY -> {
                directories.add(path);
                yield !others.contains(path);
            }
            case HARD_LINK -> others.contains(ImagePath.clean(entry.header().linkName())) && isOther(path);
            case REGULAR, SYMLINK, CHARACTER_DEVICE, BLOCK_DEVICE, FIFO -> isOther(path);
        };
    }

    private boolean isOther(ImagePath path) {
        others.add(path);
        return !directories.contains(path);
    }
}

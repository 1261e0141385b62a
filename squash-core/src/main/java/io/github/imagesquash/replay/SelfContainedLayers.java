// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tree.ImagePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Whether layers do the same, and need the same new layer, whatever lies below them. They do if they take nothing away, if each
 * entry lies in a directory that they described before it and is not of another kind than one of the same name, and if
 * each hard link is to a file of their own. Then nothing is implied, no symbolic link of a lower layer is followed or
 * replaced, and a lower name that is gone is one that they have written. It errs on the side of dependence.
 */
final class SelfContainedLayers {
    private final Predicate<ImagePath> leftOut;
    private final Set<ImagePath> directories = new HashSet<>(List.of(ImagePath.ROOT));
    private final Set<ImagePath> others = new HashSet<>();

    /** @param leftOut what is going to be taken out of the merged tree: a lower layer may have it too */
    SelfContainedLayers(Predicate<ImagePath> leftOut) {
        this.leftOut = leftOut;
    }

    /** Adds a layer, which lies on those before; whether they are self-contained with it. */
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
            // A directory after a file would hide what a lower directory of its name has.
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

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.compare.Attribute;
import io.github.imagesquash.compare.ComparisonRules;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.compare.TreeComparison;
import io.github.imagesquash.rebase.BaseDependencies.Touched;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The paths at which an image's own layers do not fit a new base. These layers are exact changes of the old base. If a
 * path on which they depend is different in the new base, or missing, the layers were made for something else.
 */
public final class BaseConflicts {
    /**
     * Bases are built again every night with new times of the same files; layers do not depend on other names of a
     * file.
     */
    private static final ComparisonRules RULES =
            new ComparisonRules(EnumSet.of(Attribute.MTIME, Attribute.LINKS), List.of(), Instant.MAX);

    private final Map<ImagePath, PathDifference> differences = new TreeMap<>();
    private final int oldLayers;

    /**
     * Compares the bases, before layers are applied to them.
     *
     * @param threads how many threads read, at least 1
     */
    public BaseConflicts(ReplayResult oldBase, ReplayResult newBase, int threads) throws IOException {
        oldLayers = oldBase.layers().size();
        for (PathDifference difference :
                new TreeComparison(oldBase, newBase, RULES).differences(threads, ByteMeter.NONE)) {
            differences.put(difference.path(), difference);
        }
    }

    /**
     * The conflicts, paths ascending.
     *
     * @param onOld the effects of the image's layers on the old base
     * @param onNew their effects on the new base
     */
    public List<PathConflict> of(BaseDependencies onOld, BaseDependencies onNew) {
        Map<ImagePath, PathConflict> conflicts = new TreeMap<>();
        for (ImagePath path : diverted(onOld.written(), onNew.written())) {
            conflicts.put(path, new PathConflict(path, BaseDependency.DIVERTS, 0, Optional.empty()));
        }
        for (BaseDependencies touches : List.of(onNew, onOld)) {
            touches.touched()
                    .forEach((path, touched) ->
                            found(path, touched).ifPresent(conflict -> conflicts.put(path, conflict)));
        }
        return new ArrayList<>(conflicts.values());
    }

    private Optional<PathConflict> found(ImagePath path, Touched touched) {
        int layer = touched.layer() == 0 ? 0 : touched.layer() + oldLayers;
        return Optional.ofNullable(differences.get(path))
                .map(difference -> new PathConflict(path, touched.touch(), layer, Optional.of(difference)));
    }

    private static Set<ImagePath> diverted(Set<ImagePath> onOld, Set<ImagePath> onNew) {
        Set<ImagePath> diverted = new TreeSet<>(onOld);
        diverted.addAll(onNew);
        diverted.removeIf(path -> onOld.contains(path) && onNew.contains(path));
        return diverted;
    }
}

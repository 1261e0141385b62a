// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Compares two images' merged file systems. One walk through both trees finds the contents to compare; after the
 * comparison, a second walk lists the differences. Memory grows with the number of entries, not with their size.
 */
public final class TreeComparison {
    private final ReplayResult before;
    private final ReplayResult after;
    private final ComparisonRules rules;
    private final LinkGroups links = new LinkGroups();
    private final Set<InodePair> contents = new LinkedHashSet<>();
    private long paths;

    /**
     * Prepares the comparison; nothing is read yet.
     *
     * @param before the first image, whose files must stay open
     * @param after the second image, likewise
     */
    public TreeComparison(ReplayResult before, ReplayResult after, ComparisonRules rules) {
        this.before = before;
        this.after = after;
        this.rules = rules;
        TreeWalk.walk(before.tree(), after.tree(), new Collecting(new LayerOrigins(before, after)));
    }

    /** The number of compared paths, in one tree or both. */
    public long paths() {
        return paths;
    }

    /** The number of bytes of content to compare. */
    public long contentBytes() {
        return contents.stream().mapToLong(pair -> pair.before().size()).sum();
    }

    /**
     * Compares.
     *
     * @param threads how many threads read, at least 1; the result does not depend on it
     * @param meter counts the bytes of content compared, those of two equal files once
     * @return the differences, paths ascending
     */
    public List<PathDifference> differences(int threads, ByteMeter meter) throws IOException {
        Map<InodePair, AttributeChange> changed = ContentComparison.changes(List.copyOf(contents), threads, meter);
        List<PathDifference> differences = new ArrayList<>();
        TreeWalk.walk(before.tree(), after.tree(), new Telling(changed, differences));
        return differences;
    }

    /** The first walk. */
    private final class Collecting implements TreeWalk.Visitor {
        private final LayerOrigins origins;

        Collecting(LayerOrigins origins) {
            this.origins = origins;
        }

        @Override
        public void removed(ImagePath path, Inode inode) {
            links.add(path, inode);
            paths += rules.include(path) ? 1 : 0;
        }

        @Override
        public void added(ImagePath path, Inode inode) {
            links.add(path, inode);
            paths += rules.include(path) ? 1 : 0;
        }

        @Override
        public void both(ImagePath path, Inode first, Inode second) {
            InodePair pair = new InodePair(first, second);
            links.add(path, pair);
            if (rules.include(path)) {
                paths++;
                collect(pair);
            }
        }

        private void collect(InodePair pair) {
            if (rules.include(Attribute.CONTENT)
                    && pair.before() instanceof RegularFile a
                    && pair.after() instanceof RegularFile b
                    && a.size() == b.size()
                    && a.size() > 0
                    && !origins.same(a, b)) {
                contents.add(pair);
            }
        }
    }

    /** The second walk. */
    private final class Telling implements TreeWalk.Visitor {
        private final Map<InodePair, AttributeChange> changed;
        private final List<PathDifference> differences;

        Telling(Map<InodePair, AttributeChange> changed, List<PathDifference> differences) {
            this.changed = changed;
            this.differences = differences;
        }

        @Override
        public void removed(ImagePath path, Inode inode) {
            if (rules.include(path)) {
                differences.add(new PathDifference.Removed(path, FileType.of(inode), inode.size()));
            }
        }

        @Override
        public void added(ImagePath path, Inode inode) {
            if (rules.include(path)) {
                differences.add(new PathDifference.Added(path, FileType.of(inode), inode.size()));
            }
        }

        @Override
        public void both(ImagePath path, Inode first, Inode second) {
            if (rules.include(path)) {
                List<AttributeChange> changes = changes(path, new InodePair(first, second));
                if (!changes.isEmpty()) {
                    differences.add(new PathDifference.Changed(path, changes));
                }
            }
        }

        private List<AttributeChange> changes(ImagePath path, InodePair pair) {
            List<AttributeChange> changes = InodeComparison.changes(pair, rules);
            Optional.ofNullable(changed.get(pair)).ifPresent(changes::add);
            if (rules.include(Attribute.LINKS)) {
                links.change(path, pair).ifPresent(changes::add);
            }
            changes.sort((a, b) -> a.attribute().compareTo(b.attribute()));
            return changes;
        }
    }
}

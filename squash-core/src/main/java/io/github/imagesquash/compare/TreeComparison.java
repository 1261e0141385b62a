package io.github.imagesquash.compare;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.replay.Replayed;
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
 * Compares two images' merged file systems. One walk through both trees finds which contents have to be compared, a second
 * one, when that is known, tells the differences. Memory grows with the number of entries, not with their size.
 */
public final class TreeComparison {
    private final Replayed before;
    private final Replayed after;
    private final ComparisonRules rules;
    private final LinkGroups links = new LinkGroups();
    private final Set<Pair> contents = new LinkedHashSet<>();
    private long paths;

    /**
     * Prepares the comparison; nothing is read yet.
     *
     * @param before the first image, whose files must stay open
     * @param after the second image, alike
     */
    public TreeComparison(Replayed before, Replayed after, ComparisonRules rules) {
        this.before = before;
        this.after = after;
        this.rules = rules;
        TreeWalk.walk(before.tree(), after.tree(), new Collecting(new LayerOrigins(before, after)));
    }

    /** How many paths are in one tree or both, where the rules look. */
    public long paths() {
        return paths;
    }

    /** How many bytes of content have to be compared. */
    public long contentBytes() {
        return contents.stream().mapToLong(pair -> pair.before().size()).sum();
    }

    /**
     * Compares.
     *
     * @param threads how many threads read, at least 1; the result does not depend on it
     * @param meter is told of the bytes of content compared, those of two equal files once
     * @return the differences, paths ascending
     */
    public List<Difference> differences(int threads, ByteMeter meter) throws IOException {
        Map<Pair, Change> changed = ContentComparison.changes(List.copyOf(contents), threads, meter);
        List<Difference> differences = new ArrayList<>();
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
            Pair pair = new Pair(first, second);
            links.add(path, pair);
            if (rules.include(path)) {
                paths++;
                collect(pair);
            }
        }

        private void collect(Pair pair) {
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
        private final Map<Pair, Change> changed;
        private final List<Difference> differences;

        Telling(Map<Pair, Change> changed, List<Difference> differences) {
            this.changed = changed;
            this.differences = differences;
        }

        @Override
        public void removed(ImagePath path, Inode inode) {
            if (rules.include(path)) {
                differences.add(new Difference.Removed(path, FileType.of(inode), inode.size()));
            }
        }

        @Override
        public void added(ImagePath path, Inode inode) {
            if (rules.include(path)) {
                differences.add(new Difference.Added(path, FileType.of(inode), inode.size()));
            }
        }

        @Override
        public void both(ImagePath path, Inode first, Inode second) {
            if (rules.include(path)) {
                List<Change> changes = changes(path, new Pair(first, second));
                if (!changes.isEmpty()) {
                    differences.add(new Difference.Changed(path, changes));
                }
            }
        }

        private List<Change> changes(ImagePath path, Pair pair) {
            List<Change> changes = InodeComparison.changes(pair, rules);
            Optional.ofNullable(changed.get(pair)).ifPresent(changes::add);
            if (rules.include(Attribute.LINKS)) {
                links.change(path, pair).ifPresent(changes::add);
            }
            changes.sort((a, b) -> a.attribute().compareTo(b.attribute()));
            return changes;
        }
    }
}

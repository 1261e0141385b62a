package io.github.imagesquash.group;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes plans of groups, each in the canonical order of {@link SingleLayer}. Every layer repeats the directories on the way
 * to its entries with the same attributes, since overlayfs shows those of the uppermost layer that has them.
 */
final class GroupedLayers {
    private final List<Layer> layers = new ArrayList<>();
    private final Map<Inode, Layer> owners = new IdentityHashMap<>();

    /** The directories from the root, without it, to where the walk is. */
    private final List<PlannedEntry.Node> way = new ArrayList<>();

    private GroupedLayers() {}

    /** The plans, one for each group. */
    static List<LayerPlan.New> of(FileTree tree, List<LayerGroup> groups) {
        GroupedLayers grouped = new GroupedLayers();
        for (LayerGroup group : groups) {
            Layer layer = new Layer(group.name());
            if (tree.isRootDescribed()) {
                layer.entries.add(new PlannedEntry.Node(new byte[] {'.', '/'}, tree.root()));
            }
            grouped.layers.add(layer);
            group.units().forEach(unit -> grouped.owners.put(unit.inode(), layer));
        }
        grouped.walk(tree.root(), new byte[0]);
        return grouped.layers.stream().map(Layer::plan).toList();
    }

    private void walk(Directory directory, byte[] prefix) {
        List<Entry> sorted = directory.sortedEntries();
        for (Entry entry : sorted) {
            if (entry.inode() instanceof Directory child) {
                byte[] path = join(prefix, entry.name(), 1);
                path[path.length - 1] = '/';
                directory(child, path);
            }
        }
        for (Entry entry : sorted) {
            if (!(entry.inode() instanceof Directory)) {
                Layer layer = owners.get(entry.inode());
                layer.enter(way);
                layer.file(join(prefix, entry.name(), 0), entry.inode());
            }
        }
    }

    private void directory(Directory directory, byte[] path) {
        way.addLast(new PlannedEntry.Node(path, directory));
        if (directory.entries().isEmpty()) {
            owners.get(directory).enter(way);
        } else {
            walk(directory, path);
        }
        way.removeLast();
    }

    private static byte[] join(byte[] prefix, Name name, int extra) {
        byte[] path = Arrays.copyOf(prefix, prefix.length + name.length() + extra);
        name.copyTo(path, prefix.length);
        return path;
    }

    /** A layer that is being planned. */
    private static final class Layer {
        private final String name;
        private final List<PlannedEntry> entries = new ArrayList<>();
        private final List<PlannedEntry> links = new ArrayList<>();
        private final Map<Inode, byte[]> firstNames = new IdentityHashMap<>();
        private final List<PlannedEntry.Node> entered = new ArrayList<>();

        Layer(String name) {
            this.name = name;
        }

        /** Adds the directories on the way that are not there yet. */
        void enter(List<PlannedEntry.Node> way) {
            int common = 0;
            while (common < Math.min(entered.size(), way.size()) && entered.get(common) == way.get(common)) {
                common++;
            }
            entered.subList(common, entered.size()).clear();
            for (PlannedEntry.Node directory : way.subList(common, way.size())) {
                entered.add(directory);
                entries.add(directory);
            }
        }

        void file(byte[] path, Inode inode) {
            if (inode.links() > 1 && firstNames.containsKey(inode)) {
                links.add(new PlannedEntry.Link(path, inode.attributes(), firstNames.get(inode)));
                return;
            }
            if (inode.links() > 1) {
                firstNames.put(inode, path);
            }
            entries.add(new PlannedEntry.Node(path, inode));
        }

        LayerPlan.New plan() {
            entries.addAll(links);
            return new LayerPlan.New(name, entries);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static io.github.imagesquash.random.ModelTree.join;
import static io.github.imagesquash.random.ModelTree.last;
import static io.github.imagesquash.random.ModelTree.parent;

import io.github.imagesquash.random.LayerEntry.Kind;
import io.github.imagesquash.random.ModelTree.Node;
import io.github.imagesquash.replay.SymlinkParents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Lays one layer on a {@link ModelTree}: the rules of layer.md and of docs/decisions, each written down once more, for
 * whole paths and without a thought of speed. First everything that the lower layers have to lose goes, then every entry is
 * added in order, and for every whiteout the directory that it stands in.
 */
final class ModelReplay {
    private static final int MAX_LINKS = 40;
    static final String OPAQUE = ".wh..wh..opq";
    private static final String AUFS = ".wh..wh.";
    private static final String AUFS_LINKS = ".wh..wh.plnk/";

    private final ModelTree tree;
    private final SymlinkParents rule;
    private final Set<String> own;
    private final Map<String, Node> aufsFiles = new HashMap<>();

    ModelReplay(ModelTree tree, SymlinkParents rule) {
        this(tree, rule, Set.of());
    }

    private ModelReplay(ModelTree tree, SymlinkParents rule, Set<String> own) {
        this.tree = tree;
        this.rule = rule;
        this.own = new HashSet<>(own);
    }

    void apply(List<LayerEntry> entries) {
        List<ModelWhiteout> whiteouts = ModelWhiteout.placed(entries, tree, rule);
        whiteouts.stream()
                .flatMap(whiteout -> whiteout.hidden(tree).stream())
                .toList()
                .forEach(tree::remove);
        entries.stream()
                .filter(entry -> path(entry.name()).startsWith(AUFS_LINKS))
                .forEach(entry -> aufsFiles.put(path(entry.name()), new Node(entry)));
        for (LayerEntry entry : entries) {
            add(entry);
            whiteouts.stream()
                    .filter(whiteout -> whiteout.entry() == entry)
                    .filter(whiteout -> !whiteout.isHiddenBy(whiteouts, tree))
                    .flatMap(whiteout -> whiteout.directory().stream())
                    .forEach(this::madeDirectory);
        }
    }

    void add(LayerEntry entry) {
        String path = path(entry.name());
        if (path.isEmpty()) {
            if (entry.kind() != Kind.DIRECTORY) {
                throw new Refused("the root as " + entry.kind());
            }
            tree.describeRoot(ownMeta(entry));
        } else if (!isAufs(path) && !last(path).startsWith(".wh.") && !isWhiteoutDevice(entry)) {
            add(entry, join(madeDirectory(parent(path)), last(path)));
        }
    }

    private void add(LayerEntry entry, String place) {
        Optional<Node> there = tree.find(place);
        if (entry.kind() == Kind.HARD_LINK) {
            link(entry, place);
        } else if (entry.kind() == Kind.DIRECTORY
                && there.isPresent()
                && there.get().isDirectory()) {
            there.get().describe(ownMeta(entry));
            own.add(place);
        } else {
            put(place, new Node(entry));
            tree.find(place).orElseThrow().describe(ownMeta(entry));
            own.add(place);
        }
    }

    private void link(LayerEntry link, String place) {
        String target = lexical(link.content());
        Optional<Node> node = target.startsWith(AUFS_LINKS)
                ? Optional.ofNullable(aufsFiles.get(target))
                : Optional.of(linked(path(link.content()), place));
        node.ifPresent(shared -> {
            shared.describe(shared.meta().linkedBy(ownMeta(link)));
            put(place, shared);
            own.add(place);
        });
    }

    private Node linked(String target, String place) {
        String found = join(walk(parent(target), false), last(target));
        Node node = tree.find(found).orElseThrow(() -> new Refused("link to nothing: " + target));
        if (node.isDirectory() || found.equals(place)) {
            throw new Refused("link to a directory or itself: " + target);
        }
        return node;
    }

    private String madeDirectory(String path) {
        return walk(path, true);
    }

    /** The directory that a path means now, be it made; none where nothing can be below it. */
    Optional<String> directory(String path) {
        try {
            return Optional.of(new ModelReplay(new ModelTree(tree), rule, own).madeDirectory(path));
        } catch (Refused refused) {
            return Optional.empty();
        }
    }

    boolean isOwn(String path) {
        return own.contains(path);
    }

    /** Goes to a directory through symbolic links; where {@code making}, puts directories in the way of what is not one. */
    private String walk(String path, boolean making) {
        List<String> pending = new ArrayList<>(components(path));
        String here = "";
        int links = 0;
        while (!pending.isEmpty()) {
            String name = pending.removeFirst();
            String next = name.equals("..") ? parent(here) : join(here, name);
            Optional<Node> node = tree.find(next);
            boolean mayFollow = !making || own.contains(next) || rule == SymlinkParents.FOLLOW;
            if (tree.isDirectory(next)) {
                here = next;
            } else if (mayFollow && node.isPresent() && node.get().kind() == Kind.SYMLINK) {
                String target = node.get().entry().content();
                here = target.startsWith("/") ? "" : here;
                pending.addAll(0, components(target));
                links++;
            } else if (!making || own.contains(next)) {
                throw new Refused("not a directory: " + next);
            } else {
                put(next, new Node(LayerEntry.of(Kind.DIRECTORY, next, "", Meta.IMPLIED)));
                here = next;
            }
            if (links > MAX_LINKS) {
                throw new Refused("too many links: " + path);
            }
        }
        return here;
    }

    private void put(String path, Node node) {
        own.removeIf(mine -> mine.equals(path) || mine.startsWith(path + "/"));
        tree.put(path, node);
    }

    static boolean isAufs(String path) {
        return path.startsWith(AUFS) && !components(path).getFirst().equals(OPAQUE);
    }

    static boolean isWhiteoutDevice(LayerEntry entry) {
        return entry.kind() == Kind.CHARACTER_DEVICE && entry.major() == 0 && entry.minor() == 0;
    }

    static boolean isOpaqueByAttribute(LayerEntry entry) {
        Map<String, String> xattrs = entry.meta().xattrs();
        return entry.kind() == Kind.DIRECTORY
                && xattrs.getOrDefault("trusted.overlay.opaque", "").equals("y");
    }

    /** Without what overlay file systems keep for themselves. */
    private static Meta ownMeta(LayerEntry entry) {
        Map<String, String> kept = new TreeMap<>(entry.meta().xattrs());
        kept.keySet()
                .removeIf(name -> name.startsWith("trusted.overlay.") && !name.startsWith("trusted.overlay.overlay."));
        return entry.meta().with(kept);
    }

    /** A name as a path. */
    static String path(String name) {
        int depth = 0;
        for (String component : components(name)) {
            depth += component.equals("..") ? -1 : 1;
            if (depth < 0) {
                throw new Refused("leaves the root: " + name);
            }
        }
        return lexical(name);
    }

    /** A name as a path, kept inside the root. */
    static String lexical(String name) {
        String path = "";
        for (String component : components(name)) {
            path = component.equals("..") ? parent(path) : join(path, component);
        }
        return path;
    }

    static List<String> components(String name) {
        return List.of(name.split("/")).stream()
                .filter(component -> !component.isEmpty() && !component.equals("."))
                .toList();
    }
}

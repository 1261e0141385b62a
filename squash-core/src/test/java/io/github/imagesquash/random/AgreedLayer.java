package io.github.imagesquash.random;

import static io.github.imagesquash.random.ModelTree.join;
import static io.github.imagesquash.random.ModelTree.last;
import static io.github.imagesquash.random.ModelTree.parent;

import io.github.imagesquash.random.LayerEntry.Kind;
import io.github.imagesquash.random.ModelTree.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes a layer by random edits of what lies below it, and leaves out what engines understand in different ways. Engines
 * with overlay file systems unpack each layer into a directory of its own, so within one layer there is
 *
 * <ul>
 *   <li>no path twice, and nothing below a path that a whiteout of the layer hides;
 *   <li>no whiteout of what does not exist, after the entry it makes room for, beside a directory of the same name, or in
 *       an opaque directory; no opaque root;
 *   <li>no hard link to a file that only a lower layer has;
 *   <li>a directory without an entry only where it is new, or is as engines make it: 0755, root's, no attributes. Its time
 *       is not the image's, so that path is <i>undated</i>.
 * </ul>
 */
final class AgreedLayer {
    private static final int MAX_DEPTH = 5;
    private static final List<Kind> KINDS = List.of(
            Kind.FILE,
            Kind.FILE,
            Kind.FILE,
            Kind.DIRECTORY,
            Kind.DIRECTORY,
            Kind.SYMLINK,
            Kind.FIFO,
            Kind.CHARACTER_DEVICE,
            Kind.BLOCK_DEVICE);
    private static final List<Kind> KINDS_OF_FILES = KINDS.stream().filter(kind -> kind != Kind.DIRECTORY).toList();

    private final Dice dice;
    private final ModelTree tree;
    private final ModelTree lower;
    private final ModelReplay replay;
    private final Set<String> undated;
    private final List<LayerEntry> entries = new ArrayList<>();
    private final Map<String, LayerEntry> written = new HashMap<>();
    private final Set<String> implied = new HashSet<>();
    private final Set<String> cleared = new HashSet<>();
    private final Map<String, String> linksTo = new HashMap<>();
    private boolean unpackersAgree = true;

    /**
     * @param tree what the layers below make; it becomes what they make with this one
     * @param undated the directories so far that the image does not date
     */
    AgreedLayer(Dice dice, ModelTree tree, Set<String> undated) {
        this.dice = dice;
        this.tree = tree;
        this.lower = new ModelTree(tree);
        this.replay = new ModelReplay(tree);
        this.undated = undated;
    }

    boolean unpackersAgree() {
        return unpackersAgree;
    }

    RandomLayer make(int edits) {
        if (dice.oneIn(6)) {
            add(LayerEntry.of(Kind.DIRECTORY, "./", "", Chances.rootMeta(dice)));
        }
        for (int i = 0; i < edits; i++) {
            edit(anyDirectory());
        }
        if (dice.oneIn(3)) {
            mentionDirectoryLate();
        }
        return new RandomLayer(entries);
    }

    private String anyDirectory() {
        List<String> directories = new ArrayList<>(List.of("", ""));
        tree.paths().stream()
                .filter(path -> tree.isDirectory(path) && path.chars().filter(c -> c == '/').count() < MAX_DEPTH)
                .forEach(directories::add);
        return dice.oneOf(directories);
    }

    private void edit(String directory) {
        enter(directory);
        switch (dice.between(0, 11)) {
            case 0, 1, 2 -> create(freePath(directory));
            case 3 -> createBelowImplied(directory);
            case 4, 5 -> untouched(directory).ifPresent(this::replace);
            case 6, 7 -> untouched(directory).ifPresent(this::hide);
            case 8 -> empty(directory);
            case 9, 10 -> linkTo(directory);
            default -> {} // the directory's own entry is the edit
        }
    }

    /** Gives a directory and those above it entries, unless engines make up the same. */
    private void enter(String directory) {
        if (directory.isEmpty() || written.containsKey(directory) || implied.contains(directory)) {
            return;
        }
        enter(parent(directory));
        Meta meta = tree.find(directory).orElseThrow().meta();
        boolean asMadeUp = meta.mode() == 0755 && meta.uid() == 0 && meta.gid() == 0 && meta.xattrs().isEmpty();
        if (asMadeUp && !handsDownGroup(parent(directory)) && dice.oneIn(2)) {
            imply(directory);
        } else {
            Meta described = dice.oneIn(3) ? Chances.meta(dice, Kind.DIRECTORY) : meta;
            add(directory, LayerEntry.of(Kind.DIRECTORY, directory + (dice.oneIn(8) ? "" : "/"), "", described));
        }
    }

    private void imply(String directory) {
        implied.add(directory);
        undated.add(directory);
    }

    /** Whether what is made in a directory without being described gets a bit that the layer does not tell of. */
    private boolean handsDownGroup(String directory) {
        return Stream.of(tree, lower)
                .flatMap(state -> state.find(directory).stream())
                .anyMatch(node -> (node.meta().mode() & 02000) != 0);
    }

    private void create(String path) {
        create(dice.oneOf(KINDS), path);
    }

    private void create(Kind kind, String path) {
        Optional<String> link = Optional.ofNullable(linksTo.get(parent(path)));
        if (kind == Kind.SYMLINK) {
            symlink(path);
        } else if (kind == Kind.DIRECTORY) {
            add(path, Chances.node(dice, kind, path + "/"));
        } else {
            String name = link.filter(there -> dice.oneIn(2)).map(there -> join(there, last(path))).orElse(path);
            add(path, Chances.node(dice, kind, name));
        }
    }

    private void symlink(String path) {
        List<String> ours = written.keySet().stream().filter(tree::isDirectory).sorted().toList();
        String target = dice.oneOf(List.of("nowhere", "/", "..", "a", "./", "\u00ff\n", "/etc/../a", "t".repeat(300)));
        if (!ours.isEmpty() && dice.oneIn(2)) {
            String directory = dice.oneOf(ours);
            target = dice.oneIn(2) ? "/" + directory : "../".repeat(depth(path)) + directory;
            linksTo.put(directory, path);
        }
        Meta meta = Chances.meta(dice, Kind.SYMLINK);
        add(path, LayerEntry.of(Kind.SYMLINK, path, target, meta).written(Chances.form(dice)));
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    private void createBelowImplied(String directory) {
        String child = freePath(directory);
        if (handsDownGroup(directory)) {
            create(child);
            return;
        }
        imply(child);
        undated.add(directory); // umoci makes the child after it dated the directory
        String path = join(child, Chances.name(dice));
        add(path, Chances.node(dice, Kind.FILE, path));
    }

    private void replace(String path) {
        Kind kind = dice.oneOf(KINDS);
        if (kind == Kind.DIRECTORY && tree.isDirectory(path)) {
            enter(path);
        } else {
            create(kind, path);
        }
    }

    private void hide(String path) {
        boolean wasDirectory = tree.isDirectory(path);
        cleared.add(parent(path));
        add(LayerEntry.of(Kind.FILE, join(parent(path), ".wh." + last(path)), "", Chances.meta(dice, Kind.FIFO)));
        if (dice.oneIn(4)) {
            create(dice.oneOf(wasDirectory ? KINDS_OF_FILES : KINDS), path);
        }
    }

    /** Makes a directory opaque; the marker may stand anywhere. */
    private void empty(String directory) {
        List<String> children = tree.children(directory);
        if (!written.containsKey(directory) || children.stream().anyMatch(this::isTouched) || cleared.contains(directory)) {
            return;
        }
        cleared.add(directory);
        LayerEntry marker =
                LayerEntry.of(Kind.FILE, join(directory, ".wh..wh..opq"), "", Chances.meta(dice, Kind.FIFO));
        replay.apply(List.of(marker));
        int place = dice.between(entries.indexOf(written.get(directory)), entries.size());
        for (int i = dice.between(0, 3); i > 0; i--) {
            String again = children.isEmpty() || dice.oneIn(2) ? freePath(directory) : dice.oneOf(children);
            if (tree.find(again).isEmpty()) {
                create(again);
            }
        }
        entries.add(dice.oneIn(3) ? entries.size() : place, marker);
    }

    private void linkTo(String directory) {
        List<String> files = written.keySet().stream().filter(path -> !tree.isDirectory(path)).sorted().toList();
        if (files.isEmpty()) {
            return;
        }
        String target = dice.oneOf(files);
        String path = untouched(directory).filter(there -> dice.oneIn(2)).orElseGet(() -> freePath(directory));
        Node node = tree.find(target).orElseThrow();
        Meta meta = node.meta();
        if (dice.oneIn(8) && !meta.xattrs().containsKey("security.capability") && node.kind() != Kind.SYMLINK) {
            meta = Chances.meta(dice, Kind.HARD_LINK).with(meta.xattrs());
            unpackersAgree = false;
        }
        add(path, LayerEntry.of(Kind.HARD_LINK, path, Chances.spelled(dice, target), meta));
    }

    /** Moves a directory's entry behind those of its content. */
    private void mentionDirectoryLate() {
        List<String> movable = written.keySet().stream()
                .filter(path -> tree.isDirectory(path) && !path.isEmpty() && !linksTo.containsKey(path))
                .filter(path -> lower.find(path).isEmpty() || lower.isDirectory(path))
                .sorted()
                .toList();
        if (!movable.isEmpty()) {
            LayerEntry entry = written.get(dice.oneOf(movable));
            entries.remove(entry);
            entries.add(entry);
        }
    }

    private boolean isTouched(String path) {
        return written.containsKey(path) || implied.contains(path);
    }

    /** Something of the lower layers in a directory, of which this one says nothing yet. */
    private Optional<String> untouched(String directory) {
        List<String> paths =
                tree.children(directory).stream().filter(path -> !isTouched(path)).toList();
        return paths.isEmpty() ? Optional.empty() : Optional.of(dice.oneOf(paths));
    }

    /** A path in a directory that no layer up to now has anything at. */
    private String freePath(String directory) {
        String path = join(directory, Chances.name(dice));
        while (tree.find(path).isPresent() || lower.find(path).isPresent()) {
            path = join(directory, Chances.numberedName(dice));
        }
        return path;
    }

    private void add(String path, LayerEntry entry) {
        LayerEntry spelled = entry.named(Chances.spelled(dice, entry.name()));
        undated.remove(path);
        written.put(path, spelled);
        add(spelled);
    }

    private void add(LayerEntry entry) {
        entries.add(entry);
        replay.apply(List.of(entry));
    }
}

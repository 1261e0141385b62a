// SPDX-License-Identifier: Apache-2.0
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

/**
 * Makes a layer by random edits of what lies below it, and leaves out what engines understand in different ways. Engines
 * with overlay file systems unpack each layer into a directory of its own, so within one layer there is
 *
 * <ul>
 *   <li>no path twice, and nothing below a path that a whiteout of the layer hides;
 *   <li>no whiteout of what does not exist in a directory that does, after the entry it makes room for, beside a directory of the same name, or in
 *       an opaque directory; no opaque root;
 *   <li>no hard link to a file that only a lower layer has;
 *   <li>a directory without an entry only as {@link LayerDraft} allows it.
 * </ul>
 *
 * <p>Whiteouts below links and files of lower layers, and in directories that do not exist, are made on request: all engines
 * with overlay file systems agree on them, but umoci does not.
 */
final class AgreedLayer {
    private static final int MAX_DEPTH = 5;
    private static final List<Kind> KINDS_OF_FILES =
            List.of(Kind.FILE, Kind.FILE, Kind.FILE, Kind.SYMLINK, Kind.FIFO, Kind.CHARACTER_DEVICE, Kind.BLOCK_DEVICE);
    private static final List<String> TARGETS =
            List.of("nowhere", "/", "..", "a", "./", "\u00ff\n", "/etc/../a", "t".repeat(300));

    private final Dice dice;
    private final LayerDraft draft;
    private final ModelTree tree;
    private final boolean belowFiles;
    private final Set<String> cleared = new HashSet<>();
    private final Map<String, String> linksTo = new HashMap<>();
    private boolean unpackersAgree = true;

    /** @param belowFiles whether whiteouts may stand below what is not a directory of a lower layer */
    AgreedLayer(Dice dice, LayerDraft draft, boolean belowFiles) {
        this.dice = dice;
        this.draft = draft;
        this.belowFiles = belowFiles;
        this.tree = draft.tree();
    }

    /** Whether nothing was made that umoci sees in another way. */
    boolean unpackersAgree() {
        return unpackersAgree;
    }

    RandomLayer make(int edits) {
        if (dice.oneIn(6)) {
            draft.add(LayerEntry.of(Kind.DIRECTORY, "./", "", Chances.rootMeta(dice)));
        }
        for (int i = 0; i < edits; i++) {
            edit(anyDirectory());
        }
        if (dice.oneIn(3)) {
            mentionDirectoryLate();
        }
        return new RandomLayer(draft.entries());
    }

    private String anyDirectory() {
        List<String> directories = new ArrayList<>(List.of("", ""));
        tree.paths().stream()
                .filter(path -> tree.isDirectory(path) && depth(path) < MAX_DEPTH)
                .forEach(directories::add);
        return dice.oneOf(directories);
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    private void edit(String directory) {
        draft.enter(directory);
        if (belowFiles && dice.oneIn(6)) {
            unpackersAgree &= !new WhiteoutBelowFile(dice, draft).add(directory);
            return;
        }
        switch (dice.between(0, 11)) {
            case 0, 1, 2 -> create(draft.freePath(directory));
            case 3 -> createBelowImplied(directory);
            case 4, 5 -> draft.untouched(directory).ifPresent(this::replace);
            case 6, 7 -> draft.untouched(directory).ifPresent(this::hide);
            case 8 -> empty(directory);
            case 9, 10 -> linkIn(directory);
            default -> {} // the directory's own entry is the edit
        }
    }

    private Kind anyKind() {
        return dice.oneIn(4) ? Kind.DIRECTORY : dice.oneOf(KINDS_OF_FILES);
    }

    private void create(String path) {
        create(anyKind(), path);
    }

    private void create(Kind kind, String path) {
        if (kind == Kind.SYMLINK) {
            symlink(path);
        } else if (kind == Kind.DIRECTORY) {
            draft.add(path, Chances.node(dice, kind, path + "/"));
        } else {
            draft.add(path, Chances.node(dice, kind, perhapsThroughLink(path)));
        }
    }

    /** A path, or the same through a link that this layer made before. */
    private String perhapsThroughLink(String path) {
        return Optional.ofNullable(linksTo.get(parent(path)))
                .filter(link -> dice.oneIn(2))
                .map(link -> join(link, last(path)))
                .orElse(path);
    }

    private void symlink(String path) {
        List<String> directories = draft.writtenDirectories();
        String target = dice.oneOf(TARGETS);
        if (!directories.isEmpty() && dice.oneIn(2)) {
            String directory = dice.oneOf(directories);
            target = dice.oneIn(2) ? "/" + directory : "../".repeat(depth(path)) + directory;
            linksTo.put(directory, path);
        }
        Meta meta = Chances.meta(dice, Kind.SYMLINK);
        draft.add(path, LayerEntry.of(Kind.SYMLINK, path, target, meta).written(Chances.form(dice)));
    }

    private void createBelowImplied(String directory) {
        String child = draft.freePath(directory);
        if (draft.handsDownGroup(directory)) {
            create(child);
        } else {
            draft.implyNew(child);
            create(Kind.FILE, join(child, Chances.name(dice)));
        }
    }

    private void replace(String path) {
        Kind kind = anyKind();
        if (kind == Kind.DIRECTORY && tree.isDirectory(path)) {
            draft.enter(path);
        } else {
            create(kind, path);
        }
    }

    private void hide(String path) {
        boolean wasDirectory = tree.isDirectory(path);
        cleared.add(parent(path));
        draft.add(Chances.marker(dice, join(parent(path), ".wh." + last(path))));
        if (dice.oneIn(4)) {
            create(wasDirectory ? dice.oneOf(KINDS_OF_FILES) : anyKind(), path);
        }
    }

    /** Makes a directory opaque. The marker may stand anywhere, before the directory's entry too. */
    private void empty(String directory) {
        List<String> children = tree.children(directory);
        Optional<LayerEntry> entry = draft.written(directory);
        if (entry.isEmpty() || children.stream().anyMatch(draft::isTouched) || !cleared.add(directory)) {
            return;
        }
        LayerEntry marker = Chances.marker(dice, join(directory, ".wh..wh..opq"));
        draft.apply(marker);
        List<LayerEntry> entries = draft.entries();
        int before = entries.indexOf(entry.get());
        int place = dice.between(before, entries.size());
        for (int i = dice.between(0, 3); i > 0; i--) {
            String path = children.isEmpty() || dice.oneIn(2) ? draft.freePath(directory) : dice.oneOf(children);
            if (!draft.isTouched(path)) {
                create(path);
            }
        }
        if (dice.oneIn(3)) {
            place = entries.size();
        }
        if (place == before) {
            draft.precededByContent(directory);
        }
        entries.add(place, marker);
    }

    private void linkIn(String directory) {
        List<String> files = draft.writtenFiles();
        if (files.isEmpty()) {
            return;
        }
        String target = dice.oneOf(files);
        String path =
                draft.untouched(directory).filter(there -> dice.oneIn(2)).orElseGet(() -> draft.freePath(directory));
        Meta meta = linkMeta(tree.find(target).orElseThrow());
        draft.add(path, LayerEntry.of(Kind.HARD_LINK, path, Chances.spelled(dice, target), meta));
    }

    /** A link mostly says what its file says; if not, it wins in Docker, but not in umoci, and takes a capability away. */
    private Meta linkMeta(Node target) {
        Meta meta = target.meta();
        boolean mayDiffer = target.kind() != Kind.SYMLINK && !meta.xattrs().containsKey("security.capability");
        if (mayDiffer && dice.oneIn(8)) {
            unpackersAgree = false;
            return Chances.meta(dice, Kind.FIFO).with(meta.xattrs());
        }
        return meta;
    }

    /**
     * Moves a directory's entry behind those of its content, where nothing of another type lies below it. Until then it is
     * implied, and would hand on to what is implied in it the group that it was handed down.
     */
    private void mentionDirectoryLate() {
        List<String> movable = draft.writtenDirectories().stream()
                .filter(path -> !linksTo.containsKey(path) && !draft.handsDownGroup(parent(path)))
                .filter(path ->
                        draft.lower().find(path).isEmpty() || draft.lower().isDirectory(path))
                .toList();
        if (!movable.isEmpty()) {
            draft.moveLast(dice.oneOf(movable));
        }
    }
}

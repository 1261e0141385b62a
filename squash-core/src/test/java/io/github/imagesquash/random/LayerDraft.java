// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static io.github.imagesquash.random.ModelTree.join;
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
import java.util.stream.Stream;

/**
 * A layer in the making, with what the image shows so far. It gives each path one entry, and each entry's directories theirs
 * before, or leaves them out where engines make up the same: a directory that is new, or 0755, root's and without attributes.
 * The time of such a directory is not the image's; its path is <i>undated</i>.
 */
final class LayerDraft {
    private static final int SETGID = 02000;

    private final Dice dice;
    private final ModelTree tree;
    private final ModelTree lower;
    private final ModelReplay replay;
    private final Set<String> undated;
    private final List<LayerEntry> entries = new ArrayList<>();
    private final Map<String, LayerEntry> written = new HashMap<>();
    private final Set<String> implied = new HashSet<>();

    /**
     * @param tree what the layers below make; it becomes what they make with this one
     * @param undated the directories so far that the image does not date
     */
    LayerDraft(Dice dice, ModelTree tree, Set<String> undated) {
        this.dice = dice;
        this.tree = tree;
        this.lower = new ModelTree(tree);
        this.replay = new ModelReplay(tree, SymlinkParents.OVERLAY);
        this.undated = undated;
    }

    /** What the image shows with what there is of this layer. */
    ModelTree tree() {
        return tree;
    }

    /** What the image shows without this layer. */
    ModelTree lower() {
        return lower;
    }

    List<LayerEntry> entries() {
        return entries;
    }

    /** The entry of a path. */
    Optional<LayerEntry> written(String path) {
        return Optional.ofNullable(written.get(path));
    }

    List<String> writtenDirectories() {
        return written.keySet().stream().filter(tree::isDirectory).sorted().toList();
    }

    List<String> writtenFiles() {
        return written.keySet().stream()
                .filter(path -> !tree.isDirectory(path))
                .sorted()
                .toList();
    }

    boolean isTouched(String path) {
        return written.containsKey(path) || implied.contains(path);
    }

    /** Something of the lower layers in a directory, of which this one says nothing yet. */
    Optional<String> untouched(String directory) {
        List<String> paths = tree.children(directory).stream()
                .filter(path -> !isTouched(path))
                .toList();
        return paths.isEmpty() ? Optional.empty() : Optional.of(dice.oneOf(paths));
    }

    /** A path in a directory that neither this layer nor those below have anything at. */
    String freePath(String directory) {
        String path = join(directory, Chances.name(dice));
        while (tree.find(path).isPresent() || lower.find(path).isPresent()) {
            path = join(directory, Chances.numberedName(dice));
        }
        return path;
    }

    /** Gives a directory that exists, and those above it, entries, unless engines make up the same. */
    void enter(String directory) {
        if (directory.isEmpty() || isTouched(directory)) {
            return;
        }
        enter(parent(directory));
        Meta meta = tree.find(directory).map(Node::meta).orElseThrow();
        boolean asMadeUp = meta.mode() == 0755
                && meta.uid() == 0
                && meta.gid() == 0
                && meta.xattrs().isEmpty();
        if (asMadeUp && !handsDownGroup(parent(directory)) && dice.oneIn(2)) {
            imply(directory);
        } else {
            Meta described = dice.oneIn(3) ? Chances.meta(dice, Kind.DIRECTORY) : meta;
            add(directory, LayerEntry.of(Kind.DIRECTORY, directory + (dice.oneIn(8) ? "" : "/"), "", described));
        }
    }

    /** Lets engines make up a directory. */
    void imply(String directory) {
        implied.add(directory);
        undated.add(directory);
    }

    /** Lets engines make up a new directory; umoci makes it after it dated the one above. */
    void implyNew(String directory) {
        imply(directory);
        undated.add(parent(directory));
    }

    /** Notes that something stands before the entry of its directory. For umoci the directory is implied up to there. */
    void precededByContent(String directory) {
        if (!lower.isDirectory(directory)) {
            undated.add(parent(directory));
        }
    }

    /** Whether a directory gives its group, and the bit for it, to a directory that is made in it without an entry. */
    boolean handsDownGroup(String directory) {
        return Stream.of(tree, lower)
                .flatMap(state -> state.find(directory).stream())
                .anyMatch(node -> (node.meta().mode() & SETGID) != 0);
    }

    /** Adds the entry that makes or describes a path. */
    void add(String path, LayerEntry entry) {
        LayerEntry spelled = entry.named(Chances.spelled(dice, entry.name()));
        undated.remove(path);
        written.put(path, spelled);
        add(spelled);
    }

    /** Adds an entry that has no path of its own. */
    void add(LayerEntry entry) {
        entries.add(entry);
        apply(entry);
    }

    /** Lets an entry act that takes its place among the others later. */
    void apply(LayerEntry entry) {
        replay.apply(List.of(entry));
    }

    /** Moves a path's entry behind all others. */
    void moveLast(String path) {
        LayerEntry entry = written.get(path);
        entries.remove(entry);
        entries.add(entry);
        precededByContent(path);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.random.LayerEntry.Kind;
import io.github.imagesquash.replay.SymlinkParents;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Makes images of whatever a tar can say, with few names, so that entries meet: in any order, twice, below files and links,
 * whiteouts of what is there, is not, or comes in the same layer. What has to be refused is left out mostly.
 */
final class OddImage {
    private static final List<Kind> KINDS = List.of(
            Kind.FILE, Kind.FILE, Kind.DIRECTORY, Kind.DIRECTORY, Kind.SYMLINK, Kind.FIFO, Kind.CHARACTER_DEVICE);
    private static final List<String> TARGETS =
            List.of("a", "b", "../a", "/b", "c/d", "..", ".", "/", "d/../b", "../../../a");

    private final long seed;
    private final Dice dice;

    OddImage(long seed) {
        this.seed = seed;
        this.dice = new Dice(seed);
    }

    RandomImage make() {
        List<RandomLayer> layers = new ArrayList<>();
        ModelTree tree = new ModelTree();
        int count = dice.between(1, 5);
        for (int i = 0; i < count; i++) {
            List<LayerEntry> entries = layer(tree);
            layers.add(new RandomLayer(entries));
            if (isRefused(tree, entries)) {
                break;
            }
            new ModelReplay(tree, SymlinkParents.OVERLAY).apply(entries);
        }
        return new RandomImage(seed, layers, Set.of(), false);
    }

    private List<LayerEntry> layer(ModelTree tree) {
        List<LayerEntry> entries = new ArrayList<>();
        for (int i = dice.between(1, 12); i > 0; i--) {
            int place = dice.between(0, entries.size());
            entries.add(place, entry(tree, entries));
            if (isRefused(tree, entries) && !dice.oneIn(100)) {
                entries.remove(place);
            }
        }
        return entries;
    }

    private static boolean isRefused(ModelTree tree, List<LayerEntry> entries) {
        try {
            new ModelReplay(new ModelTree(tree), SymlinkParents.OVERLAY).apply(entries);
            return false;
        } catch (Refused refused) {
            return true;
        }
    }

    private LayerEntry entry(ModelTree tree, List<LayerEntry> entries) {
        String path = path();
        return switch (dice.between(0, 15)) {
            case 0, 1 -> marker(path, ".wh." + Chances.plainName(dice));
            case 2 -> marker(path, ".wh..wh..opq");
            case 3 -> oddMarker(path);
            case 4, 5 -> link(path, tree, entries);
            case 6 -> LayerEntry.of(Kind.DIRECTORY, dice.oneOf(List.of("./", "/", ".")), "", meta(Kind.DIRECTORY));
            default -> node(dice.oneOf(KINDS), path);
        };
    }

    private String path() {
        String path = Chances.plainName(dice);
        for (int depth = dice.between(0, 2); depth > 0; depth--) {
            path = path + "/" + Chances.plainName(dice);
        }
        return Chances.spelled(dice, dice.oneIn(20) ? path + "/../" + Chances.name(dice) : path);
    }

    /** A whiteout in a directory or at the root, of any type. */
    private LayerEntry marker(String directory, String name) {
        String path = dice.oneIn(3) ? name : directory + "/" + name;
        return node(dice.oneIn(8) ? dice.oneOf(KINDS) : Kind.FILE, path);
    }

    /** Attributes of overlay's names that hide nothing. */
    private static final List<String> OVERLAYS = List.of(
            "trusted.overlay.origin", "trusted.overlay.overlay.opaque", "user.overlay.origin", "user.overlay.opaque");

    private LayerEntry oddMarker(String path) {
        return switch (dice.between(0, 9)) {
            case 0, 1, 2 -> new LayerEntry(Kind.CHARACTER_DEVICE, path, "", meta(Kind.FIFO), 0, 0, LayerEntry.Form.PAX);
            case 3, 4, 5 -> node(Kind.DIRECTORY, path, Map.of("trusted.overlay.opaque", "y"));
            case 6 -> node(dice.oneOf(List.of(Kind.FILE, Kind.DIRECTORY)), path, Map.of(dice.oneOf(OVERLAYS), "y"));
            case 7 -> marker(path, ".wh..wh." + Chances.plainName(dice));
            case 8 -> node(Kind.FILE, ".wh..wh.plnk/" + Chances.plainName(dice));
            default -> marker(path + "/.wh.x", dice.oneOf(List.of(".wh.", ".wh..", ".wh...", "y")));
        };
    }

    private LayerEntry link(String path, ModelTree tree, List<LayerEntry> entries) {
        List<String> targets = new ArrayList<>(List.of("a/b", ".wh..wh.plnk/" + Chances.plainName(dice)));
        entries.stream()
                .filter(entry -> entry.kind() != Kind.DIRECTORY)
                .map(LayerEntry::name)
                .forEach(targets::add);
        targets.addAll(
                tree.paths().stream().filter(there -> !tree.isDirectory(there)).toList());
        String target = dice.oneOf(targets);
        // With the target's own attributes the file stays what it was, and only has one more name.
        Meta meta = tree.find(target)
                .filter(there -> dice.oneIn(2))
                .map(ModelTree.Node::meta)
                .orElseGet(() -> meta(Kind.FILE));
        return LayerEntry.of(Kind.HARD_LINK, path, Chances.spelled(dice, target), meta);
    }

    private LayerEntry node(Kind kind, String path) {
        LayerEntry node = Chances.node(dice, kind, path);
        return kind == Kind.SYMLINK ? LayerEntry.of(kind, path, dice.oneOf(TARGETS), node.meta()) : node;
    }

    private LayerEntry node(Kind kind, String path, Map<String, String> xattrs) {
        return LayerEntry.of(kind, path, "", meta(kind).with(new TreeMap<>(xattrs)));
    }

    private Meta meta(Kind kind) {
        Meta meta = Chances.meta(dice, kind);
        return dice.oneIn(8) ? new Meta(meta.mode(), 0, 0, -86400, dice.between(0, 1), meta.xattrs()) : meta;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static io.github.imagesquash.random.ModelTree.join;
import static io.github.imagesquash.random.ModelTree.last;
import static io.github.imagesquash.random.ModelTree.parent;

import io.github.imagesquash.random.LayerEntry.Kind;
import io.github.imagesquash.replay.SymlinkParents;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A whiteout of a layer, and where it acts: in the directory that an engine finds when it unpacks the layer up to there.
 *
 * @param entry the whiteout
 * @param directory the directory that it stands in, or whose content it hides; none where there can be no such directory
 * @param name the name that it hides; none where it hides all content
 */
record ModelWhiteout(LayerEntry entry, Optional<String> directory, Optional<String> name) {

    /** The whiteouts of a layer in order; the lower tree stays as it is. */
    static List<ModelWhiteout> placed(List<LayerEntry> entries, ModelTree lower, SymlinkParents rule) {
        ModelTree tree = new ModelTree(lower);
        ModelReplay unpacked = new ModelReplay(tree, rule);
        List<ModelWhiteout> whiteouts = new ArrayList<>();
        for (LayerEntry entry : entries) {
            try {
                unpacked.add(entry);
            } catch (Refused refused) {
                // The replay that counts refuses it too, or finds it below what a whiteout took away.
            }
            Optional<ModelWhiteout> whiteout = unplaced(entry).map(there -> there.placed(tree, unpacked, rule));
            whiteout.filter(there -> rule == SymlinkParents.FOLLOW).ifPresent(there -> there.hideLinks(tree, unpacked));
            whiteout.ifPresent(whiteouts::add);
        }
        return whiteouts;
    }

    /** What of the lower layers it takes away. */
    List<String> hidden(ModelTree lower) {
        if (directory.isEmpty()) {
            return List.of();
        }
        return name.map(hidden -> List.of(join(directory.get(), hidden))).orElseGet(() -> lower.below(directory.get()));
    }

    /** Whether its directory, which is not there, is one that a whiteout of the layer names, or below one. */
    boolean isHiddenBy(List<ModelWhiteout> whiteouts, ModelTree tree) {
        return directory.isEmpty()
                || !tree.isDirectory(directory.get())
                        && whiteouts.stream()
                                .filter(other -> other.directory().isPresent())
                                .flatMap(other ->
                                        other
                                                .name()
                                                .map(hidden ->
                                                        join(other.directory().get(), hidden))
                                                .stream())
                                .anyMatch(path -> (directory.get() + "/").startsWith(path + "/"));
    }

    private static Optional<ModelWhiteout> unplaced(LayerEntry entry) {
        String path = ModelReplay.path(entry.name());
        if (ModelReplay.isAufs(path)) {
            return Optional.empty();
        }
        if (ModelReplay.components(parent(path)).stream().anyMatch(name -> name.startsWith(".wh."))) {
            throw new Refused("below a whiteout: " + path);
        }
        String name = last(path);
        if (name.equals(ModelReplay.OPAQUE)) {
            return of(entry, parent(path), Optional.empty());
        }
        if (name.startsWith(".wh.")) {
            String hidden = name.substring(".wh.".length());
            if (List.of("", ".", "..").contains(hidden)) {
                throw new Refused("whiteout of nothing: " + path);
            }
            return of(entry, parent(path), Optional.of(hidden));
        }
        if (ModelReplay.isWhiteoutDevice(entry)) {
            return of(entry, parent(path), Optional.of(name));
        }
        return ModelReplay.isOpaqueByAttribute(entry) ? of(entry, path, Optional.empty()) : Optional.empty();
    }

    private static Optional<ModelWhiteout> of(LayerEntry entry, String directory, Optional<String> name) {
        return Optional.of(new ModelWhiteout(entry, Optional.of(directory), name));
    }

    private ModelWhiteout placed(ModelTree tree, ModelReplay unpacked, SymlinkParents rule) {
        Optional<String> place = rule == SymlinkParents.FOLLOW && isBehindNothing(directory.get(), tree, unpacked)
                ? Optional.empty()
                : unpacked.directory(directory.get());
        return new ModelWhiteout(entry, place, name);
    }

    /** Whether the way to a directory meets a link that leads to nothing, or a file. */
    private static boolean isBehindNothing(String directory, ModelTree tree, ModelReplay unpacked) {
        String path = "";
        for (String name : ModelReplay.components(directory)) {
            Optional<String> here = unpacked.directory(path);
            if (here.isEmpty() || !tree.isDirectory(here.get())) {
                return false;
            }
            String next = join(here.get(), name);
            Optional<ModelTree.Node> node = tree.find(next);
            path = join(path, name);
            if (node.isPresent() && node.get().kind() == Kind.SYMLINK) {
                Optional<String> target = unpacked.directory(path);
                if (target.isEmpty() || !tree.isDirectory(target.get())) {
                    return true;
                }
            } else if (node.isPresent() && !node.get().isDirectory()) {
                return true;
            }
        }
        return false;
    }

    /** Engines that follow links of lower layers do so until a whiteout takes them. */
    private void hideLinks(ModelTree tree, ModelReplay unpacked) {
        List<String> paths = new ArrayList<>(hidden(tree));
        hidden(tree).forEach(path -> paths.addAll(tree.below(path)));
        paths.stream()
                .filter(path -> tree.find(path)
                        .filter(node -> node.kind() == Kind.SYMLINK)
                        .isPresent())
                .filter(path -> !unpacked.isOwn(path))
                .forEach(tree::remove);
    }
}

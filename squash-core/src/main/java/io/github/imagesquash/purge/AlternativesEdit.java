// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.purge.AlternativeGroup.Choice;
import io.github.imagesquash.purge.AlternativeGroup.Link;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes alternatives whose files are gone (update-alternatives(1)): a group whose choice is gone uses the best of the
 * others, and a group without choices goes with its links.
 */
final class AlternativesEdit {
    private static final ImagePath GROUPS = ImagePath.clean(RawText.bytes("var/lib/dpkg/alternatives"));
    private static final String LINKS = "/etc/alternatives/";

    private final TreeEdit edit;
    private final FileTree tree;
    private final PathResolver resolver;

    AlternativesEdit(TreeEdit edit) {
        this.edit = edit;
        this.tree = edit.tree();
        this.resolver = new PathResolver(tree);
    }

    void run() throws IOException {
        List<Entry> files = new ArrayList<>();
        tree.lookUpDirectory(GROUPS).ifPresent(directory -> files.addAll(directory.sortedEntries()));
        for (Entry entry : files) {
            ImagePath file = GROUPS.child(entry.name());
            Optional<AlternativeGroup> group = DpkgStatus.content(tree, file)
                    .flatMap(text -> AlternativeGroup.parse(RawText.of(entry.name()), text));
            if (group.isPresent()) {
                update(file, group.get());
            }
        }
    }

    private void update(ImagePath file, AlternativeGroup group) throws IOException {
        List<Choice> left = group.choices().stream()
                .filter(choice -> exists(choice.paths().getFirst()))
                .toList();
        if (left.size() == group.choices().size()) {
            return;
        }
        AlternativeGroup rest = group.withChoices(left);
        boolean chosenIsLeft = exists(LINKS + group.master().name());
        if (left.isEmpty()) {
            group.links().forEach(this::removeLink);
            edit.remove(file);
        } else {
            edit.write(file, RawText.bytes((chosenIsLeft ? rest : rest.automatic()).text()));
            if (!chosenIsLeft) {
                choose(rest, rest.best());
            }
        }
    }

    private void choose(AlternativeGroup group, Choice best) {
        for (int i = 0; i < group.links().size(); i++) {
            Link link = group.links().get(i);
            String target = best.paths().get(i);
            if (target.isEmpty() || !exists(target)) {
                removeLink(link);
            } else {
                find(LINKS + link.name()).ifPresent(path -> edit.link(path, RawText.bytes(target)));
            }
        }
    }

    private void removeLink(Link link) {
        for (String path : List.of(link.path(), LINKS + link.name())) {
            find(path)
                    .filter(found -> tree.lookUp(found).orElse(tree.root()) instanceof Symlink)
                    .ifPresent(edit::remove);
        }
    }

    private boolean exists(String path) {
        return resolver.follow(RawText.bytes(path)).isPresent();
    }

    private Optional<ImagePath> find(String path) {
        return resolver.find(RawText.bytes(path)).map(PathResolver.Found::path);
    }
}

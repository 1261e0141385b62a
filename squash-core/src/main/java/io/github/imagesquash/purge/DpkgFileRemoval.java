// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Removes single files of packages that stay, and what dpkg knows of them: their lines in the list and the checksums of their
 * package. So {@code dpkg --verify} and {@code debsums} miss nothing, and an upgrade of the package brings the files back.
 */
final class DpkgFileRemoval {
    /** An MD5 sum in hexadecimal and two spaces. */
    private static final int AFTER_CHECKSUM = 34;

    private final TreeEdit edit;
    private final FileTree tree;
    private final PathResolver resolver;
    private final InfoFiles info;

    /** What each line of a list leads to before anything is removed. */
    private final Map<String, ImagePath> places = new HashMap<>();

    DpkgFileRemoval(TreeEdit edit, InfoFiles info) {
        this.edit = edit;
        this.tree = edit.tree();
        this.resolver = new PathResolver(tree);
        this.info = info;
    }

    /**
     * Removes files that lists name; others stay, such as diverted ones.
     *
     * @param gone their paths in the tree
     */
    void run(Set<ImagePath> gone) throws IOException {
        if (gone.isEmpty()) {
            return;
        }
        Set<ImagePath> listed = new HashSet<>();
        for (ImagePath list : info.lists()) {
            for (String line :
                    (Iterable<String>) DpkgStatus.content(tree, list).orElse("").lines()::iterator) {
                resolver.find(RawText.bytes(line)).ifPresent(found -> places.put(line, found.path()));
                ImagePath place = places.getOrDefault(line, ImagePath.ROOT);
                if (gone.contains(place)) {
                    listed.add(place);
                }
            }
        }
        Set<ImagePath> directories = new TreeSet<>();
        for (ImagePath path : new TreeSet<>(listed)) {
            edit.remove(path);
            directories.add(path.parent());
        }
        new EmptyDirectories(edit, Set.of()).remove(directories);
        for (ImagePath list : info.lists()) {
            keepLines(list, line -> line);
        }
        for (ImagePath sums : info.checksums()) {
            keepLines(sums, line -> "/" + line.substring(Math.min(AFTER_CHECKSUM, line.length())));
        }
    }

    /** Removes the lines about what was there before and is not there now. */
    private void keepLines(ImagePath file, Function<String, String> path) throws IOException {
        String old = DpkgStatus.content(tree, file).orElse("");
        StringBuilder text = new StringBuilder();
        for (String line : (Iterable<String>) old.lines()::iterator) {
            ImagePath place = places.getOrDefault(path.apply(line), ImagePath.ROOT);
            if (tree.find(place).isPresent() || place.isRoot()) {
                text.append(line).append('\n');
            }
        }
        if (text.length() < old.length()) {
            edit.write(file, RawText.bytes(text.toString()));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.RegularFile;
import java.util.List;
import java.util.Optional;

/**
 * A directory that may contain a database.
 *
 * @param tree its tree
 * @param path its path from the tree's root
 * @param directory the directory
 */
record DatabaseDirectory(FileTree tree, ImagePath path, Directory directory) {

    /** Its name as {@link RawText}; the root's is empty. */
    String name() {
        return path.isRoot() ? "" : RawText.of(path.last());
    }

    /** The directory that contains it; not for the root. */
    DatabaseDirectory parent() {
        return new DatabaseDirectory(
                tree, path.parent(), tree.lookUpDirectory(path.parent()).orElseThrow());
    }

    /** Whether the path ends with these names. */
    boolean endsWith(String... last) {
        List<Name> names = path.names();
        int first = names.size() - last.length;
        boolean ends = first >= 0;
        for (int i = 0; ends && i < last.length; i++) {
            ends = names.get(first + i).is(last[i]);
        }
        return ends;
    }

    /** Resolves paths for the system whose root is this many directories further up. */
    PathResolver resolver(int levels) {
        List<Name> names = path.names();
        return new PathResolver(tree, new ImagePath(names.subList(0, names.size() - levels)));
    }

    /** The subdirectory with this name. */
    Optional<DatabaseDirectory> below(Name name) {
        return directory
                .find(name)
                .filter(entry -> entry.inode() instanceof Directory)
                .map(entry -> new DatabaseDirectory(tree, path.child(entry.name()), (Directory) entry.inode()));
    }

    /** The subdirectories, names ascending. */
    List<DatabaseDirectory> directories() {
        return directory.sortedEntries().stream()
                .flatMap(entry -> below(entry.name()).stream())
                .toList();
    }

    /** The regular file with this name in it. */
    Optional<DatabaseFile> file(Name name) {
        return directory.find(name).flatMap(this::file);
    }

    /** The regular file with this ASCII name in it. */
    Optional<DatabaseFile> file(String name) {
        return file(Name.of(name));
    }

    /** The regular files in it, names ascending. */
    List<DatabaseFile> files() {
        return directory.sortedEntries().stream()
                .flatMap(entry -> file(entry).stream())
                .toList();
    }

    private Optional<DatabaseFile> file(Entry entry) {
        return entry.inode() instanceof RegularFile regular
                ? Optional.of(new DatabaseFile(path.child(entry.name()), entry.layer(), regular))
                : Optional.empty();
    }
}

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
 * A directory where a database may lie.
 *
 * @param tree the tree it is in
 * @param path where, from the tree's root
 * @param directory what is there
 */
record DatabaseDirectory(FileTree tree, ImagePath path, Directory directory) {

    /** Its name as {@link RawText} has it; the root's is empty. */
    String name() {
        return path.isRoot() ? "" : RawText.of(path.last());
    }

    /** The directory that holds it; the root's is not asked for. */
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

    /** What paths mean to the system whose root is this many directories further up. */
    PathResolver resolver(int levels) {
        List<Name> names = path.names();
        return new PathResolver(tree, new ImagePath(names.subList(0, names.size() - levels)));
    }

    /** The directory of this name in here. */
    Optional<DatabaseDirectory> below(Name name) {
        return directory
                .find(name)
                .filter(entry -> entry.inode() instanceof Directory)
                .map(entry -> new DatabaseDirectory(tree, path.child(entry.name()), (Directory) entry.inode()));
    }

    /** The directories in here, names ascending. */
    List<DatabaseDirectory> directories() {
        return directory.sortedEntries().stream()
                .flatMap(entry -> below(entry.name()).stream())
                .toList();
    }

    /** The regular file of this name in here. */
    Optional<DatabaseFile> file(Name name) {
        return directory.find(name).flatMap(this::file);
    }

    /** The regular file of this ASCII name in here. */
    Optional<DatabaseFile> file(String name) {
        return file(Name.of(name));
    }

    /** The regular files in here, names ascending. */
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

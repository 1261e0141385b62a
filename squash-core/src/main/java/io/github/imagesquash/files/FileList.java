// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.files;

import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver.Found;
import java.util.ArrayList;
import java.util.List;

/** Lists files of a tree: one file, or the content of a directory. */
public final class FileList {
    private final Packages packages;
    private final boolean recursive;
    private final List<ListedFile> files = new ArrayList<>();

    private FileList(Packages packages, boolean recursive) {
        this.packages = packages;
        this.recursive = recursive;
    }

    /**
     * The files, names ascending as bytes, a directory before its content.
     *
     * @param start the file to list, or the directory whose content is listed
     * @param recursive whether the content of each directory is listed too
     * @param packages the owners of files
     */
    public static List<ListedFile> of(FileTree tree, Found start, boolean recursive, Packages packages) {
        FileList list = new FileList(packages, recursive);
        if (start.inode() instanceof Directory directory) {
            list.addContent(start.path(), directory);
        } else {
            list.add(start.path(), tree.find(start.path()).orElseThrow());
        }
        return list.files;
    }

    private void addContent(ImagePath path, Directory directory) {
        for (Entry entry : directory.sortedEntries()) {
            ImagePath child = path.child(entry.name());
            add(child, entry);
            if (recursive && entry.inode() instanceof Directory below) {
                addContent(child, below);
            }
        }
    }

    private void add(ImagePath path, Entry entry) {
        files.add(ListedFile.of(
                path,
                entry.inode(),
                entry.layer(),
                packages.ownerOf(path).map(owner -> owner.owner().id())));
    }
}

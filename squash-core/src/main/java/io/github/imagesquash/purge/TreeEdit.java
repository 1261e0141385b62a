// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.filter.Cause;
import io.github.imagesquash.filter.DropListener;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.filter.RemovalCounter;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;

/**
 * Changes a merged tree beyond what its layers contain: removes names, and gives files new contents, which are in a
 * temporary file. Attributes are kept, also times, so that the result does not depend on the clock.
 */
public final class TreeEdit {
    private final FileTree tree;
    private final int layer;
    private final Spool spool;
    private final Cause cause;
    private final DropListener listener;
    private final RemovalCounter counter = new RemovalCounter();
    private Optional<FileChannel> contents = Optional.empty();

    /**
     * Changes nothing yet.
     *
     * @param layer the layer that counts as the origin of changed files, 1 for the base
     * @param cause the reason for all removals
     * @param listener receives each removed name
     */
    public TreeEdit(FileTree tree, int layer, Spool spool, Cause cause, DropListener listener) {
        this.tree = tree;
        this.layer = layer;
        this.spool = spool;
        this.cause = cause;
        this.listener = listener;
    }

    /** The tree. */
    FileTree tree() {
        return tree;
    }

    /** What was removed until now. */
    public Removal removal() {
        return counter.removal(cause);
    }

    /** Removes a file, or an empty directory; does nothing if there is none. */
    void remove(ImagePath path) {
        Optional<Entry> entry = tree.find(path);
        boolean full = entry.filter(found -> found.inode() instanceof Directory directory
                        && !directory.entries().isEmpty())
                .isPresent();
        if (entry.isPresent() && !full) {
            parent(path).remove(path.last(), gone -> listener.dropped(gone, cause));
            Inode inode = entry.get().inode();
            counter.add(path.bytes(), path.length(), inode.links() == 0 ? inode.size() : 0);
        }
    }

    /** Gives a regular file another content; does nothing if there is no such file. */
    void write(ImagePath path, byte[] content) throws IOException {
        if (tree.lookUp(path).orElse(tree.root()) instanceof RegularFile old) {
            replace(path, new RegularFile(old.attributes(), stored(content)));
        }
    }

    private FileRegion stored(byte[] content) throws IOException {
        if (contents.isEmpty()) {
            contents = Optional.of(spool.newFile());
        }
        FileChannel channel = contents.get();
        long start = channel.size();
        ByteBuffer left = ByteBuffer.wrap(content);
        while (left.hasRemaining()) {
            channel.write(left, start + left.position());
        }
        return new FileRegion(channel, start, content.length);
    }

    /** Gives a symbolic link another target; does nothing if there is no such link. */
    void link(ImagePath path, byte[] target) {
        if (tree.lookUp(path).orElse(tree.root()) instanceof Symlink old) {
            replace(path, new Symlink(old.attributes(), target));
        }
    }

    /** Renames a file, unless the new name is taken or the old one does not exist. */
    void rename(ImagePath from, ImagePath to) {
        Optional<Entry> entry = tree.find(from);
        Optional<Directory> directory = tree.lookUpDirectory(to.parent());
        if (entry.isPresent() && directory.isPresent() && tree.find(to).isEmpty()) {
            parent(from).remove(from.last(), _ -> {});
            directory.get().add(to.last(), entry.get().inode(), layer);
        }
    }

    private void replace(ImagePath path, Inode inode) {
        Directory directory = parent(path);
        directory.remove(path.last(), _ -> {});
        directory.add(path.last(), inode, layer);
    }

    private Directory parent(ImagePath path) {
        return tree.lookUpDirectory(path.parent()).orElseThrow();
    }
}

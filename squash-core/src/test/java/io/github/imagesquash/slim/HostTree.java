// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of this machine as the tree of an image, with the symbolic links that lead to them. They are read in place. */
final class HostTree implements AutoCloseable {
    private final FileTree tree = new FileTree();
    private final List<FileChannel> open = new ArrayList<>();

    FileTree tree() {
        return tree;
    }

    /** Adds the file that an absolute path leads to, and each link on the way. */
    void add(Path path) throws IOException {
        Path place = Path.of("/");
        for (int i = 0; i < path.getNameCount(); i++) {
            place = place.resolve(path.getName(i)).normalize();
            if (Files.isSymbolicLink(place)) {
                Path target = Files.readSymbolicLink(place);
                put(place, new Symlink(Attributes.IMPLIED, RawText.bytes(target.toString())));
                Path rest = i + 1 < path.getNameCount() ? path.subpath(i + 1, path.getNameCount()) : Path.of("");
                add(place.resolveSibling(target).resolve(rest).normalize());
                return;
            }
        }
        if (Files.isRegularFile(path) && find(path).isEmpty()) {
            FileChannel channel = FileChannel.open(path);
            open.add(channel);
            put(path, new RegularFile(Attributes.IMPLIED, new FileRegion(channel, 0, channel.size())));
        }
    }

    private List<Entry> find(Path path) {
        return directory(path.getParent()).find(name(path)).stream().toList();
    }

    private void put(Path path, Inode inode) {
        if (find(path).isEmpty()) {
            directory(path.getParent()).add(name(path), inode, 1);
        }
    }

    private Directory directory(Path path) {
        if (path.getNameCount() == 0) {
            return tree.root();
        }
        Directory parent = directory(path.getParent());
        return parent.find(name(path)).map(entry -> (Directory) entry.inode()).orElseGet(() -> (Directory)
                parent.add(name(path), new Directory(Attributes.IMPLIED), 1).inode());
    }

    private static Name name(Path path) {
        return RawText.name(path.getFileName().toString());
    }

    @Override
    public void close() throws IOException {
        for (FileChannel channel : open) {
            channel.close();
        }
    }
}

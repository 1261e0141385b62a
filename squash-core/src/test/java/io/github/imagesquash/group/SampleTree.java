// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tar.TarEncoder;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarHeader;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A tree of files without contents, and plans of it told in words. Directories on the way are made. */
final class SampleTree {
    private static final FileRegion NOWHERE = region();

    private final FileTree tree = new FileTree();

    /** Where nothing is read from. */
    private static FileRegion region() {
        try {
            return new FileRegion(FileChannel.open(Path.of("/dev/null")), 0, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    FileTree tree() {
        return tree;
    }

    SampleTree root() {
        tree.describeRoot(new Attributes(0755, 1, 1, 1, 0, PaxRecords.EMPTY), 1);
        return this;
    }

    SampleTree file(String path, long size) {
        return add(path, new RegularFile(Attributes.IMPLIED, NOWHERE, entry(path, size)));
    }

    SampleTree directory(String path) {
        return add(path, new Directory(Attributes.IMPLIED));
    }

    SampleTree link(String path, String target) {
        return add(path, tree.lookUp(clean(target)).orElseThrow());
    }

    private SampleTree add(String path, Inode inode) {
        Directory directory = tree.root();
        List<Name> names = clean(path).names();
        for (Name name : names.subList(0, names.size() - 1)) {
            Directory parent = directory;
            directory = (Directory) parent.find(name)
                    .orElseGet(() -> parent.add(name, new Directory(Attributes.IMPLIED), 1))
                    .inode();
        }
        directory.add(names.getLast(), inode, 1);
        return this;
    }

    private static ImagePath clean(String path) {
        return ImagePath.clean(path.getBytes(StandardCharsets.UTF_8));
    }

    private static TarEntry entry(String path, long size) {
        return new TarEntry(
                header(path.getBytes(StandardCharsets.UTF_8), EntryType.REGULAR, size, new byte[0]), 0, List.of());
    }

    private static TarHeader header(byte[] path, EntryType type, long size, byte[] target) {
        return new TarHeader(path, type, 0755, 0, 0, 0, 0, size, target, 0, 0, PaxRecords.EMPTY);
    }

    /** The entries of a layer in their order, a link with its target. */
    static String told(LayerPlan.New plan) {
        return String.join(" ", plan.entries().stream().map(SampleTree::told).toList());
    }

    private static String told(PlannedEntry entry) {
        String path = new String(entry.path(), StandardCharsets.UTF_8);
        return entry instanceof PlannedEntry.Link link
                ? path + "=" + new String(link.target(), StandardCharsets.UTF_8)
                : path;
    }

    /** How many bytes the layer's tar has. */
    static long bytes(LayerPlan.New plan) {
        return TarEncoder.END_SIZE
                + plan.entries().stream().mapToLong(SampleTree::bytes).sum();
    }

    private static long bytes(PlannedEntry entry) {
        long size = entry instanceof PlannedEntry.Node node ? node.inode().size() : 0;
        long header = TarEncoder.encodedSize(header(entry.path(), EntryType.REGULAR, size, new byte[0]));
        return header + size + TarEncoder.padding(size);
    }

    /** How many entries are no directories. */
    static long files(LayerPlan.New plan) {
        return plan.entries().stream()
                .filter(entry -> !told(entry).endsWith("/"))
                .count();
    }
}

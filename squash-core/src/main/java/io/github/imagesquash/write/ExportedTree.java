// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.group.PlannedEntry;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Device;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Fifo;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import io.github.imagesquash.write.SystemCalls.CallException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Creates the files of a plan in an empty directory that no other user can enter. Every path leads through directories
 * that were created here, so nothing is created outside. Directories get their attributes last.
 */
final class ExportedTree implements AutoCloseable {
    /** AT_FDCWD: a relative path begins in the working directory. */
    private static final int WORKING_DIRECTORY = -100;
    /** O_CLOEXEC. */
    private static final int OPEN_DIRECTORY = 02000000;
    /** O_CLOEXEC, O_EXCL, O_CREAT and O_WRONLY: fails if there is anything with the name, even a link. */
    private static final int NEW_FILE = 02000301;
    /** AT_SYMLINK_NOFOLLOW. */
    private static final int SYMLINK_ITSELF = 0x100;

    private static final int BLOCK = 0060000;
    private static final int CHARACTER = 0020000;
    private static final int SPECIAL_BITS = 06000;
    private static final String XATTR = "SCHILY.xattr.";
    private static final int PIECE = 1 << 20;

    private final SystemCalls system = new SystemCalls();
    private final Path place;
    private final Arena memory = Arena.ofConfined();
    private final MemorySegment piece = memory.allocate(PIECE);
    private final byte[] buffer = new byte[PIECE];
    private final boolean root;
    private final int top;
    private final List<PlannedEntry.Node> directories = new ArrayList<>();
    private long leftOut;

    /** @param place the directory */
    ExportedTree(Path place) throws IOException {
        this.place = place;
        root = system.call("geteuid") == 0;
        String charset = System.getProperty("sun.jnu.encoding", StandardCharsets.UTF_8.name());
        byte[] path = place.toString().getBytes(Charset.forName(charset));
        top = (int) system.call("openat", WORKING_DIRECTORY, terminated(path, memory), OPEN_DIRECTORY, 0);
    }

    /**
     * Creates all files.
     *
     * @return the number of devices and attributes that only root can create, and that were left out
     */
    long write(LayerPlan.New plan, ByteMeter meter) throws IOException {
        for (PlannedEntry entry : plan.entries()) {
            try (Arena arguments = Arena.ofConfined()) {
                create(entry, arguments, meter);
            } catch (CallException e) {
                String name = Printable.of(entry.path());
                throw new FileSystemException(place.toString(), null, "/" + name + ": " + e.getMessage());
            }
            meter.passed(0);
        }
        for (PlannedEntry.Node directory : directories.reversed()) {
            try (Arena arguments = Arena.ofConfined()) {
                setAttributes(directory, name(directory.path(), arguments), arguments);
            }
        }
        if (directories.isEmpty() || !isRoot(directories.getFirst())) {
            system.call("fchmodat", top, memory.allocateFrom("."), Attributes.IMPLIED.mode(), 0);
        }
        return leftOut;
    }

    private static boolean isRoot(PlannedEntry.Node directory) {
        return new String(directory.path(), StandardCharsets.ISO_8859_1).equals("./");
    }

    private void create(PlannedEntry entry, Arena arguments, ByteMeter meter) throws IOException {
        switch (entry) {
            case PlannedEntry.Node node -> create(node, name(node.path(), arguments), arguments, meter);
            case PlannedEntry.Link link ->
                system.call("linkat", top, name(link.target(), arguments), top, name(link.path(), arguments), 0);
            case PlannedEntry.Whiteout _ -> throw new IllegalStateException("a whiteout in a whole file system");
        }
    }

    private void create(PlannedEntry.Node node, MemorySegment name, Arena arguments, ByteMeter meter)
            throws IOException {
        switch (node.inode()) {
            case Directory _ -> {
                directories.add(node);
                if (!isRoot(node)) {
                    system.call("mkdirat", top, name, 0700);
                }
                return;
            }
            case RegularFile file -> write(file, name, meter);
            case Symlink link -> system.call("symlinkat", terminated(link.target(), arguments), top, name);
            case Fifo _ -> system.call("mkfifoat", top, name, 0600);
            case Device device -> {
                if (!root) {
                    leftOut++;
                    return;
                }
                int type = device.isBlock() ? BLOCK : CHARACTER;
                system.call("mknodat", top, name, type | 0600, number(device));
            }
        }
        setAttributes(node, name, arguments);
    }

    /** The number as glibc's makedev(3) makes it. */
    private static long number(Device device) {
        long major = device.major();
        long minor = device.minor();
        return (major & 0xfff) << 8 | (major & ~0xfffL) << 32 | minor & 0xff | (minor & ~0xffL) << 12;
    }

    private void write(RegularFile file, MemorySegment name, ByteMeter meter) throws IOException {
        int descriptor = (int) system.call("openat", top, name, NEW_FILE, 0600);
        try {
            if (file.isSparse()) {
                for (TarEntry.Extent extent : file.extents()) {
                    write(file, extent.fileOffset(), extent.fileOffset() + extent.size(), descriptor, meter);
                }
                system.call("ftruncate", descriptor, file.size());
            } else {
                write(file, 0, file.size(), descriptor, meter);
            }
        } finally {
            system.call("close", descriptor);
        }
    }

    private void write(RegularFile file, long from, long to, int descriptor, ByteMeter meter) throws IOException {
        for (long position = from; position < to; ) {
            int count = file.read(position, buffer, 0, (int) Math.min(PIECE, to - position));
            MemorySegment.copy(buffer, 0, piece, ValueLayout.JAVA_BYTE, 0, count);
            long done = 0;
            while (done < count) {
                done += system.call("pwrite", descriptor, piece.asSlice(done), count - done, position + done);
            }
            position += count;
            meter.passed(count);
        }
    }

    /** The owner first, because changing it removes special bits and capabilities; the time last. */
    private void setAttributes(PlannedEntry.Node node, MemorySegment name, Arena arguments) throws IOException {
        Attributes attributes = node.attributes();
        Inode inode = node.inode();
        if (root) {
            system.call("fchownat", top, name, (int) attributes.uid(), (int) attributes.gid(), SYMLINK_ITSELF);
        }
        if (!(inode instanceof Symlink)) {
            int mode = root ? attributes.mode() : attributes.mode() & ~SPECIAL_BITS;
            system.call("fchmodat", top, name, mode, 0);
        }
        Map<String, byte[]> extended = new TreeMap<>();
        attributes.records().forEach((key, value) -> {
            if (key.startsWith(XATTR)) {
                extended.put(key.substring(XATTR.length()), value);
            }
        });
        for (Map.Entry<String, byte[]> attribute : extended.entrySet()) {
            set(attribute.getKey(), attribute.getValue(), node, arguments);
        }
        MemorySegment times = arguments.allocate(ValueLayout.JAVA_LONG, 4);
        for (int i = 0; i < 4; i += 2) {
            times.setAtIndex(ValueLayout.JAVA_LONG, i, attributes.mtimeSeconds());
            times.setAtIndex(ValueLayout.JAVA_LONG, i + 1, attributes.mtimeNanos());
        }
        system.call("utimensat", top, name, times, SYMLINK_ITSELF);
    }

    /** There is no call for attributes by a directory; the path is one of this process alone. */
    private void set(String key, byte[] value, PlannedEntry.Node node, Arena arguments) throws IOException {
        byte[] prefix = ("/proc/self/fd/" + top + "/").getBytes(StandardCharsets.US_ASCII);
        byte[] relative = node.path();
        int length = relative.length - (relative[relative.length - 1] == '/' ? 1 : 0);
        byte[] path = new byte[prefix.length + length];
        System.arraycopy(prefix, 0, path, 0, prefix.length);
        System.arraycopy(relative, 0, path, prefix.length, length);
        MemorySegment bytes = arguments.allocate(Math.max(1, value.length));
        MemorySegment.copy(value, 0, bytes, ValueLayout.JAVA_BYTE, 0, value.length);
        try {
            MemorySegment name = terminated(key.getBytes(StandardCharsets.ISO_8859_1), arguments);
            system.call("lsetxattr", terminated(path, arguments), name, bytes, (long) value.length, 0);
        } catch (CallException e) {
            if (root || !e.isRefusal()) {
                throw e;
            }
            leftOut++;
        }
    }

    /** The path relative to the top, without the slash behind a directory's. */
    private static MemorySegment name(byte[] path, Arena arguments) throws IOException {
        int length = path.length > 1 && path[path.length - 1] == '/' ? path.length - 1 : path.length;
        return terminated(Arrays.copyOf(path, length), arguments);
    }

    private static MemorySegment terminated(byte[] text, Arena arguments) throws IOException {
        for (byte b : text) {
            if (b == 0) {
                throw new IOException("\"" + Printable.of(text) + "\" cannot be the name of a file");
            }
        }
        MemorySegment copy = arguments.allocate(text.length + 1L);
        MemorySegment.copy(text, 0, copy, ValueLayout.JAVA_BYTE, 0, text.length);
        return copy;
    }

    @Override
    public void close() throws IOException {
        try (memory;
                system) {
            system.call("close", top);
        }
    }
}

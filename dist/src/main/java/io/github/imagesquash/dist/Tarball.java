// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;

/** A directory as a tar archive, sorted by name, with one owner and one time, so that equal directories give equal bytes. */
final class Tarball {
    private Tarball() {}

    /** Writes a directory and everything below it under this name. */
    static void write(Path directory, String name, FileTime time, Path archive) throws IOException {
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(archive));
                OutputStream gzip = new GzipCompressorOutputStream(file)) {
            write(directory, name, time, gzip);
        }
    }

    /** Writes the archive uncompressed, and closes the stream. */
    static void write(Path directory, String name, FileTime time, OutputStream out) throws IOException {
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(out, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path path : FileTree.walk(directory)) {
                write(path, Path.of(name).resolve(directory.relativize(path)).toString(), time, tar);
            }
        }
    }

    private static void write(Path path, String name, FileTime time, TarArchiveOutputStream tar) throws IOException {
        TarArchiveEntry entry = entry(path, name);
        entry.setMode(FileTree.mode(path));
        entry.setLastModifiedTime(time);
        entry.setIds(0, 0);
        tar.putArchiveEntry(entry);
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            Files.copy(path, tar);
        }
        tar.closeArchiveEntry();
    }

    private static TarArchiveEntry entry(Path path, String name) throws IOException {
        if (Files.isSymbolicLink(path)) {
            TarArchiveEntry link = new TarArchiveEntry(name, TarConstants.LF_SYMLINK);
            link.setLinkName(Files.readSymbolicLink(path).toString());
            return link;
        }
        boolean isDirectory = Files.isDirectory(path);
        TarArchiveEntry entry = new TarArchiveEntry(isDirectory ? name + "/" : name);
        entry.setSize(isDirectory ? 0 : Files.size(path));
        return entry;
    }
}

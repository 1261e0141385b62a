// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;

/** A package for Debian and its derivatives, see deb(5): an ar archive of a version and two tar archives. */
final class DebianPackage {
    private static final int MODE = 0100644;
    private static final int KIBIBYTE = 1024;

    private DebianPackage() {}

    /** Packs a directory that has the layout of a root file system; {@code work} is an empty directory. */
    static void write(Path root, BuildInputs inputs, Path work, Path output) throws IOException {
        Path control = Files.createDirectory(work.resolve("control"));
        Files.writeString(control.resolve("control"), control(root, inputs));
        Files.writeString(control.resolve("md5sums"), sums(root));
        Path controlTar = work.resolve("control.tar.gz");
        Tarball.write(control, ".", inputs.time(), controlTar);
        Path dataTar = work.resolve("data.tar.gz");
        Tarball.write(root, ".", inputs.time(), dataTar);
        try (OutputStream out = Files.newOutputStream(output);
                ArArchiveOutputStream ar = new ArArchiveOutputStream(out)) {
            byte[] version = "2.0\n".getBytes(StandardCharsets.US_ASCII);
            add(ar, "debian-binary", version.length, new ByteArrayInputStream(version), inputs.time());
            add(ar, "control.tar.gz", Files.size(controlTar), Files.newInputStream(controlTar), inputs.time());
            add(ar, "data.tar.gz", Files.size(dataTar), Files.newInputStream(dataTar), inputs.time());
        }
    }

    private static void add(ArArchiveOutputStream ar, String name, long size, InputStream content, FileTime time)
            throws IOException {
        try (content) {
            ar.putArchiveEntry(new ArArchiveEntry(name, size, 0, 0, MODE, time.to(TimeUnit.SECONDS)));
            content.transferTo(ar);
            ar.closeArchiveEntry();
        }
    }

    private static String control(Path root, BuildInputs inputs) throws IOException {
        long bytes = 0;
        for (Path file : FileTree.walk(root)) {
            bytes += Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Files.size(file) : 0;
        }
        return """
                Package: squash
                Version: %s
                Architecture: %s
                Maintainer: %s
                Installed-Size: %d
                Depends: libc6 (>= %s)
                Section: utils
                Priority: optional
                Description: %s
                %s""".formatted(
                        inputs.version(),
                        Platform.ofBuild().debianArchitecture(),
                        Packaging.MAINTAINER,
                        bytes / KIBIBYTE,
                        RuntimeImage.OLDEST_GLIBC,
                        Packaging.SUMMARY,
                        Packaging.DESCRIPTION.indent(1));
    }

    private static String sums(Path root) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Path file : FileTree.walk(root)) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                lines.append(Checksums.hex("MD5", file))
                        .append("  ")
                        .append(root.relativize(file))
                        .append('\n');
            }
        }
        return lines.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a Java archive with the JDK: {@code jar().pom("org.a", "lib", "1.0").stored("lib/x.jar", bytes).toBytes()}. */
final class JarFile {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final ZipOutputStream zip = new ZipOutputStream(bytes);

    private JarFile() {}

    static JarFile jar() {
        return new JarFile();
    }

    /** What Maven's archiver adds. */
    JarFile pom(String group, String artifact, String version) {
        return file(
                "META-INF/maven/" + group + "/" + artifact + "/pom.properties",
                "#Created by Apache Maven 3.9.6\nartifactId=" + artifact + "\ngroupId=" + group + "\nversion=" + version
                        + "\n");
    }

    /** A compressed entry. */
    JarFile file(String name, String content) {
        return put(new ZipEntry(name), content.getBytes(StandardCharsets.UTF_8));
    }

    /** An entry that is not compressed. */
    JarFile stored(String name, byte[] content) {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        return put(entry, content);
    }

    byte[] toBytes() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private JarFile put(ZipEntry entry, byte[] content) {
        try {
            zip.putNextEntry(entry);
            zip.write(content);
            zip.closeEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }
}

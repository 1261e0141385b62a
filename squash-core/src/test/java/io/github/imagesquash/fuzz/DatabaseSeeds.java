// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.fixture.LayerBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Package databases to begin with. An input's first byte says which file of an image the rest of it is. */
final class DatabaseSeeds {
    private static final List<Seed> SEEDS = List.of(
            text(
                    "var/lib/dpkg/status",
                    "Package: tar\nStatus: install ok installed\nVersion: 1.34\nArchitecture: amd64\nInstalled-Size: 3\n"
                            + "Source: tar (1.3)\nConffiles:\n /etc/tar 0123456789abcdef0123456789abcdef\n\n"),
            text("var/lib/dpkg/info/tar.list", "/.\n/bin\n/bin/tar\n/etc/tar\n"),
            text("var/lib/dpkg/diversions", "/bin/tar\n/bin/tar.real\ndash\n"),
            text("var/lib/dpkg/status.d/base", "Package: base\nVersion: 12\nArchitecture: amd64\n"),
            text(
                    "lib/apk/db/installed",
                    "P:musl\nV:1.2-r0\nA:x86_64\nS:4\nI:8\no:musl\nF:lib\nM:0:0:755\nR:ld.so\na:0:0:755\nF:etc\nR:x\n\n"),
            stored("var/lib/rpm/Packages.db"),
            stored("var/lib/rpm/rpmdb.sqlite"),
            stored("var/lib/rpm/Packages"),
            text("usr/lib/python3/dist-packages/six-1.16.dist-info/METADATA", "Name: six\nVersion: 1.16\n\ntext\n"),
            text("usr/lib/python3/dist-packages/six-1.16.dist-info/RECORD", "six.py,sha256=x,10\n\"a,b\",,\n"),
            text("usr/lib/python3/dist-packages/old.egg-info", "Metadata-Version: 1\nName: old\nVersion: 1\n"),
            text("app/node_modules/a/package.json", "{\"name\":\"@s/a\",\"version\":\"1.0.0\"}"),
            text(
                    "usr/share/gems/specifications/a-1.gemspec",
                    "Gem::Specification.new do |s|\n  s.name = \"a\".freeze\n  s.version = \"1\"\nend\n"),
            new Seed("app/a-1.0.jar", jar()));

    private DatabaseSeeds() {}

    /** A file of an image. */
    private record Seed(String path, byte[] content) {}

    /** All of them as inputs. */
    static List<byte[]> inputs() {
        return IntStream.range(0, SEEDS.size())
                .mapToObj(i -> Seeds.joined(new byte[] {(byte) i}, SEEDS.get(i).content()))
                .toList();
    }

    /** The layer that an input stands for: the file, and for dpkg's lists what they belong to. */
    static LayerBuilder layerOf(byte[] input) {
        int chosen = input.length == 0 ? 0 : Byte.toUnsignedInt(input[0]) % SEEDS.size();
        byte[] content = new byte[Math.max(0, input.length - 1)];
        System.arraycopy(input, input.length - content.length, content, 0, content.length);
        LayerBuilder layer = layer();
        for (Seed seed : SEEDS) {
            boolean dpkg = seed.path().startsWith("var/lib/dpkg/");
            if (seed == SEEDS.get(chosen)) {
                layer.file(seed.path(), content);
            } else if (dpkg && SEEDS.get(chosen).path().startsWith("var/lib/dpkg/")) {
                layer.file(seed.path(), seed.content());
            }
        }
        return layer;
    }

    private static Seed text(String path, String content) {
        return new Seed(path, content.getBytes(StandardCharsets.US_ASCII));
    }

    /** A file of two packages as rpm's own libraries would write them; it lies beside this class. */
    private static Seed stored(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        try (InputStream in = DatabaseSeeds.class.getResourceAsStream(name)) {
            return new Seed(path, in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] jar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/maven/g/a/pom.properties"));
            zip.write("groupId=g\nartifactId=a\nversion=1\n".getBytes(StandardCharsets.US_ASCII));
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write("Implementation-Title: a\nImplementation-Version: 1\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

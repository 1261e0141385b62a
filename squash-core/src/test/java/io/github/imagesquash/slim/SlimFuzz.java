// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.ElfBuilder.elf;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.filter.Cause;
import io.github.imagesquash.filter.DropListener;
import io.github.imagesquash.fixture.DebianRoot;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.purge.SystemPackages;
import io.github.imagesquash.purge.TreeEdit;
import io.github.imagesquash.slim.SlimOptions.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Decides about images of which a fuzzer made one file: a program, script or setting, or a package database. What is
 * removed is no longer in the database.
 */
public final class SlimFuzz {
    /** An input's first byte says which of these files the rest of it is. */
    private static final List<String> FILES = List.of(
            "app/main",
            "app/start.sh",
            "etc/nsswitch.conf",
            "etc/cron.d/x",
            "etc/ld.so.conf",
            "app/x.py",
            "app/x.pl",
            "app/x.js",
            "app/x.jar");

    private static final List<String> DATABASES =
            List.of("var/lib/dpkg/status", "lib/apk/db/installed", "var/lib/dpkg/info/a.list");

    private SlimFuzz() {}

    /** Programs, scripts and settings. */
    public static List<byte[]> files() {
        byte[] program = elf().interpreter("/lib64/ld.so")
                .needed("liba.so.1", "/usr/lib/libb.so")
                .rpath("$ORIGIN/../lib:/opt/${LIB}")
                .runpath("/usr/lib:$PLATFORM")
                .bytes();
        return List.of(
                input(0, program),
                input(0, Arrays.copyOf(program, program.length - 20)),
                input(1, "#!/usr/bin/env -S a --x\nA=/usr/lib; exec \"$A/liba.so.1\" $(dirname $0)/main\n"),
                input(2, "passwd: files [NOTFOUND=return] a\nhosts: dns\n"),
                input(3, "PATH=/usr/bin\n*/5 * * * * root a /usr/lib/libb.so\n@reboot a\n"),
                input(4, "include /etc/ld.so.conf.d/*.conf\n/usr/lib # x\n"),
                input(5, "from a.b import c\nimport os\nsubprocess.run(['a', '/usr/lib/libb.so'])\n"),
                input(6, "use A::B; require C;\nsystem('a');\n"),
                input(7, "const a = require('@s/a/b'); import x from \"y\";\n"),
                input(8, jar()),
                input(0x80, program),
                input(0x81, "#!/bin/sh\nexec a /usr/lib/liba.so.1 /app\n"));
    }

    private static byte[] jar() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
            zip.write(
                    "Manifest-Version: 1.0\nClass-Path: x.jar ../usr/lib/a.jar\n".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Decides about an image with packages and one such file, which the image starts. */
    public static void readFile(byte[] data) throws IOException {
        int chosen = number(data) % FILES.size();
        LayerBuilder root = DebianRoot.debian()
                .installed("a", "Depends: b")
                .file("usr/bin/a", "")
                .file("usr/lib/liba.so.1", elf().bytes())
                .installed("b")
                .file("usr/lib/jni/libx.so", "")
                .file("usr/lib/libb.so", elf().needed("liba.so.1").bytes())
                .layer()
                .file("etc/ld.so.conf.d/a.conf", "/opt/lib\n")
                .file(FILES.get(chosen), rest(data))
                .mode(0755);
        decide(root, "/" + FILES.get(chosen), unit(data));
    }

    /** Databases of packages that depend on each other. */
    public static List<byte[]> databases() {
        return List.of(
                input(
                        0,
                        DebianRoot.paragraph("a", "Pre-Depends: b:any (>= 1~rc1) | c", "Essential: yes")
                                + DebianRoot.paragraph("b", "Depends: a, virtual (= 1)", "Multi-Arch: same")
                                + DebianRoot.paragraph(
                                        "c", "Provides: virtual (= 1), x", "Recommends: b", "Conffiles:", " /etc/c 0")),
                input(
                        1,
                        "C:Q1x\nP:a\nV:1-r0\nA:x86_64\nD:so:libb.so.1>=1 !c\np:cmd:a=1\nF:usr/bin\nR:a\na:0:0:755\nZ:Q1\n\n"
                                + "C:Q2\nP:b\nV:1\nA:x86_64\np:so:libb.so.1=1\nF:usr/lib\nR:liba.so.1\n\nP:c\nV:2\nA:x86_64\nF:etc\nR:c\n\n"),
                input(2, "/.\n/usr/bin/a\n/usr/lib/../lib/liba.so.1\n/etc/c\n"),
                input(0x82, "/.\n/usr/bin/a\n/usr/lib/liba.so.1\n/etc/c\n"),
                input(
                        0x81,
                        "P:a\nV:1-r0\nA:x86_64\nF:usr/bin\nR:a\na:0:0:755\nZ:Q1\nF:usr/lib\nR:liba.so.1\nZ:Q2\n\n"));
    }

    /** Decides about an image with such a database, removes what goes, and reads the database again. */
    public static void readDatabase(byte[] data) throws IOException {
        int chosen = number(data) % DATABASES.size();
        LayerBuilder root = layer().file("usr/bin/a", "")
                .file("usr/lib/liba.so.1", elf().bytes())
                .file("etc/c", "");
        for (String name : List.of("a", "b:amd64", "c")) {
            root.file("var/lib/dpkg/info/" + name + ".list", "/.\n/usr\n/usr/bin\n/usr/bin/" + name.charAt(0) + "\n");
        }
        if (chosen == 2) {
            root.file("var/lib/dpkg/status", DebianRoot.paragraph("a") + DebianRoot.paragraph("c"));
        }
        root.file(DATABASES.get(chosen), rest(data));
        decide(root, "a", unit(data));
    }

    static void decide(LayerBuilder layer, String command, Unit unit) throws IOException {
        ImageConfig config = ImageConfig.parse(
                ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},\"config\":{\"Cmd\":[\""
                                + command + "\"]}}")
                        .getBytes(StandardCharsets.US_ASCII),
                "config");
        try (ReplayedTree image = ReplayedTree.of(layer);
                Spool spool = new Spool(Path.of(System.getProperty("java.io.tmpdir")))) {
            SlimDecision decision =
                    SlimDecision.of(image.tree(), config.execution(), SlimOptions.of(unit), "old.tar", new Warnings());
            decision.kept().forEach(decision::chain);
            decision.apply(new TreeEdit(image.tree(), 1, spool, new Cause("slim", "", false), DropListener.NONE));
            List<PackageRecord> left = SystemPackages.in(image.tree(), "new.tar")
                    .map(SystemPackages::packages)
                    .orElse(List.of());
            boolean directories =
                    decision.kept().stream().anyMatch(one -> one.name().startsWith("/"));
            if (!directories && !left.equals(decision.kept())) {
                throw new AssertionError("kept " + decision.kept() + ", and the new database has " + left);
            }
        }
    }

    private static int number(byte[] data) {
        return data.length == 0 ? 0 : data[0] & 0x7f;
    }

    /** The highest bit of the first byte says what is removed. */
    private static Unit unit(byte[] data) {
        return data.length > 0 && data[0] < 0 ? Unit.FILES : Unit.PACKAGES;
    }

    private static byte[] rest(byte[] data) {
        return Arrays.copyOfRange(data, Math.min(1, data.length), data.length);
    }

    private static byte[] input(int first, String text) {
        return input(first, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static byte[] input(int first, byte[] rest) {
        byte[] all = new byte[rest.length + 1];
        all[0] = (byte) first;
        System.arraycopy(rest, 0, all, 1, rest.length);
        return all;
    }
}

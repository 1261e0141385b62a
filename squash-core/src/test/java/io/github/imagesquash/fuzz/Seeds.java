// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.github.luben.zstd.Zstd;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.OuterCodecs;
import io.github.imagesquash.fixture.StoredTar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The inputs that a fuzzer starts from, made by the tests' builders: each has something that the others lack. */
final class Seeds {
    private static final String CONFIG =
            "{\"architecture\":\"amd64\",\"os\":\"linux\",\"created\":\"2001-09-09T01:46:40Z\",\"config\":{\"Cmd\":[\"sh\"]},"
                    + "\"history\":[{\"created_by\":\"a\"},{\"empty_layer\":true}],"
                    + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[\"" + Documents.LAYER + "\"]}}";
    private static final String OCI = "application/vnd.oci.image.";
    private static final String MANIFEST = "{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "manifest.v1+json\","
            + "\"config\":{\"mediaType\":\"" + OCI + "config.v1+json\"," + Documents.BEFORE + "},"
            + "\"layers\":[{\"mediaType\":\"" + OCI + "layer.v1.tar\",\"digest\":\"" + Documents.LAYER
            + "\",\"size\":1536}],\"annotations\":{\"a\":\"b\"}}";
    private static final String INDEX = "{\"schemaVersion\":2,\"manifests\":[{\"mediaType\":\"" + OCI
            + "manifest.v1+json\"," + Documents.BEFORE + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"},"
            + "\"annotations\":{\"org.opencontainers.image.ref.name\":\"app:1\"}}]}";

    private Seeds() {}

    static List<byte[]> archives() {
        ImageBuilder image = image("app:1").layer(layer().dir("t/")).layer(layer().file("t/a", "A"));
        return Stream.of(ArchiveDialect.values())
                .map(dialect -> dialect.members(image).toBytes())
                .toList();
    }

    static List<byte[]> compressedArchives() {
        byte[] tar = archives().getFirst();
        return Stream.of("xz", "bzip2", "lz4", "lzma", "compress")
                .map(format -> OuterCodecs.compress(format, tar))
                .toList();
    }

    static List<byte[]> platforms() {
        return Stream.of(
                        "linux/arm64/v8\nlinux",
                        "arm64",
                        "x86_64\nv3",
                        "windows(10.0.17763)/amd64",
                        "linux/amd64/v4\nv2")
                .map(Seeds::bytes)
                .toList();
    }

    static List<byte[]> dockerfiles() {
        return Stream.of(
                        "# escape=`\nFROM a AS b\nRUN apt-get update && `\n  apt-get install -y gcc\nCOPY --from=b /x /y\n",
                        "ARG V=1\nFROM debian:${V}\nRUN <<EOF\npip install x\nEOF\nENV A=1 B='2 3'\nHEALTHCHECK CMD x\n",
                        "FROM scratch\nADD [\"a\", \"b\"]\nONBUILD RUN x\nUSER 1:1\n")
                .map(Seeds::bytes)
                .toList();
    }

    static List<byte[]> composeFiles() {
        return Stream.of(
                        "x-a: &a\n  user: '1'\nservices:\n  web:\n    <<: *a\n    image: app:1\n    mem_limit: 1g\n",
                        "services: {db: {image: db, deploy: {resources: {limits: {memory: 5M}}}, healthcheck: {test: x}}}\n",
                        "include: [a.yaml]\nservices:\n  a:\n    extends: b\n")
                .map(Seeds::bytes)
                .toList();
    }

    static List<byte[]> patterns() {
        return Stream.of(
                        "**/*.so\n!lib/a.so\n# comment\nusr/share/doc/**\n",
                        "a*b?[c-e]\\*\nab1d*\n",
                        "/**/x/**/[^a]\nb/x/c\n!**\n")
                .map(Seeds::bytes)
                .toList();
    }

    static List<byte[]> layers() {
        return builders().map(LayerBuilder::toBytes).toList();
    }

    static List<byte[]> paxBodies() {
        return Stream.of(
                        "11 path=t/b\n12 size=1234\n",
                        "20 mtime=1000000.123\n14 uid=123456\n26 SCHILY.xattr.user.a=12\n",
                        "22 GNU.sparse.major=0\n22 GNU.sparse.minor=1\n24 GNU.sparse.name=t/s\n"
                                + "25 GNU.sparse.numblocks=1\n23 GNU.sparse.map=0,54\n23 GNU.sparse.size=100\n",
                        "25 GNU.sparse.numblocks=1\n23 GNU.sparse.offset=0\n26 GNU.sparse.numbytes=54\n",
                        "22 GNU.sparse.major=1\n22 GNU.sparse.minor=0\n27 GNU.sparse.realsize=100\n")
                .map(Seeds::bytes)
                .toList();
    }

    static List<byte[]> documents() {
        String docker = "[{\"Config\":\"config.json\",\"RepoTags\":[\"app:1\"],\"Layers\":[\"layer.tar\"]}]";
        String nested = INDEX.replace("manifest.v1", "index.v1");
        return Stream.of(
                        List.of(CONFIG, docker),
                        List.of(CONFIG, MANIFEST, INDEX),
                        List.of(CONFIG, MANIFEST, INDEX, nested))
                .map(documents -> bytes(String.join(String.valueOf(Documents.SEPARATOR), documents)))
                .toList();
    }

    static List<byte[]> gzip() {
        byte[] text = bytes("squash squash squash");
        byte[] member = StoredTar.gzip(text);
        byte[] named = bytes("\u001f\u008b\b\u001f\0\0\0\0\0\3\2\0ABname\0comment\0xx");
        return List.of(member, joined(member, StoredTar.gzip(new byte[0])), joined(named, member));
    }

    static List<byte[]> zstd() {
        byte[] text = bytes("squash squash squash");
        byte[] frame = Zstd.compress(text);
        byte[] skippable = bytes("\u0050\u002a\u004d\u0018\4\0\0\0abcd");
        return List.of(frame, joined(frame, Zstd.compress(new byte[100_000])), joined(skippable, frame));
    }

    static List<byte[]> images() {
        List<byte[]> images = new ArrayList<>();
        byte[] base = layer().dir("d/")
                .file("d/a", "A")
                .hardLink("b", "d/a")
                .symlink("l", "d")
                .withoutEnd()
                .toBytes();
        byte blocks = (byte) (base.length / 512);
        builders().forEach(upper -> {
            images.add(joined(new byte[] {0}, upper.toBytes()));
            images.add(joined(new byte[] {blocks}, joined(base, upper.toBytes())));
        });
        return images;
    }

    private static Stream<LayerBuilder> builders() {
        return Stream.of(
                layer().dir("./")
                        .dir("d/")
                        .mode(01777)
                        .file("d/a", "A")
                        .owner(1000, 3_000_000)
                        .mtime(5, 7),
                layer().file("a", "A")
                        .hardLink("b", "a")
                        .symlink("c", "a")
                        .fifo("f")
                        .blockDevice("s", 8, 1),
                layer().whiteout("d/a")
                        .whiteout("l")
                        .opaque("d")
                        .file("d/n", "N")
                        .file("l/x", "X"),
                layer().characterDevice("d", 0, 0)
                        .file("b/x", "X")
                        .symlink("y", "/d/../d")
                        .file("y/z", "Z"),
                layer().dir("d/")
                        .xattr("trusted.overlay.opaque", "y")
                        .file("d/c", "")
                        .xattr("user.a", new byte[] {0, -1}),
                layer().file("n".repeat(200), "long").gnuLongName().hardLink("h", "n".repeat(200)),
                layer().globalPax("comment=x")
                        .paxHeader("path=p/q")
                        .file("x", "1234")
                        .base256()
                        .mtime(-5),
                layer().file(".wh..wh.plnk/1.2", "P").hardLink("p", ".wh..wh.plnk/1.2"),
                layer().entry('S', "sparse", "", "1234")
                        .bytesAt(386, bytes("00000000010\00000000004"))
                        .bytesAt(483, bytes("00000000100")),
                layer().file("s", "1\n8\n4\n" + "\0".repeat(506) + "1234")
                        .pax("GNU.sparse.major", "1")
                        .pax("GNU.sparse.minor", "0")
                        .pax("GNU.sparse.name", "t")
                        .pax("GNU.sparse.realsize", "64"),
                layer().file("stargz.index.json", "{}")
                        .file(".prefetch.landmark", "x")
                        .dir("/../etc"));
    }

    static byte[] joined(byte[] first, byte[] second) {
        byte[] both = new byte[first.length + second.length];
        System.arraycopy(first, 0, both, 0, first.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}

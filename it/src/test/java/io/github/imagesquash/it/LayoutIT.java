// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The layouts that squash writes, and adds to, are read by the tools that other layouts come from. */
class LayoutIT {
    private static final String NAME = "localhost/squash-it-layout:1";

    @TempDir
    Path directory;

    private Path old;
    private Path layout;

    @BeforeEach
    void saveImage() throws IOException {
        old = LayeredImage.write(NAME, directory);
        layout = directory.resolve("layout");
    }

    private String squash(Path source, Destination destination) throws IOException {
        return Squasher.run(SquashRequest.of(new Source.Archive(source), destination))
                .after()
                .manifestDigest()
                .orElseThrow();
    }

    private static String skopeoDigest(String image) throws IOException {
        Needs.program("skopeo", "skopeo");
        return Program.of("skopeo", "inspect", "--format", "{{.Digest}}", image)
                .run()
                .text()
                .strip();
    }

    @Test
    void skopeoFindsTheImageByItsNameInTheLayout() throws IOException {
        String digest = squash(old, new Destination.Layout(layout, "small"));
        assertEquals(digest, skopeoDigest("oci:" + layout + ":small"));
    }

    @Test
    void skopeoReadsADir() throws IOException {
        String digest = squash(old, new Destination.Dir(layout));
        assertEquals(digest, skopeoDigest("dir:" + layout));
        Program.of("skopeo", "copy", "--quiet", "dir:" + layout, "oci:" + directory.resolve("copy") + ":1")
                .output();
    }

    @Test
    void imageIsAddedToALayoutOfSkopeos() throws IOException {
        Needs.program("skopeo", "skopeo");
        Program.of("skopeo", "copy", "--quiet", "docker-archive:" + old, "oci:" + layout + ":big")
                .output();
        String before = skopeoDigest("oci:" + layout + ":big");
        String digest = squash(layout, new Destination.Layout(layout, "small"));
        assertEquals(before, skopeoDigest("oci:" + layout + ":big"));
        assertEquals(digest, skopeoDigest("oci:" + layout + ":small"));
    }

    @Test
    void dirOfSkopeosIsReplaced() throws IOException {
        Needs.program("skopeo", "skopeo");
        Program.of("skopeo", "copy", "--quiet", "docker-archive:" + old, "dir:" + layout)
                .output();
        String digest = squash(old, new Destination.Dir(layout));
        assertEquals(digest, skopeoDigest("dir:" + layout));
        assertEquals(4, layout.toFile().list().length);
    }

    @Test
    void umociUnpacksItAndCleansUp() throws IOException {
        Needs.program("umoci", "umoci");
        Needs.root();
        squash(old, new Destination.Layout(layout, "small"));
        squash(old, new Destination.Layout(layout, "other"));
        Path bundle = directory.resolve("bundle");
        Program.of("umoci", "gc", "--layout", layout.toString()).output();
        Program.of("umoci", "unpack", "--image", layout + ":small", bundle.toString())
                .output();
        assertEquals("A", Files.readString(bundle.resolve("rootfs/etc/a")));
        String listed =
                Program.of("umoci", "ls", "--layout", layout.toString()).run().text();
        assertEquals("small\nother", listed.strip());
    }

    @Test
    void podmanPullsIt() throws IOException {
        Needs.program("podman", "podman");
        Needs.root();
        squash(old, new Destination.Layout(layout, "small"));
        List<String> storage = Podman.in(directory.resolve("storage"));
        Program.Outcome pulled = Program.of(storage, "pull", "--quiet", "oci:" + layout + ":small")
                .run();
        Program.of(storage, "rmi", "--all", "--force").run();
        assertEquals(0, pulled.exitCode(), pulled.errors());
        assertTrue(pulled.text().strip().matches("[0-9a-f]{64}"), pulled.text());
    }
}

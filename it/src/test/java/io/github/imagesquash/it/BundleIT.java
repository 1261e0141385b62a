// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.BundleReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several images on one base, squashed together, are what each of them was, to every tool that reads archives of several. */
class BundleIT {
    private static final List<String> STEPS = List.of(
            "RUN mkdir /srv/app && echo app > /srv/app/a && ln /srv/app/a /srv/app/b",
            "RUN chmod 2755 /usr/bin/env && touch -d '2001-02-03 04:05:06.789' /etc\n"
                    + "RUN echo db > /srv/db && chmod 1777 /srv",
            "RUN cp /usr/bin/cat /srv/capable && setcap cap_net_raw+ep /srv/capable && echo x >> /etc/passwd");

    @TempDir
    Path directory;

    private static BundleReport squash(Path archive, Path result) throws IOException {
        return Squashing.runEach(
                SquashRequest.of(new Source.Archive(archive), new Destination.Archive(result)),
                new Platforms.One(Platform.ANY),
                ProgressListener.NONE);
    }

    private List<String> build(Engine engine) throws IOException {
        String base = Engine.imageName("bundle-base");
        engine.load(ArchiveDialect.DOCKER_LEGACY.write(
                image(base).layer(Files.readAllBytes(DebianImage.root()), Compression.NONE), directory));
        String slim = Engine.imageName("bundle-slim");
        engine.build("FROM " + base + "\nRUN rm -rf /usr/share/doc /usr/share/man", slim);
        List<String> names = Stream.of("a", "b", "c")
                .map(name -> Engine.imageName("bundle-" + name))
                .toList();
        for (int i = 0; i < names.size(); i++) {
            engine.build("FROM " + slim + "\n" + STEPS.get(i), names.get(i));
        }
        engine.remove(base, slim);
        return names;
    }

    @Test
    void dockerLoadsImagesThatShowWhatEachShowedBefore() throws IOException {
        Needs.root();
        Needs.program("docker", "docker.io");
        Needs.program("getfattr", "attr");
        try (Engine engine = Engine.connect()) {
            List<String> names = build(engine);
            Path saved = directory.resolve("saved.tar");
            String all = String.join(" ", names);
            shell("docker save -o " + saved + " " + all);
            BundleReport report = squash(saved, directory.resolve("new.tar"));
            assertSmallerWithOneBase(report);
            for (String name : names) {
                Path alone = directory.resolve("alone.tar");
                Launcher.squash("--image", name, "-q", "-t", plain(name), saved.toString(), "-o", alone.toString())
                        .output();
                engine.load(alone);
                // What is loaded takes the name; without another one the old image would stay for ever.
                shell("docker tag " + name + " " + name.replace(":1", ":old"));
            }
            shell("docker save " + all + " | " + Launcher.PATH + " -q --image all - | docker load -q");
            for (String name : names) {
                assertTrue(engine.layers(name) > 1);
                assertEquals(1, engine.layers(plain(name)));
                engine.list(plain(name)).assertSame(engine.list(name));
            }
        }
    }

    private static String plain(String name) {
        return name.replace(":1", ":plain");
    }

    private static void assertSmallerWithOneBase(BundleReport report) {
        List<SquashReport> images = report.platforms();
        assertTrue(report.after().storedBytes() < report.before().storedBytes());
        assertEquals(
                1,
                images.stream()
                        .map(image -> image.result().getFirst().digest())
                        .distinct()
                        .count());
        long own = images.stream()
                .mapToLong(image -> image.result().getLast().storedBytes())
                .sum();
        assertTrue(own < report.after().storedBytes() / 10, "the base is shared, and little else is there");
    }

    private static void shell(String command) throws IOException {
        Program.of("bash", "-o", "pipefail", "-c", command).output();
    }

    private Path bundle() throws IOException {
        String large = "0123456789abcde\n".repeat(10_000);
        return ArchiveDialect.DOCKER_LEGACY
                .members(
                        image("localhost/squash-it-a:1")
                                .layer(layer().dir("etc/").file("etc/os", "x").file("etc/large", large))
                                .layer(layer().dir("etc/")
                                        .mode(0700)
                                        .whiteout("etc/os")
                                        .file("etc/a", "A")),
                        image("localhost/squash-it-b:1")
                                .layer(layer().dir("etc/").file("etc/os", "x").file("etc/large", large))
                                .layer(layer().file("b", "B").hardLink("c", "b")))
                .write(directory.resolve("old.tar"));
    }

    @Test
    void skopeoCopiesEachImageOut() throws IOException {
        Needs.program("skopeo", "skopeo");
        Path archive = directory.resolve("new.tar");
        BundleReport report = squash(bundle(), archive);
        for (SquashReport image : report.platforms()) {
            String name = image.tags().getFirst();
            Path copy = directory.resolve("copy");
            Program.of(
                            "skopeo",
                            "copy",
                            "--quiet",
                            "--preserve-digests",
                            "oci-archive:" + archive + ":" + name,
                            "oci:" + copy + ":1")
                    .output();
            String digest = image.descriptor().digest().hex();
            assertTrue(Files.exists(copy.resolve("blobs/sha256").resolve(digest)), name);
            Program.of("skopeo", "inspect", "docker-archive:" + archive + ":" + name)
                    .output();
        }
    }

    @Test
    void layoutHasEachImageForUmoci() throws IOException {
        Needs.program("umoci", "umoci");
        Needs.root();
        Path layout = directory.resolve("layout");
        Squashing.runEach(
                SquashRequest.of(new Source.Archive(bundle()), new Destination.Layout(layout)),
                new Platforms.One(Platform.ANY),
                ProgressListener.NONE);
        Path unpacked = directory.resolve("unpacked");
        Program.of("umoci", "unpack", "--image", layout + ":localhost/squash-it-b:1", unpacked.toString())
                .output();
        assertEquals("B", Files.readString(unpacked.resolve("rootfs/c")));
    }

    @Test
    void podmanLoadsAndMountsTheSame() throws IOException {
        Needs.program("podman", "podman");
        Needs.program("getfattr", "attr");
        Needs.root();
        Path old = bundle();
        Path archive = directory.resolve("new.tar");
        squash(old, archive);
        List<FileListing> before = mounted(old, "old");
        List<FileListing> after = mounted(archive, "new");
        for (int i = 0; i < before.size(); i++) {
            before.get(i).assertSame(after.get(i));
        }
    }

    private List<FileListing> mounted(Path archive, String storage) throws IOException {
        List<String> podman = Podman.in(directory.resolve(storage));
        Program.of(podman, "load", "--quiet", "--input", archive.toString()).output();
        FileListing a = mounted(podman, "localhost/squash-it-a:1");
        FileListing b = mounted(podman, "localhost/squash-it-b:1");
        Program.of(podman, "rmi", "--all", "--force").output();
        return List.of(a, b);
    }

    private static FileListing mounted(List<String> podman, String name) throws IOException {
        String mount = Program.of(podman, "image", "mount", name).run().text().strip();
        FileListing listing = FileLister.list(Path.of(mount));
        Program.of(podman, "image", "umount", name).output();
        return listing;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** The archive that squash writes is taken by every tool that takes image archives, and unpacks to the same tree. */
class EveryEngineIT {
    private static final String NAME = "localhost/squash-it-every:1";

    @TempDir
    Path directory;

    private Path old;

    @BeforeEach
    void saveImage() throws IOException {
        ImageBuilder image = ImageBuilder.image(NAME)
                .layer(layer().dir("etc/").file("etc/a", "A").file("etc/b", "B").hardLink("etc/c", "etc/b"))
                .layer(layer().whiteout("etc/b")
                        .file("etc/setuid", "S")
                        .mode(04755)
                        .owner(5, 6))
                .layer(layer().dir("srv/").mode(01777).symlink("srv/link", "/etc/a"));
        old = ArchiveDialect.DOCKER_LEGACY.write(image, directory);
    }

    private Path squashed(Compression compression) throws IOException {
        Path archive = directory.resolve("new-" + compression + ".tar");
        Squasher.run(Squasher.request(old, archive).withEncoding(Squasher.encoding(compression)));
        return archive;
    }

    @ParameterizedTest
    @EnumSource
    void skopeoCopiesItAsDockersAndAsOcis(Compression compression) throws IOException {
        Needs.program("skopeo", "skopeo");
        Path archive = squashed(compression);
        for (String transport : new String[] {"docker-archive:", "oci-archive:"}) {
            Path copy = directory.resolve("copy-" + transport.charAt(0));
            Program.of("skopeo", "copy", "--quiet", transport + archive, "dir:" + copy)
                    .output();
            assertTrue(Files.exists(copy.resolve("manifest.json")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void podmanLoadsItUnderItsName(Compression compression) throws IOException {
        Needs.program("podman", "podman");
        Needs.root();
        List<String> storage = Podman.in(directory.resolve("storage"));
        podman(storage, "load", "--quiet", "--input", squashed(compression).toString());
        String layers = podman(storage, "image", "inspect", "--format", "{{len .RootFS.Layers}} {{.RepoTags}}", NAME);
        podman(storage, "rmi", "--all", "--force");
        assertEquals("1 [" + NAME + "]", layers.strip());
    }

    private static String podman(List<String> storage, String... arguments) throws IOException {
        Program.Outcome outcome = Program.of(storage, arguments).run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
        return outcome.text();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "ZSTD")
    void umociUnpacksItToTheSameTreeAsTheOldLayers(Compression compression) throws IOException {
        Needs.program("umoci", "umoci");
        Needs.program("skopeo", "skopeo");
        Needs.program("getfattr", "attr");
        Needs.root();
        FileListing before = FileLister.unpacked("docker-archive:" + old, directory.resolve("old"));
        FileListing after = FileLister.unpacked("docker-archive:" + squashed(compression), directory.resolve("new"));
        before.assertSame(after);
    }

    @Test
    void umociReadsTheArchiveItselfAsALayout() throws IOException {
        Needs.program("umoci", "umoci");
        Path layout = Files.createDirectory(directory.resolve("layout"));
        Program.of("tar", "-xf", squashed(Compression.GZIP).toString(), "-C", layout.toString())
                .output();
        String listed =
                Program.of("umoci", "ls", "--layout", layout.toString()).run().text();
        assertEquals("1", listed.strip());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Artifacts;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.OuterCodecs;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.UnmetRequestException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever two of docker, podman and skopeo read, squash reads too. */
class OddInputsIT {
    private static final String NAME =
            "squash-it-odd-" + ProcessHandle.current().pid() + ":1";
    private static final ImageBuilder IMAGE =
            image(NAME).layer(layer().dir("d/").file("d/f", "x")).layer(layer().file("g", "y"));

    @TempDir
    private Path directory;

    /** The engine, and the name or ID of what it loaded. */
    private final List<List<String>> loaded = new ArrayList<>();

    /** An input that is odd in one way. */
    private enum Odd {
        PLAIN {
            @Override
            byte[] bytes() {
                return docker().toBytes();
            }
        },
        XZ {
            @Override
            byte[] bytes() {
                return OuterCodecs.compress("xz", docker().toBytes());
            }
        },
        BZIP2 {
            @Override
            byte[] bytes() {
                return OuterCodecs.compress("bzip2", docker().toBytes());
            }
        },
        ZEROS_AFTER_GZIP {
            @Override
            byte[] bytes() {
                byte[] gzip = StoredTar.gzip(docker().toBytes());
                return Arrays.copyOf(gzip, gzip.length + 10_240);
            }
        },
        LOWER_CASE_KEYS {
            @Override
            byte[] bytes() {
                return docker().edit(
                                "manifest.json",
                                json -> json.replace("Config", "config")
                                        .replace("RepoTags", "repoTags")
                                        .replace("Layers\"", "layers\""))
                        .toBytes();
            }
        },
        NO_ROOTFS_TYPE {
            @Override
            byte[] bytes() {
                ImageBuilder odd = image(NAME)
                        .layer(layer().file("g", "y"))
                        .config(config -> config.withObject("/rootfs").remove("type"));
                return ArchiveDialect.DOCKER_LEGACY.members(odd).toBytes();
            }
        },
        NULL_HISTORY {
            @Override
            byte[] bytes() {
                ImageBuilder odd = image(NAME)
                        .layer(layer().file("g", "y"))
                        .config(config -> config.putArray("history").addNull());
                return ArchiveDialect.DOCKER_LEGACY.members(odd).toBytes();
            }
        },
        MISNAMED_CONFIG {
            @Override
            byte[] bytes() {
                ArchiveMembers archive = docker();
                return archive.edit(Blobs.hex(IMAGE.configBytes()) + ".json", config -> config + "\n")
                        .toBytes();
            }
        },
        NO_OCI_LAYOUT {
            @Override
            byte[] bytes() {
                return oci().remove("oci-layout").toBytes();
            }
        },
        LAYOUT_1_1 {
            @Override
            byte[] bytes() {
                return oci().file("oci-layout", "{\"imageLayoutVersion\":\"1.1.0\"}")
                        .toBytes();
            }
        },
        OCTET_STREAM_CONFIG {
            @Override
            byte[] bytes() {
                return oci().editOciManifest(json -> json.replaceFirst(
                                "application/vnd.oci.image.config.v1\\+json", "application/octet-stream"))
                        .toBytes();
            }
        },
        NO_SCHEMA_VERSION {
            @Override
            byte[] bytes() {
                return oci().editOciManifest(json -> json.replace("\"schemaVersion\":2,", ""))
                        .toBytes();
            }
        },
        REPO_TAGS_NULL {
            @Override
            byte[] bytes() {
                return ArchiveDialect.DOCKER_25
                        .members(IMAGE)
                        .edit("manifest.json", json -> json.replaceFirst("\"RepoTags\":\\[[^]]*]", "\"RepoTags\":null"))
                        .toBytes();
            }
        },
        NAMES_IN_REPOSITORIES_ONLY {
            @Override
            byte[] bytes() {
                return docker().edit(
                                "manifest.json",
                                json -> json.replaceFirst("\"RepoTags\":\\[[^]]*]", "\"RepoTags\":null"))
                        .file("repositories", "{\"squash-it-odd\":{\"1\":\"" + "a".repeat(64) + "\"}}")
                        .toBytes();
            }
        },
        TWO_COMPRESSIONS {
            @Override
            byte[] bytes() {
                return ArchiveDialect.BUILDX_OCI
                        .members(compressed(Compression.GZIP), compressed(Compression.ZSTD))
                        .toBytes();
            }

            private ImageBuilder compressed(Compression compression) {
                return image(NAME).layer(layer().file("g", "y"), compression);
            }
        },
        AMD64_LEVELS {
            @Override
            byte[] bytes() {
                return ArchiveDialect.BUILDX_OCI
                        .members(level("v3"), level("v2"), image(NAME).layer(layer().file("g", "plain")))
                        .toBytes();
            }

            private ImageBuilder level(String variant) {
                return image(NAME)
                        .listed(descriptor -> descriptor.withObject("/platform").put("variant", variant))
                        .layer(layer().file("g", variant));
            }
        },
        COSIGN {
            @Override
            byte[] bytes() {
                ArchiveMembers layout = oci();
                Artifacts.add(layout, Artifacts.IMAGE_CONFIG, Artifacts.SIGNATURE, "");
                Artifacts.add(layout, Artifacts.IMAGE_CONFIG, "application/vnd.dsse.envelope.v1+json", "");
                return layout.toBytes();
            }
        },
        COSIGN_ELSEWHERE {
            @Override
            byte[] bytes() {
                ImageBuilder foreign = image(NAME).platform("linux", "s390x").layer(layer().file("g", "y"));
                ArchiveMembers layout = ArchiveDialect.PODMAN_OCI.members(foreign);
                Artifacts.add(layout, Artifacts.IMAGE_CONFIG, Artifacts.SIGNATURE, "");
                return layout.toBytes();
            }
        },
        DIR_WITHOUT_VERSION {
            @Override
            byte[] bytes() {
                return ArchiveDialect.DIR.members(IMAGE).remove("version").toBytes();
            }
        };

        abstract byte[] bytes();

        static ArchiveMembers docker() {
            return ArchiveDialect.DOCKER_LEGACY.members(IMAGE);
        }

        static ArchiveMembers oci() {
            return ArchiveDialect.PODMAN_OCI.members(IMAGE);
        }
    }

    @BeforeEach
    void needs() throws IOException {
        Needs.program("docker", "docker.io");
        if (Program.of("docker", "version").run().exitCode() != 0) {
            throw Needs.missing("no Docker engine that docker reaches");
        }
        Needs.program("podman", "podman");
        Needs.program("skopeo", "skopeo");
    }

    @AfterEach
    void removeImages() throws IOException {
        for (List<String> image : loaded) {
            Program.of(image.getFirst(), "image", "rm", image.getLast()).run();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A17 B1 B2 B3 B4 B5 B6 B7 B9 B10 what two of docker, podman and skopeo read is read")
    void whatTwoPeersReadIsRead(Odd odd) throws IOException {
        Path file = Files.write(directory.resolve("old"), odd.bytes());
        List<String> readers = new ArrayList<>();
        addIfLoads(readers, "docker", file);
        addIfLoads(readers, "podman", file);
        if (skopeoReads(odd, file)) {
            readers.add("skopeo");
        }
        boolean read = squashReads(file);

        assertTrue(read || readers.size() < 2, odd + " is read by " + readers + ", not by squash");
        System.err.println("odd input " + odd + ": " + readers + (read ? " squash" : ""));
        if (odd == Odd.PLAIN) {
            assertEquals(List.of("docker", "podman", "skopeo"), readers, "else a reader here reads nothing at all");
        }
    }

    private void addIfLoads(List<String> readers, String engine, Path file) throws IOException {
        Program.Outcome outcome =
                Program.of(engine, "load", "-i", file.toString()).run();
        if (outcome.exitCode() == 0) {
            readers.add(engine);
        }
        outcome.text()
                .lines()
                .filter(line -> line.startsWith("Loaded image"))
                .forEach(line -> loaded.add(List.of(engine, line.substring(line.indexOf(": ") + 2))));
    }

    private boolean skopeoReads(Odd odd, Path file) throws IOException {
        Path unpacked = Files.createDirectory(directory.resolve("unpacked"));
        boolean isDirectory = Program.of("tar", "-C", unpacked.toString(), "-xf", file.toString())
                        .run()
                        .exitCode()
                == 0;
        List<String> sources = new ArrayList<>(List.of("docker-archive:" + file, "oci-archive:" + file));
        if (isDirectory) {
            sources.add((odd == Odd.DIR_WITHOUT_VERSION ? "dir:" : "oci:") + unpacked);
        }
        for (String source : sources) {
            Path copy = directory.resolve("copy");
            boolean done = Program.of("skopeo", "copy", "--insecure-policy", source, "docker-archive:" + copy)
                            .run()
                            .exitCode()
                    == 0;
            if (done) {
                return true;
            }
            Files.deleteIfExists(copy);
        }
        return false;
    }

    private boolean squashReads(Path file) throws IOException {
        try {
            Squasher.squash(file, directory.resolve("squashed"), "new:1");
            return true;
        } catch (InvalidImageException | UnmetRequestException _) {
            return false;
        }
    }
}

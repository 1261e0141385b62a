// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.Artifacts;
import io.github.imagesquash.fixture.Blobs;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.OuterCodecs;
import io.github.imagesquash.fixture.StoredTar;
import java.util.Arrays;

/** An input that is odd in one way. */
enum OddInput {
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
            return oci().editOciManifest(json ->
                            json.replaceFirst("application/vnd.oci.image.config.v1\\+json", "application/octet-stream"))
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
                            "manifest.json", json -> json.replaceFirst("\"RepoTags\":\\[[^]]*]", "\"RepoTags\":null"))
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

    private static final String NAME =
            "squash-it-odd-" + ProcessHandle.current().pid() + ":1";
    private static final ImageBuilder IMAGE =
            image(NAME).layer(layer().dir("d/").file("d/f", "x")).layer(layer().file("g", "y"));

    abstract byte[] bytes();

    static ArchiveMembers docker() {
        return ArchiveDialect.DOCKER_LEGACY.members(IMAGE);
    }

    static ArchiveMembers oci() {
        return ArchiveDialect.PODMAN_OCI.members(IMAGE);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.DockerManifest;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.IndexEntry;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code manifest.json} as {@code docker save} writes it, and podman, skopeo, crane, jib and Bazel in the same
 * format. They all name the files differently, so nothing is assumed about the names.
 */
final class DockerSaveReader {
    /** The same limit as for manifests in indexes; each image is read and kept. */
    private static final int MAX_IMAGES = 10_000;

    private final ArchiveFiles members;
    private final Warnings warnings;

    private DockerSaveReader(ArchiveFiles members, Warnings warnings) {
        this.members = members;
        this.warnings = warnings;
    }

    /** All images, in the order of {@code manifest.json}, each once. */
    static List<Candidate> read(ArchiveFiles members, Warnings warnings) throws IOException {
        byte[] document = members.document(LayoutNames.DOCKER_MANIFEST, DockerManifest.MAX_BYTES);
        String where = members.whereOf(LayoutNames.DOCKER_MANIFEST);
        List<DockerManifest> items = DockerManifest.parse(OciJson.read(document, where), where);
        if (items.size() > MAX_IMAGES) {
            throw new InvalidImageException(where, items.size() + " images; at most " + MAX_IMAGES + " are read");
        }
        DockerSaveReader reader = new DockerSaveReader(members, warnings);
        Map<Digest, List<Candidate.Stored>> byConfig = new LinkedHashMap<>();
        for (DockerManifest item : items) {
            Candidate.Stored image = reader.image(item);
            byConfig.computeIfAbsent(image.configDigest(), _ -> new ArrayList<>())
                    .add(image);
        }
        return byConfig.values().stream().map(DockerSaveReader::one).toList();
    }

    /** One image for all that share a config: the first, with the names of all. */
    private static Candidate one(List<Candidate.Stored> listed) {
        List<ImageNames> names = listed.stream().map(Candidate::names).toList();
        return listed.getFirst().alsoKnown(ImageNames.all(names), List.of());
    }

    private Candidate.Stored image(DockerManifest item) throws IOException {
        String where = members.whereOf(item.config());
        byte[] bytes = members.document(item.config(), OciJson.MAX_BYTES);
        Optional<Digest> promised = LayoutNames.digestIn(item.config());
        if (promised.isPresent()) {
            BlobStore.requireDigest(where, promised.get(), bytes);
        }
        ImageConfig config = ImageConfig.parse(bytes, where);
        if (LayoutNames.digestInConfigName(item.config())
                .filter(named -> !named.equals(config.digest()))
                .isPresent()) {
            warnings.add(Warning.Kind.MISNAMED_CONFIG, 0, Printable.of(item.config()));
        }
        return new Candidate.Stored(
                ImageNames.ofRepoTags(item.repoTags()),
                config.platform(),
                List.of(config.digest()),
                config,
                config.digest(),
                Optional.empty(),
                item.layers().stream()
                        .<StoredLayer>map(name -> new StoredLayer.Named(members, name))
                        .toList(),
                Map.of(),
                IndexEntry.NONE);
    }
}

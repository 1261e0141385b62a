// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.DockerManifest;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.oci.Tagged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image in a list of images. An image for several platforms has an index of its own, as BuildKit writes it; Docker's
 * list contains only the first platform.
 *
 * @param image its documents
 */
record ListedImage(Tagged<ImageDocuments> image) {
    List<ImageDocuments> platforms() {
        return image.platforms();
    }

    private ImageDocuments first() {
        return platforms().getFirst();
    }

    /** The index of the platforms; empty if there is only one, whose manifest is then listed itself. */
    Optional<Index> index() {
        return platforms().size() == 1
                ? Optional.empty()
                : Optional.of(new Index(
                        isDocker() ? MediaType.INDEX.inDockerFormat() : MediaType.INDEX,
                        platforms().stream().map(ImageDocuments::listed).toList(),
                        annotations()));
    }

    /** An index names manifests of its own format. */
    private boolean isDocker() {
        return !first().manifest().mediaType().equals(MediaType.MANIFEST);
    }

    /** The annotations of the old index; if the platforms come from several indexes, those of all. */
    private Map<String, String> annotations() {
        Map<String, String> all = new LinkedHashMap<>();
        platforms().forEach(platform -> platform.entry().indexAnnotations().forEach(all::putIfAbsent));
        return all;
    }

    /** The target of the names: the index, or the only manifest. */
    Descriptor descriptor() {
        return index().map(Index::descriptor).orElseGet(() -> first().descriptor());
    }

    /** Its entries if no other image is listed: one for each name, or one if it has none. */
    List<Descriptor> entriesAlone() {
        return Index.ofImage(descriptor(), image.tags().full()).manifests();
    }

    /**
     * As {@link #entriesAlone}, if other images are listed too. Tools find images by the reference name, which is then
     * the full name, because several images may have the same tag.
     */
    List<Descriptor> entriesAmongOthers() {
        Descriptor listed = descriptor();
        List<Descriptor> entries = new ArrayList<>();
        image.tags().full().forEach(name -> entries.add(listed.named(name).named(name.toString())));
        image.tags().bare().forEach(name -> entries.add(listed.named(name)));
        return entries.isEmpty() ? List.of(listed) : entries;
    }

    /** Its item in Docker's list. */
    DockerManifest docker() {
        return DockerManifest.ofBlobs(
                first().config().digest(),
                image.tags().full(),
                first().manifest().layers().stream().map(Descriptor::digest).toList());
    }

    /** Its index, manifests and configs by their digests, in the order in which they are written. */
    Map<Digest, byte[]> blobs() {
        Map<Digest, byte[]> blobs = new LinkedHashMap<>();
        index().ifPresent(index -> blobs.put(index.descriptor().digest(), index.bytes()));
        for (ImageDocuments platform : platforms()) {
            blobs.put(platform.descriptor().digest(), platform.manifest().bytes());
            blobs.put(platform.config().digest(), platform.config().bytes());
        }
        return blobs;
    }
}

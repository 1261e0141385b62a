// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.DockerManifest;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.oci.Tagged;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * All parts of an archive except layers: OCI's files and Docker's, which describe the same blobs, so that every engine
 * finds the one that it reads.
 *
 * @param images at least one
 */
record ControlFiles(List<ListedImage> images) {
    /** The mark of a directory or archive as an OCI layout. */
    static final byte[] LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);

    ControlFiles {
        images = List.copyOf(images);
    }

    static ControlFiles of(List<Tagged<ImageDocuments>> images) {
        return new ControlFiles(images.stream().map(ListedImage::new).toList());
    }

    /** The only image, for a destination that holds one. */
    ListedImage only() {
        if (images.size() != 1) {
            throw new IllegalStateException("space for one image, not for " + images.size());
        }
        return images.getFirst();
    }

    /** The entries of {@code index.json}. */
    List<Descriptor> entries() {
        return images.size() == 1
                ? only().entriesAlone()
                : images.stream()
                        .flatMap(image -> image.entriesAmongOthers().stream())
                        .toList();
    }

    /** The indexes, manifests and configs by their digests, each once. */
    Map<Digest, byte[]> blobs() {
        Map<Digest, byte[]> blobs = new LinkedHashMap<>();
        images.forEach(image -> blobs.putAll(image.blobs()));
        return blobs;
    }

    /**
     * The members of an archive by name, in the order in which they are written.
     *
     * @param padding the number of spaces after {@code index.json}, so that the members fill the reserved space
     */
    Map<String, byte[]> members(int padding) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(LayoutNames.OCI_LAYOUT, LAYOUT);
        members.put(LayoutNames.INDEX, padded(new Index(MediaType.INDEX, entries()).bytes(), padding));
        List<DockerManifest> docker = images.stream().map(ListedImage::docker).toList();
        members.put(LayoutNames.DOCKER_MANIFEST, DockerManifest.bytes(docker));
        blobs().forEach((digest, bytes) -> members.put(LayoutNames.blob(digest), bytes));
        return members;
    }

    /** The size of the members in a tar, including headers, in bytes. */
    long tarBytes() {
        return members(0).values().stream()
                .mapToLong(content -> TarMember.BLOCK + TarMember.padded(content.length))
                .sum();
    }

    private static byte[] padded(byte[] json, int padding) {
        byte[] longer = Arrays.copyOf(json, json.length + padding);
        Arrays.fill(longer, json.length, longer.length, (byte) ' ');
        return longer;
    }
}

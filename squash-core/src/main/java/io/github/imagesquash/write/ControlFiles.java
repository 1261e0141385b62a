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
 * All of an archive that is not a layer: OCI's files and Docker's, describing the same blobs, so that every engine finds
 * the one it believes.
 *
 * @param images at least one
 */
record ControlFiles(List<ListedImage> images) {
    /** What marks a directory or archive as an OCI layout. */
    static final byte[] LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);

    ControlFiles {
        images = List.copyOf(images);
    }

    static ControlFiles of(List<Tagged<ImageDocuments>> images) {
        return new ControlFiles(images.stream().map(ListedImage::new).toList());
    }

    /** The only image, for what has no room for another. */
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
     * @param padding how many spaces follow {@code index.json}, so that the members fill the room that was kept for them
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

    /** How many bytes of a tar the members take, headers included. */
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

package io.github.imagesquash.write;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.DockerManifest;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.oci.Reference;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All of an archive that is not a layer: OCI's files and Docker's, describing the same blobs, so that every engine finds
 * the one it believes. Several images are platforms of one, and get an index of their own, as BuildKit writes it; Docker's
 * list has room for one image of a name, which is the first.
 *
 * @param images one for each platform, at least one
 * @param names what they are called together; may be empty
 */
record ControlFiles(List<ImageDocuments> images, List<Reference> names) {
    /** What marks a directory or archive as an OCI layout. */
    static final byte[] LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);

    ControlFiles {
        images = List.copyOf(images);
        names = List.copyOf(names);
    }

    /** The index of the platforms; empty if there is only one, whose manifest then stands for itself. */
    Optional<Index> index() {
        return images.size() == 1
                ? Optional.empty()
                : Optional.of(new Index(
                        MediaType.INDEX,
                        images.stream().map(ImageDocuments::listed).toList(),
                        annotations()));
    }

    /** Those of the old index; should the platforms come from several, those of all. */
    private Map<String, String> annotations() {
        Map<String, String> all = new LinkedHashMap<>();
        images.forEach(image -> image.entry().indexAnnotations().forEach(all::putIfAbsent));
        return all;
    }

    /** What the names stand for: the index, or the only manifest. */
    Descriptor descriptor() {
        return index().map(Index::descriptor).orElseGet(() -> images.getFirst().descriptor());
    }

    /** The manifests and configs by their digests. */
    Map<Digest, byte[]> blobs() {
        Map<Digest, byte[]> blobs = new LinkedHashMap<>();
        for (ImageDocuments image : images) {
            blobs.put(image.descriptor().digest(), image.manifest().bytes());
            blobs.put(image.config().digest(), image.config().bytes());
        }
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
        members.put(LayoutNames.INDEX, padded(Index.ofImage(descriptor(), names).bytes(), padding));
        members.put(LayoutNames.DOCKER_MANIFEST, docker().bytes());
        index().ifPresent(
                        index -> members.put(LayoutNames.blob(index.descriptor().digest()), index.bytes()));
        blobs().forEach((digest, bytes) -> members.put(LayoutNames.blob(digest), bytes));
        return members;
    }

    /** How many bytes of a tar the members take, headers included. */
    long tarBytes() {
        return members(0).values().stream()
                .mapToLong(content -> TarMember.BLOCK + TarMember.padded(content.length))
                .sum();
    }

    private DockerManifest docker() {
        ImageDocuments first = images.getFirst();
        return DockerManifest.ofBlobs(
                first.config().digest(),
                names,
                first.manifest().layers().stream().map(Descriptor::digest).toList());
    }

    private static byte[] padded(byte[] json, int padding) {
        byte[] longer = Arrays.copyOf(json, json.length + padding);
        Arrays.fill(longer, json.length, longer.length, (byte) ' ');
        return longer;
    }
}

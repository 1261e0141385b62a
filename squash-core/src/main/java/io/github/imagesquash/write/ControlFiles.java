package io.github.imagesquash.write;

import io.github.imagesquash.oci.DockerManifest;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * All of an archive that is not a layer: OCI's files and Docker's, describing the same blobs, so that every engine finds
 * the one it believes.
 */
record ControlFiles(ImageConfig config, Manifest manifest, Index index, DockerManifest docker) {
    private static final byte[] LAYOUT = "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII);

    /**
     * The members by name, in the order in which they are written.
     *
     * @param padding how many spaces follow {@code index.json}, so that the members fill the room that was kept for them
     */
    Map<String, byte[]> members(int padding) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        members.put(LayoutNames.OCI_LAYOUT, LAYOUT);
        members.put(LayoutNames.INDEX, padded(index.bytes(), padding));
        members.put(LayoutNames.DOCKER_MANIFEST, docker.bytes());
        members.put(LayoutNames.blob(manifest.descriptor().digest()), manifest.bytes());
        members.put(LayoutNames.blob(config.digest()), config.bytes());
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

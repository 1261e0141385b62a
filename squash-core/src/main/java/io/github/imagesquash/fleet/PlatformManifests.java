// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.PlatformWish;
import io.github.imagesquash.read.ArtifactKind;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.RemoteManifest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The manifests of an image for Linux.
 *
 * @param platforms one for each platform; none if it is not an image
 */
record PlatformManifests(List<Manifest> platforms) {
    PlatformManifests {
        platforms = List.copyOf(platforms);
    }

    /**
     * Reads the manifests that an index names, or takes the only one.
     *
     * @param document the manifest or the index
     * @param platform the only platform; empty for all
     */
    static PlatformManifests read(RemoteImage image, RemoteManifest document, Optional<Platform> platform)
            throws IOException {
        String where = image.address().toString();
        List<Manifest> platforms = new ArrayList<>();
        ObjectNode json = OciJson.readObject(document.bytes(), where);
        if (Index.isOne(json)) {
            for (Descriptor descriptor : chosen(Index.from(json, where), platform)) {
                platforms.add(
                        Manifest.parse(image.manifest(descriptor.digest()).bytes(), where + "@" + descriptor.digest()));
            }
        } else if (Manifest.isOne(json)) {
            platforms.add(Manifest.from(json, where));
        }
        platforms.removeIf(one -> ArtifactKind.of(one).isPresent());
        return new PlatformManifests(platforms);
    }

    private static List<Descriptor> chosen(Index index, Optional<Platform> wanted) {
        List<Descriptor> images = index.manifests().stream()
                .filter(descriptor -> !descriptor.annotations().containsKey(Descriptor.REFERENCE_TYPE))
                .filter(descriptor -> descriptor.platform().equals(Platform.ANY)
                        || descriptor.platform().isLinux())
                .toList();
        return wanted.map(platform -> PlatformWish.of(platform).best(images, Descriptor::platform))
                .orElse(images);
    }

    /** The layers of all platforms, each once. */
    List<PlannedBlob> layers() {
        Set<PlannedBlob> layers = new LinkedHashSet<>();
        platforms.forEach(platform ->
                platform.layers().forEach(layer -> layers.add(new PlannedBlob(layer.digest(), layer.size()))));
        return List.copyOf(layers);
    }
}

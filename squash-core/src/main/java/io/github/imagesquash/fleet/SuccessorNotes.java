// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.MemoryChannel;
import io.github.imagesquash.oci.AnnotationKeys;
import io.github.imagesquash.oci.ArtifactManifest;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.RegistryException;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.RemoteManifest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Notes for those who have only the digest of an old image that was squashed in place: an artifact whose subject is the old
 * image names the new one (image-spec manifest.md, "Guidelines for Artifact Usage"). Only registries that list referrers get
 * them.
 */
final class SuccessorNotes {
    /** The type of the artifact. */
    static final String ARTIFACT_TYPE = "application/vnd.io.github.imagesquash.successor.v1";

    private final RegistryClient client;
    private final Set<String> withoutReferrers = ConcurrentHashMap.newKeySet();

    SuccessorNotes(RegistryClient client) {
        this.client = client;
    }

    /**
     * Notes on the old image what became of it, unless that is noted.
     *
     * @param state what the new image says of itself
     * @throws IOException if there is no answer
     */
    void note(PlannedImage image, SquashState state) throws IOException {
        ImageAddress name = ImageAddress.of(image.source());
        if (!image.inPlace() || withoutReferrers.contains(name.repository().domain())) {
            return;
        }
        Optional<Index> known = client.referrers(name, image.digest());
        if (known.isEmpty()) {
            withoutReferrers.add(name.repository().domain());
            return;
        }
        RemoteImage remote = client.push(name);
        Optional<RemoteManifest> now = remote.manifestIfPresent();
        if (now.isEmpty() || !SquashState.of(now.get().bytes(), name.toString()).equals(Optional.of(state))) {
            return;
        }
        byte[] old = remote.manifest(image.digest()).bytes();
        MediaType type = ImageSquasher.typeOf(old, name.toString());
        Map<String, String> says = Map.of(
                AnnotationKeys.SQUASHED_TO, now.get().digest().toString(),
                AnnotationKeys.SQUASHED_WITH, state.options().toString());
        Descriptor subject = new Descriptor(type, image.digest(), old.length);
        byte[] note = new ArtifactManifest(ARTIFACT_TYPE, subject, says).bytes();
        if (known.get().manifests().stream().noneMatch(listed -> listed.digest().equals(Digest.sha256Of(note)))) {
            push(remote, note);
        }
    }

    /** The image is done even if the registry does not take its note. */
    private static void push(RemoteImage remote, byte[] note) throws IOException {
        FileRegion empty = MemoryChannel.region(ArtifactManifest.noContent());
        try {
            remote.push(ArtifactManifest.NO_CONTENT.digest(), empty.size(), () -> empty, List.of(), ByteMeter.NONE);
            remote.pushUntagged(MediaType.MANIFEST, note);
        } catch (RegistryException _) {
            // Without it, the old image has only its tag.
        }
    }
}

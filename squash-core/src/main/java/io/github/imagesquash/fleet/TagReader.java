// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.registry.AbsentManifestException;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.RemoteManifest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Reads the manifests of a tag, and the config if the time of creation matters. No layer is read. */
final class TagReader {
    private final RegistryClient client;
    private final TargetStates targets;

    /** Many images have the same layers. */
    private final Map<PlannedBlob, PlannedBlob> known = new ConcurrentHashMap<>();

    TagReader(RegistryClient client, TargetStates targets) {
        this.client = client;
        this.targets = targets;
    }

    /** The image of a tag, as a group wants it. */
    TagContent read(Reference source, PolicyGroup group) throws IOException {
        try {
            return readImage(source, group);
        } catch (InvalidImageException e) {
            return skipped(source, String.valueOf(e.getMessage()));
        }
    }

    private TagContent readImage(Reference source, PolicyGroup group) throws IOException {
        RemoteImage image = client.pull(ImageAddress.of(source));
        Optional<RemoteManifest> tagged = image.manifestIfPresent();
        if (tagged.isEmpty()) {
            return skipped(source, "the tag was deleted");
        }
        Digest now = tagged.get().digest();
        Optional<SquashState> state =
                SquashState.of(tagged.get().bytes(), image.address().toString());
        if (state.isEmpty()) {
            return content(source, group, image, now, tagged.get(), false);
        }
        if (!(group.target() instanceof TargetTemplate.InPlace)) {
            return skipped(source, "a result of squash fleet");
        }
        boolean done = state.get().options().equals(group.planned().optionsDigest());
        try {
            return content(source, group, image, now, image.manifest(state.get().source()), done);
        } catch (AbsentManifestException _) {
            String original =
                    "squashed in place before, and its original " + state.get().source() + " was deleted";
            return skipped(source, original);
        }
    }

    /** @param document the manifest or index to squash, which {@code now} differs from if the tag was squashed in place */
    private TagContent content(
            Reference source, PolicyGroup group, RemoteImage image, Digest now, RemoteManifest document, boolean done)
            throws IOException {
        PlatformManifests manifests = PlatformManifests.read(image, document, group.platform());
        if (manifests.platforms().isEmpty()) {
            String reason = group.platform().map(platform -> "for " + platform).orElse("for Linux");
            return skipped(source, "no image " + reason);
        }
        List<PlannedBlob> layers = manifests.layers().stream()
                .map(layer -> known.computeIfAbsent(layer, same -> same))
                .toList();
        Reference target = group.target().target(source);
        Optional<Reference> backup = group.target() instanceof TargetTemplate.InPlace inPlace
                ? Optional.of(new Reference(source.domain(), source.path(), inPlace.backup(source.tag())))
                : Optional.empty();
        SquashState wanted = new SquashState(document.digest(), group.planned().optionsDigest());
        PlannedImage planned = new PlannedImage(
                group.name(),
                source,
                now,
                document.digest(),
                target,
                backup,
                done || backup.isEmpty() && targets.hold(target, wanted),
                layers);
        return new TagContent.ToSquash(
                planned,
                group.newest().isPresent()
                        ? created(image, manifests.platforms().getFirst().config())
                        : Instant.MIN);
    }

    private static Instant created(RemoteImage image, Descriptor config) throws IOException {
        if (config.size() > OciJson.MAX_BYTES) {
            return Instant.MIN;
        }
        try (InputStream in = image.blob(config).stream()) {
            byte[] bytes = in.readNBytes((int) config.size());
            return ImageConfig.parse(bytes, image.address().toString())
                    .created()
                    .orElse(Instant.MIN);
        } catch (InvalidImageException _) {
            return Instant.MIN;
        }
    }

    private static TagContent skipped(Reference source, String reason) {
        return new TagContent.NotToSquash(new SkippedImage(source, reason));
    }
}

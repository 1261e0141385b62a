// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.Manifest;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.PlatformWish;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.ArtifactKind;
import io.github.imagesquash.registry.AbsentManifestException;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.RemoteManifest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the manifests of a tag, and the config if the time of creation matters. No layer is read. */
final class TagReader {
    private final RegistryClient client;
    private final TargetStates targets;

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
        String where = image.address().toString();
        List<Manifest> platforms = new ArrayList<>();
        ObjectNode json = OciJson.readObject(document.bytes(), where);
        if (Index.isOne(json)) {
            for (Descriptor descriptor : chosen(Index.from(json, where), group)) {
                platforms.add(
                        Manifest.parse(image.manifest(descriptor.digest()).bytes(), where + "@" + descriptor.digest()));
            }
        } else if (Manifest.isOne(json)) {
            platforms.add(Manifest.from(json, where));
        }
        platforms.removeIf(platform -> ArtifactKind.of(platform).isPresent());
        if (platforms.isEmpty()) {
            return skipped(
                    source,
                    "no image"
                            + group.platform()
                                    .map(platform -> " for " + platform)
                                    .orElse(" for Linux"));
        }
        Set<PlannedBlob> layers = new LinkedHashSet<>();
        platforms.forEach(platform ->
                platform.layers().forEach(layer -> layers.add(new PlannedBlob(layer.digest(), layer.size()))));
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
                List.copyOf(layers));
        return new TagContent.ToSquash(
                planned,
                group.newest().isPresent() ? created(image, platforms.getFirst().config()) : Instant.MIN);
    }

    private static List<Descriptor> chosen(Index index, PolicyGroup group) {
        List<Descriptor> images = index.manifests().stream()
                .filter(descriptor -> !descriptor.annotations().containsKey(Descriptor.REFERENCE_TYPE))
                .filter(descriptor -> descriptor.platform().equals(Platform.ANY)
                        || descriptor.platform().isLinux())
                .toList();
        return group.platform()
                .map(platform -> PlatformWish.of(platform).best(images, Descriptor::platform))
                .orElse(images);
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

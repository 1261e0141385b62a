// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.blob.ImageBlobs;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Index;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.oci.MediaType;
import io.github.imagesquash.oci.OciJson;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.RemoteImage;
import io.github.imagesquash.registry.RemoteManifest;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.Optional;

/**
 * Squashes one image of a plan: all or nothing. The target's tag moves last, and only if nobody else moved it.
 *
 * @param client for manifests
 * @param access for the layers
 * @param notes notes on old images
 * @param library squashes
 */
record ImageSquasher(RegistryClient client, RegistryAccess access, SuccessorNotes notes, ImageLibrary library) {
    /** The sizes of the layers before and after, in bytes. */
    record Sizes(long before, long after) {}

    /**
     * Squashes an image.
     *
     * @param request how; its source and destination are replaced
     * @param shared its layers that other images have too
     * @return empty if that is done already
     * @throws MovedTagException if a name does not have the planned digest any more
     */
    Optional<Sizes> squash(PlannedImage image, PlannedGroup group, SquashRequest request, ImageBlobs shared)
            throws IOException {
        SquashState state = new SquashState(image.digest(), group.optionsDigest());
        Optional<Sizes> squashed = squash(image, request, state, shared);
        notes.note(image, state);
        return squashed;
    }

    private Optional<Sizes> squash(PlannedImage image, SquashRequest request, SquashState state, ImageBlobs shared)
            throws IOException {
        ImageAddress target = ImageAddress.of(image.target());
        if (isDone(target, state)) {
            return Optional.empty();
        }
        try {
            requirePlanned(image);
            if (image.backup().isPresent()) {
                tagOld(image, image.backup().get());
            }
            return Optional.of(sizes(library.squash(requestFor(image, request, state, shared))));
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            // Another worker may have squashed the same image meanwhile.
            if (isDone(target, state)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private SquashRequest requestFor(PlannedImage image, SquashRequest request, SquashState state, ImageBlobs shared) {
        ImageAddress source =
                ImageAddress.of(image.source()).withVersion(image.digest().toString());
        List<ImageAddress> target = List.of(ImageAddress.of(image.target()));
        Optional<Digest> replaced = image.inPlace() ? Optional.of(image.tagged()) : Optional.empty();
        return request.withSource(new Source.Registry(source, access, shared))
                .withDestination(new Destination.Registry(target, access, ManifestFormat.OCI, replaced))
                .withAnnotations(state.annotations());
    }

    private boolean isDone(ImageAddress target, SquashState state) throws IOException {
        Optional<RemoteManifest> now = client.pull(target).manifestIfPresent();
        return now.isPresent()
                && SquashState.of(now.get().bytes(), target.toString())
                        .filter(state::equals)
                        .isPresent();
    }

    private void requirePlanned(PlannedImage image) throws IOException {
        ImageAddress source = ImageAddress.of(image.source());
        Optional<RemoteManifest> now = client.pull(source).manifestIfPresent();
        if (now.isEmpty()) {
            throw new MovedTagException(source.toString(), image.tagged(), "no such tag");
        }
        if (!now.get().digest().equals(image.tagged())) {
            throw new MovedTagException(
                    source.toString(), image.tagged(), now.get().digest().shortForm());
        }
    }

    /** Gives the old image its tag, which keeps it when the other one moves. */
    private void tagOld(PlannedImage image, Reference backup) throws IOException {
        RemoteImage old = client.push(ImageAddress.of(backup));
        Optional<RemoteManifest> known = old.manifestIfPresent();
        if (known.isEmpty() || !known.get().digest().equals(image.digest())) {
            byte[] document = old.manifest(image.digest()).bytes();
            old.pushManifest(typeOf(document, old.address().toString()), document);
        }
    }

    /** The media type of a manifest or an index, also of one that does not name it. */
    static MediaType typeOf(byte[] document, String where) throws IOException {
        ObjectNode json = OciJson.readObject(document, where);
        String named = json.path("mediaType").asText();
        if (!named.isEmpty()) {
            return new MediaType(named);
        }
        return Index.isOne(json) ? MediaType.INDEX : MediaType.MANIFEST;
    }

    private static Sizes sizes(RunReport report) {
        List<SquashReport> platforms = report.platforms();
        return new Sizes(
                platforms.stream()
                        .mapToLong(platform -> platform.before().storedBytes())
                        .sum(),
                platforms.stream()
                        .mapToLong(platform -> platform.after().storedBytes())
                        .sum());
    }
}

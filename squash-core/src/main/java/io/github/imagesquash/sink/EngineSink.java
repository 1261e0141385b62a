// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.engine.EngineClient;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.engine.EngineImage;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.read.Preferences;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RebaseRequest;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.request.WriteRequest;
import io.github.imagesquash.source.EngineInput;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.write.ImageDocuments;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.WrittenImage;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An engine that loads the archive; afterwards a request checks whether it has the image. Everything that can be
 * refused is refused before any work is done.
 */
public record EngineSink(
        EngineClient client,
        List<Reference> tags,
        Optional<EngineImage> source,
        boolean force,
        ImageCheck check,
        FileChannel channel)
        implements ArchiveSink {

    /** Refuses a request to load one image without a name, or several platforms. */
    public static void requireLoadable(WriteRequest request) {
        if (request.destination() instanceof Destination.Engine) {
            switch (request) {
                case RebaseRequest _ -> requireTag(request);
                case SquashRequest squash -> requireLoadable(squash);
            }
        }
    }

    private static void requireLoadable(SquashRequest request) {
        switch (request.selection()) {
            case Selection.OneImage _ -> requireTag(request);
            case Selection.AllImages(Platforms.One _, Preferences _) -> {}
            case Selection.AllImages _, Selection.AllPlatforms _ ->
                throw new IllegalArgumentException("an engine accepts one platform");
        }
    }

    private static void requireTag(WriteRequest request) {
        if (request.tags().isEmpty()) {
            throw new IllegalArgumentException("an engine needs a name for the new image");
        }
    }

    /** The output; refused if it would take a name away from another image, or if the engine cannot read the layers. */
    static EngineSink open(WriteRequest request, Destination.Engine destination, Spool spool) throws IOException {
        // First, because the message about an engine without an answer contains the source's name.
        Optional<EngineImage> source = source(request, destination);
        EngineClient client = destination.engine().connect();
        if (request instanceof SquashRequest squash
                && squash.encoding().requested().equals(Optional.of(Compression.ZSTD))
                && !client.readsZstd()) {
            throw new EngineException(
                    client.kind(), "this engine is too old for zstd layers, which require Docker 23; leave it out");
        }
        EngineSink sink = new EngineSink(
                client,
                request.tags(),
                source,
                destination.force(),
                ImageCheck.of(request, client, source),
                spool.newFile());
        if (source.isPresent()) {
            Optional<Instant> created = source.get().created();
            sink.requireFree(
                    request.tags(),
                    owner -> owner.created().equals(created) || owner.created().equals(Optional.of(request.latest())));
        }
        return sink;
    }

    /**
     * The image if source and destination are one engine: squashing it in place takes its name from no other image.
     */
    private static Optional<EngineImage> source(WriteRequest request, Destination.Engine destination)
            throws IOException {
        return request.source() instanceof Source.Engine source
                        && source.engine().equals(destination.engine())
                ? Optional.of(EngineInput.find(source))
                : Optional.empty();
    }

    /** Refuses names of other images, except of those that may be the result of an earlier run of the same request. */
    private void requireFree(List<Reference> names, Predicate<EngineImage> mayBeResult) throws IOException {
        if (force) {
            return;
        }
        for (Reference name : names) {
            Optional<EngineImage> owner = client.find(name.toString());
            if (owner.isPresent() && !isSource(owner.get()) && !mayBeResult.test(owner.get())) {
                throw new EngineException(
                        client.kind(),
                        name.familiar() + " is the name of another image ("
                                + owner.get().labelBeside(name) + "); --force moves the name to the new one");
            }
        }
    }

    private boolean isSource(EngineImage image) {
        return source.map(EngineImage::id).equals(Optional.of(image.id()));
    }

    /** Refuses a kept layer that the engine cannot read, and names that belong to images made at another time. */
    @Override
    public ImageStore store(List<Tagged<ImageDocuments>> largest) throws IOException {
        for (Tagged<ImageDocuments> image : largest) {
            ImageDocuments documents = image.platforms().getFirst();
            requireReadable(documents);
            Optional<Instant> created = documents.config().created();
            requireFree(image.tags().full(), owner -> owner.created().equals(created));
        }
        return ArchiveSink.super.store(largest);
    }

    private void requireReadable(ImageDocuments image) throws IOException {
        List<Descriptor> layers = image.manifest().layers();
        for (int i = 0; i < layers.size(); i++) {
            boolean zstd = layers.get(i).mediaType().text().endsWith(Compression.ZSTD.suffix());
            if (zstd && !client.readsZstd()) {
                throw new EngineException(
                        client.kind(),
                        "this engine is too old for zstd layers, which require Docker 23; this would be kept: layer "
                                + (i + 1));
            }
        }
    }

    @Override
    public String name() {
        return tags.isEmpty()
                ? client.kind().title()
                : client.kind().transport() + tags.getFirst().familiar();
    }

    /** All layers if the engine has the images under their names already, as after an earlier run. */
    @Override
    public Set<Digest> held(WrittenImages written) throws IOException {
        return isUpToDate(written)
                ? written.images().stream()
                        .flatMap(image -> image.platforms().getFirst().layers().stream())
                        .map(layer -> layer.descriptor().digest())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private boolean isUpToDate(WrittenImages written) throws IOException {
        for (Tagged<WrittenImage> image : written.images()) {
            for (Reference name : image.tags().full()) {
                Optional<EngineImage> owner = client.find(name.toString());
                if (owner.isEmpty() || !isOf(owner.get(), image.platforms().getFirst())) {
                    return false;
                }
            }
        }
        return written.images().stream().noneMatch(image -> image.tags().full().isEmpty());
    }

    private static boolean isOf(EngineImage image, WrittenImage written) {
        return List.of(
                        written.configDigest().toString(),
                        written.manifestDigest().toString())
                .contains(image.id());
    }

    @Override
    public void commit(Stages stages, WrittenImages written) throws IOException {
        for (Tagged<WrittenImage> image : written.images()) {
            requireFree(
                    image.tags().full(), owner -> isOf(owner, image.platforms().getFirst()));
        }
        if (isUpToDate(written)) {
            check.require(written);
            return;
        }
        check.prepare(written);
        stages.run(ProgressListener.Stage.SEND, channel.size(), meter -> {
            client.load(channel, meter);
            return channel;
        });
        for (Tagged<WrittenImage> image : written.images()) {
            requireLoaded(image);
        }
        check.require(written);
    }

    private void requireLoaded(Tagged<WrittenImage> image) throws IOException {
        WrittenImage loaded = image.platforms().getFirst();
        for (Reference tag : image.tags().full()) {
            requireLoaded(tag.toString(), tag.familiar(), loaded);
        }
        if (image.tags().full().isEmpty()) {
            String id = loaded.configDigest().toString();
            requireLoaded(id, id, loaded);
        }
    }

    /** Some engines report success although they have loaded nothing. */
    private void requireLoaded(String name, String label, WrittenImage written) throws IOException {
        String found = client.find(name).map(EngineImage::id).orElse("no image");
        List<String> expected = List.of(
                written.configDigest().toString(), written.manifestDigest().toString());
        if (!expected.contains(found)) {
            throw new EngineException(
                    client.kind(),
                    "reported success, but " + label + " is " + found + " and not " + expected.getFirst());
        }
    }

    @Override
    public void close() {
        // The file belongs to the spool.
    }
}

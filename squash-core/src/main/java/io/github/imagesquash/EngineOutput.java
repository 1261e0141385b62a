package io.github.imagesquash;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.engine.EngineClient;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.engine.EngineImage;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.write.ImageDocuments;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.WrittenImage;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;

/**
 * An engine that is given the archive, and asked afterwards whether it has the image. What can be refused is refused before
 * any work is done.
 */
record EngineOutput(EngineClient client, List<Reference> tags, FileChannel channel) implements Output.Archived {

    /** The output; refused if it would take a name away from another image, or the engine cannot read the layers. */
    static EngineOutput open(SquashRequest request, Destination.Engine destination, Spool spool) throws IOException {
        if (request.tags().isEmpty()) {
            throw new IllegalArgumentException("an engine needs a name for the new image");
        }
        // First, since of an engine that does not answer the source's name is to be said.
        String source = sourceId(request, destination);
        EngineClient client = destination.engine().connect();
        if (request.encoding() instanceof Encoding.Chosen chosen
                && chosen.compression() == Compression.ZSTD
                && !client.readsZstd()) {
            throw new EngineException(
                    client.kind(), "this engine is too old for layers with zstd, which need Docker 23; leave it out");
        }
        if (!destination.force()) {
            for (Reference tag : request.tags()) {
                requireFree(client, tag, source);
            }
        }
        return new EngineOutput(client, request.tags(), spool.newFile());
    }

    /** The image's ID where source and destination are one engine: squashing it in place takes its name from nobody else. */
    private static String sourceId(SquashRequest request, Destination.Engine destination) throws IOException {
        return request.source() instanceof Source.Engine source
                        && source.engine().equals(destination.engine())
                ? EngineInput.find(source).id()
                : "";
    }

    private static void requireFree(EngineClient client, Reference tag, String sourceId) throws IOException {
        Optional<EngineImage> owner = client.find(tag.toString());
        if (owner.isPresent() && !owner.get().id().equals(sourceId)) {
            throw new EngineException(
                    client.kind(),
                    tag.familiar() + " is the name of another image ("
                            + owner.get().labelBeside(tag) + "); --force moves the name to the new one");
        }
    }

    /** Refused if a layer that is kept is one that the engine cannot read. */
    @Override
    public ImageStore store(List<ImageDocuments> largest, List<Reference> names) throws IOException {
        for (ImageDocuments image : largest) {
            List<Descriptor> layers = image.manifest().layers();
            for (int i = 0; i < layers.size(); i++) {
                boolean zstd = layers.get(i).mediaType().text().endsWith(Compression.ZSTD.suffix());
                if (zstd && !client.readsZstd()) {
                    throw new EngineException(
                            client.kind(),
                            "this engine is too old for layers with zstd, which need Docker 23; kept would be layer "
                                    + (i + 1));
                }
            }
        }
        return Output.Archived.super.store(largest, names);
    }

    @Override
    public String name() {
        return client.kind().transport() + tags.getFirst().familiar();
    }

    @Override
    public void commit(Stages stages, WrittenImages written) throws IOException {
        stages.run(ProgressListener.Stage.SEND, channel.size(), meter -> {
            client.load(channel, meter);
            return channel;
        });
        for (Reference tag : tags) {
            requireLoaded(tag, written.images().getFirst());
        }
    }

    /** Engines have been known to report success and load nothing. */
    private void requireLoaded(Reference tag, WrittenImage written) throws IOException {
        String found = client.find(tag.toString()).map(EngineImage::id).orElse("no image");
        List<String> expected = List.of(
                written.configDigest().toString(), written.manifestDigest().toString());
        if (!expected.contains(found)) {
            throw new EngineException(
                    client.kind(),
                    "reported success, but " + tag.familiar() + " is " + found + " and not " + expected.getFirst());
        }
    }

    @Override
    public void close() {
        // The file belongs to the spool.
    }
}

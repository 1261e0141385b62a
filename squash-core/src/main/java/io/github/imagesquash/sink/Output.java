package io.github.imagesquash.sink;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.read.Selection;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.request.BaseChoice;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.verify.Verification;
import io.github.imagesquash.write.ArchiveStore;
import io.github.imagesquash.write.DirectoryForm;
import io.github.imagesquash.write.DirectoryStore;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.ListedImage;
import io.github.imagesquash.write.OutputFile;
import io.github.imagesquash.write.RegistryPush;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the images are written to: a file or directory that is seen when it is complete, or a spooled archive that is then
 * sent down a stream, to an engine or to registries. A pipe therefore sees either the whole archive or nothing.
 */
public sealed interface Output extends AutoCloseable permits Output.InDirectory, Output.Archived {
    /** Where images of documents no longer than these are to be written; asked for once, and refused if it cannot hold them. */
    ImageStore store(List<ListedImage> largest) throws IOException;

    /** What messages call it. */
    String name();

    /** Has one of the images verified, when all is written. */
    void verify(Verification verification, Selection selection, Spool spool, ByteMeter meter) throws IOException;

    /** Which of the layers are there already, where they can be there before the image is. */
    default Set<Digest> held(WrittenImages written) throws IOException {
        return Set.of();
    }

    /** In whose media types the images are there, or would be; known when they are visible. */
    default ManifestFormat format() {
        return ManifestFormat.OCI;
    }

    /** Makes the complete output visible. */
    void commit(Stages stages, WrittenImages written) throws IOException;

    @Override
    void close() throws IOException;

    /** The output that a request asks for; refused where it would overwrite its own source or base. */
    static Output open(SquashRequest request, Spool spool) throws IOException {
        return open(request, List.of(), spool);
    }

    /**
     * As {@link #open(SquashRequest, Spool)}, for an image that is made of several.
     *
     * @param others where else than in the request's source its layers come from
     */
    static Output open(SquashRequest request, List<Source> others, Spool spool) throws IOException {
        requireDifferent(request.source(), request.destination());
        for (BaseImage base : bases(request.layers())) {
            requireDifferent(base.source(), request.destination());
        }
        return switch (request.destination()) {
            case Destination.Engine engine -> EngineOutput.open(request, engine, spool);
            case Destination.Stream stream -> new Sent(spool.newFile(), stream.out());
            case Destination.Registry registry ->
                new PushedOutput(
                        spool.newFile(),
                        RegistryPush.open(
                                registry.addresses(),
                                repositories(request, others),
                                registry.access(),
                                registry.format()),
                        registry.addresses().getFirst().toString());
            case Destination.Archive file ->
                request.safeguards().dryRun()
                        ? Tried.of(file.path(), spool)
                        : new Named(new OutputFile(file.path(), request.sync()), name(file.path()));
            case Destination.Layout layout ->
                request.safeguards().dryRun()
                        ? Tried.of(layout.path(), spool)
                        : new InDirectory(
                                DirectoryStore.open(
                                        layout.path(), new DirectoryForm.OciLayout(layout.ref()), request.sync()),
                                name(layout.path()));
            case Destination.Dir dir ->
                request.safeguards().dryRun()
                        ? Tried.of(dir.path(), spool)
                        : new InDirectory(
                                DirectoryStore.open(dir.path(), new DirectoryForm.Dir(), request.sync()),
                                name(dir.path()));
        };
    }

    private static List<BaseImage> bases(LayerChoice layers) {
        return switch (layers) {
            case LayerChoice.OntoPrevious(BaseImage previous, int _) -> List.of(previous);
            case BaseChoice.Above(BaseImage base) -> List.of(base);
            case BaseChoice.AboveLayerOrImage(LayerChoice.AboveLayer _, BaseImage base) -> List.of(base);
            case BaseChoice.MostInCommon(List<BaseImage> candidates) -> candidates;
            case BaseChoice.Annotated _, LayerChoice.Within _ -> List.of();
        };
    }

    /** Warns of media types that the request did not ask for. */
    static void warnOfFormat(Destination destination, Output output, Warnings warnings) {
        if (destination instanceof Destination.Registry registry
                && registry.format() != ManifestFormat.DOCKER
                && output.format() == ManifestFormat.DOCKER) {
            warnings.add(
                    Warning.Kind.DOCKER_FORMAT,
                    0,
                    registry.addresses().getFirst().toString());
        }
    }

    private static String name(Path path) {
        return Printable.of(path.toString());
    }

    /** Where blobs may be that the new image has, the likeliest first. */
    private static List<ImageAddress> repositories(SquashRequest request, List<Source> others) {
        Stream<Source> sources = request.layers() instanceof LayerChoice.OntoPrevious(BaseImage previous, int _)
                ? Stream.of(previous.source(), request.source())
                : Stream.of(request.source());
        return Stream.concat(sources, others.stream())
                .filter(Source.Registry.class::isInstance)
                .map(source -> ((Source.Registry) source).address())
                .toList();
    }

    /**
     * Refuses a file or directory as the destination that holds an image which is read as well. An OCI layout can be both,
     * since it is added to.
     */
    static void requireDifferent(Source source, Destination destination) throws IOException {
        switch (destination) {
            case Destination.Archive file -> requireDifferent(source, file.path());
            case Destination.Dir dir -> requireDifferent(source, dir.path());
            case Destination.Layout _, Destination.Engine _, Destination.Registry _, Destination.Stream _ -> {}
        }
    }

    private static void requireDifferent(Source source, Path output) throws IOException {
        if (source instanceof Source.Archive archive
                && Files.exists(archive.path())
                && Files.exists(output)
                && Files.isSameFile(archive.path(), output)) {
            throw new InvalidImageException(output.toString(), "the output is the input; choose another name");
        }
    }

    /** An archive in one file, wherever it goes when it is complete. */
    sealed interface Archived extends Output permits Named, Tried, PushedOutput, Sent, EngineOutput {
        /** The file, written from its beginning. */
        FileChannel channel();

        @Override
        default void verify(Verification verification, Selection selection, Spool spool, ByteMeter meter)
                throws IOException {
            verification.verify(channel(), selection, spool, meter);
        }

        @Override
        default ImageStore store(List<ListedImage> largest) throws IOException {
            return new ArchiveStore(channel(), largest);
        }
    }

    /** A file. */
    record Named(OutputFile file, String name) implements Archived {
        @Override
        public FileChannel channel() {
            return file.channel();
        }

        @Override
        public void commit(Stages stages, WrittenImages written) throws IOException {
            file.commit();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** A file of the spool in the place of a file or directory, which a dry run leaves alone. */
    record Tried(FileChannel channel, String name) implements Archived {
        static Tried of(Path path, Spool spool) throws IOException {
            return new Tried(spool.newFile(), Output.name(path));
        }

        @Override
        public void commit(Stages stages, WrittenImages written) {}

        @Override
        public void close() {}
    }

    /** A directory. */
    record InDirectory(DirectoryStore directory, String name) implements Output {
        @Override
        public void verify(Verification verification, Selection selection, Spool spool, ByteMeter meter)
                throws IOException {
            verification.verify(directory.staging(), directory.target(), selection, spool, meter);
        }

        @Override
        public ImageStore store(List<ListedImage> largest) {
            return directory;
        }

        @Override
        public void commit(Stages stages, WrittenImages written) throws IOException {
            directory.commit();
        }

        @Override
        public void close() throws IOException {
            directory.close();
        }
    }

    /** A stream; the file belongs to the spool. */
    record Sent(FileChannel channel, OutputStream out) implements Archived {
        private static final int PIECE = 1 << 18;

        @Override
        public String name() {
            return "standard output";
        }

        @Override
        public void commit(Stages stages, WrittenImages written) throws IOException {
            stages.run(ProgressListener.Stage.SEND, channel.size(), meter -> {
                ByteBuffer piece = ByteBuffer.allocate(PIECE);
                long position = 0;
                for (int n = channel.read(piece, position); n > 0; n = channel.read(piece.clear(), position)) {
                    out.write(piece.array(), 0, n);
                    meter.passed(n);
                    position += n;
                }
                out.flush();
                return position;
            });
        }

        @Override
        public void close() {}
    }
}

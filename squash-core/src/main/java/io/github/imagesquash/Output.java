package io.github.imagesquash;

import io.github.imagesquash.SquashRequest.Destination;
import io.github.imagesquash.SquashRequest.Source;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.oci.InvalidArchiveException;
import io.github.imagesquash.oci.Printable;
import io.github.imagesquash.registry.Repository;
import io.github.imagesquash.write.OutputFile;
import io.github.imagesquash.write.RegistryPush;
import io.github.imagesquash.write.WrittenImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the archive is written to: a file that gets its name when it is complete, or a spooled one that is then sent down
 * a stream, to an engine or to registries. A pipe therefore sees either the whole archive or nothing.
 */
sealed interface Output extends AutoCloseable permits Output.Named, Output.Sent, Output.Pushed, EngineOutput {
    /** An empty file, to be written from its beginning. */
    FileChannel channel();

    /** What messages call it. */
    String name();

    /** Makes the complete archive visible. */
    void commit(Stages stages, WrittenImage image) throws IOException;

    @Override
    void close() throws IOException;

    /** The output that a request asks for; refused where it would overwrite its own source. */
    static Output open(SquashRequest request, Spool spool) throws IOException {
        return switch (request.destination()) {
            case Destination.Engine engine -> EngineOutput.open(request, engine, spool);
            case Destination.Stream stream -> new Sent(spool.newFile(), stream.out());
            case Destination.Registry registry ->
                new Pushed(
                        spool.newFile(),
                        RegistryPush.open(registry.addresses(), repositories(request.source()), registry.access()),
                        registry.addresses().getFirst().toString());
            case Destination.Archive file -> {
                requireDifferent(request.source(), file.path());
                yield new Named(
                        new OutputFile(file.path()), Printable.of(file.path().toString()));
            }
        };
    }

    private static List<Repository> repositories(Source source) {
        return source instanceof Source.Registry registry
                ? List.of(registry.address().repository())
                : List.of();
    }

    private static void requireDifferent(Source source, Path output) throws IOException {
        if (source instanceof Source.Archive archive
                && Files.exists(archive.path())
                && Files.exists(output)
                && Files.isSameFile(archive.path(), output)) {
            throw new InvalidArchiveException(output.toString(), "the output is the input; choose another name");
        }
    }

    /** A file. */
    record Named(OutputFile file, String name) implements Output {
        @Override
        public FileChannel channel() {
            return file.channel();
        }

        @Override
        public void commit(Stages stages, WrittenImage image) throws IOException {
            file.commit();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** Registries, which get the image out of the archive; the file belongs to the spool. */
    record Pushed(FileChannel channel, RegistryPush push, String name) implements Output {
        @Override
        public void commit(Stages stages, WrittenImage image) throws IOException {
            stages.run(ProgressListener.Stage.PUSH, push.bytes(image), meter -> {
                push.push(image, meter);
                return image;
            });
        }

        @Override
        public void close() {
            push.close();
        }
    }

    /** A stream; the file belongs to the spool. */
    record Sent(FileChannel channel, OutputStream out) implements Output {
        private static final int PIECE = 1 << 18;

        @Override
        public String name() {
            return "standard output";
        }

        @Override
        public void commit(Stages stages, WrittenImage image) throws IOException {
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

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.request.ExportRequest;
import io.github.imagesquash.request.ExportTarget;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.write.ExportDirectory;
import io.github.imagesquash.write.ExportedTar;
import io.github.imagesquash.write.OutputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a file system. Closing it without {@link #commit} leaves nothing behind, except in a stream. */
public sealed interface ExportSink extends AutoCloseable {
    /**
     * Writes all of it, as a stage of its own.
     *
     * @param contentBytes size of the content of all files
     * @return the number of devices and extended attributes that this user cannot create, and that were left out
     */
    long write(LayerPlan.New plan, long contentBytes, Stages stages) throws IOException;

    /** Gives the complete output its name. */
    void commit() throws IOException;

    @Override
    void close() throws IOException;

    /** The sink of a request; refused if it would overwrite the image. */
    static ExportSink open(ExportRequest request) throws IOException {
        return switch (request.target()) {
            case ExportTarget.TarFile(Path path) -> {
                requireDifferent(request.source(), path);
                OutputFile file = new OutputFile(path, true);
                file.syncEarly();
                yield new TarFile(file);
            }
            case ExportTarget.TarStream(OutputStream out) -> new TarStream(out);
            case ExportTarget.NewDirectory(Path path) -> new Tree(new ExportDirectory(path));
        };
    }

    private static void requireDifferent(Source source, Path output) throws IOException {
        if (source instanceof Source.Archive archive
                && Files.exists(archive.path())
                && Files.exists(output)
                && Files.isSameFile(archive.path(), output)) {
            throw new UnmetRequestException(output.toString(), "the output is the input; choose another name");
        }
    }

    private static long writeTar(LayerPlan.New plan, OutputStream out, Stages stages) throws IOException {
        ExportedTar tar = new ExportedTar(plan);
        return stages.run(Stage.WRITE, tar.size(), meter -> {
            tar.writeTo(out, meter);
            return 0L;
        });
    }

    /** A file. */
    record TarFile(OutputFile file) implements ExportSink {
        @Override
        public long write(LayerPlan.New plan, long contentBytes, Stages stages) throws IOException {
            // Not closed: that closes the channel, which commit does.
            return writeTar(plan, Channels.newOutputStream(file.channel()), stages);
        }

        @Override
        public void commit() throws IOException {
            file.commit();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    /** A stream, to which the tar goes as it is made. */
    record TarStream(OutputStream out) implements ExportSink {
        @Override
        public long write(LayerPlan.New plan, long contentBytes, Stages stages) throws IOException {
            return writeTar(plan, out, stages);
        }

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }

    /** A directory. */
    record Tree(ExportDirectory directory) implements ExportSink {
        @Override
        public long write(LayerPlan.New plan, long contentBytes, Stages stages) throws IOException {
            return stages.run(Stage.WRITE, contentBytes, meter -> directory.write(plan, meter));
        }

        @Override
        public void commit() throws IOException {
            directory.commit();
        }

        @Override
        public void close() throws IOException {
            directory.close();
        }
    }
}

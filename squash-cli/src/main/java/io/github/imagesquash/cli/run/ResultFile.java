// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.write.OutputFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file that a run writes at its end. It is opened at the beginning, so that the run fails at once if it cannot be. */
sealed interface ResultFile extends AutoCloseable {
    /** Receives the bytes. */
    FileChannel channel();

    /** The file is complete. */
    void commit() throws IOException;

    /** Leaves nothing that was not committed. */
    @Override
    void close() throws IOException;

    /** Text for the file; not to be closed, because that closes the channel. */
    default Writer writer() {
        return new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(channel()), StandardCharsets.UTF_8));
    }

    /**
     * A file that replaces an older one when it is complete.
     *
     * @param file the file
     */
    record Whole(OutputFile file) implements ResultFile {
        @Override
        public FileChannel channel() {
            return file.channel();
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

    /**
     * A file of others, to whose end something is added.
     *
     * @param path its path
     * @param isNew whether it was not there before
     */
    record Appended(Path path, boolean isNew, FileChannel channel) implements ResultFile {
        static Appended open(Path path) throws IOException {
            boolean isNew = Files.notExists(path);
            return new Appended(
                    path, isNew, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        }

        @Override
        public void commit() throws IOException {
            channel.close();
        }

        @Override
        public void close() throws IOException {
            channel.close();
            if (isNew && Files.exists(path) && Files.size(path) == 0) {
                Files.delete(path);
            }
        }
    }
}

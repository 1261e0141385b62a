// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.write.OutputFile;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file. */
record FileSink(OutputFile file, String name) implements ArchiveSink {
    static FileSink open(Path path, boolean sync) throws IOException {
        OutputFile file = new OutputFile(path, sync);
        file.syncEarly();
        return new FileSink(file, Printable.of(path.toString()));
    }

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

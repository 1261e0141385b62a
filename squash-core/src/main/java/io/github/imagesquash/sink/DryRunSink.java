// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** A file of the spool instead of a file or directory, which a dry run does not change. */
record DryRunSink(FileChannel channel, String name) implements ArchiveSink {
    static DryRunSink of(Path path, Spool spool) throws IOException {
        return new DryRunSink(spool.newFile(), Printable.of(path.toString()));
    }

    @Override
    public void commit(Stages stages, WrittenImages written) {}

    @Override
    public void close() {}
}

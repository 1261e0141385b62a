// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.verify.Verification;
import io.github.imagesquash.write.ArchiveStore;
import io.github.imagesquash.write.ImageDocuments;
import io.github.imagesquash.write.ImageStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;

/** An archive in one file, for any destination when it is complete. */
sealed interface ArchiveSink extends Sink permits FileSink, DryRunSink, RegistrySink, StreamSink, EngineSink {
    /** The file, written from its beginning. */
    FileChannel channel();

    @Override
    default void verify(Verification verification, ImageSelector selection, Spool spool, ByteMeter meter)
            throws IOException {
        verification.verify(channel(), selection, spool, meter);
    }

    @Override
    default ImageStore store(List<Tagged<ImageDocuments>> largest) throws IOException {
        return new ArchiveStore(channel(), largest);
    }
}

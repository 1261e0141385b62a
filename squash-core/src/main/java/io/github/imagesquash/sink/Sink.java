// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.verify.Verification;
import io.github.imagesquash.write.ImageDocuments;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/**
 * Where the images are written to: a file or directory that is seen when it is complete, or a spooled archive that is then
 * sent down a stream, to an engine or to registries. A pipe therefore sees either the whole archive or nothing.
 */
public sealed interface Sink extends AutoCloseable permits DirectorySink, ArchiveSink {
    /** Where images of documents no longer than these are to be written; asked for once, and refused if it cannot hold them. */
    ImageStore store(List<Tagged<ImageDocuments>> largest) throws IOException;

    /** What messages call it. */
    String name();

    /** Has one of the images verified, when all is written. */
    void verify(Verification verification, ImageSelector selection, Spool spool, ByteMeter meter) throws IOException;

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
}

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
 * The place where the images are written: a file or directory that becomes visible when it is complete, or a spooled
 * archive that is then sent to a stream, an engine or registries. So a pipe gets either the whole archive or nothing.
 */
public sealed interface Sink extends AutoCloseable permits DirectorySink, ArchiveSink {
    /** The store for images with documents no longer than these; called once, and refused if it cannot hold them. */
    ImageStore store(List<Tagged<ImageDocuments>> largest) throws IOException;

    /** Its name in messages. */
    String name();

    /** Verifies one of the images, when everything is written. */
    void verify(Verification verification, ImageSelector selection, Spool spool, ByteMeter meter) throws IOException;

    /** The layers that the destination already has. */
    default Set<Digest> held(WrittenImages written) throws IOException {
        return Set.of();
    }

    /** The media types of the images there; known when they are visible. */
    default ManifestFormat format() {
        return ManifestFormat.OCI;
    }

    /** Makes the complete output visible. */
    void commit(Stages stages, WrittenImages written) throws IOException;

    @Override
    void close() throws IOException;
}

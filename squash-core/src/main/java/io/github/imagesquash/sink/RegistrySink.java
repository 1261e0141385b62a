// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.write.ArchiveStore;
import io.github.imagesquash.write.ImageDocuments;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.RegistryPush;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Set;

/** Registries, to which the images are pushed from the archive; the file belongs to the spool. */
record RegistrySink(FileChannel channel, RegistryPush push, String name) implements ArchiveSink {
    /**
     * Connects to the registries.
     *
     * @param near repositories that may have blobs of the new image, the likeliest first
     */
    static RegistrySink open(Destination.Registry registry, List<ImageAddress> near, Spool spool) throws IOException {
        return new RegistrySink(
                spool.newFile(),
                RegistryPush.open(registry.addresses(), near, registry.access(), registry.format())
                        .replacing(registry.replaced()),
                registry.addresses().getFirst().toString());
    }

    @Override
    public ImageStore store(List<Tagged<ImageDocuments>> largest) {
        return ArchiveStore.toBePushed(channel, largest);
    }

    @Override
    public Set<Digest> held(WrittenImages written) throws IOException {
        return push.held(written);
    }

    @Override
    public ManifestFormat format() {
        return push.format();
    }

    @Override
    public void commit(Stages stages, WrittenImages written) throws IOException {
        stages.run(ProgressListener.Stage.PUSH, push.bytes(written), meter -> {
            push.push(written, meter);
            return written;
        });
    }

    @Override
    public void close() {
        push.close();
    }
}

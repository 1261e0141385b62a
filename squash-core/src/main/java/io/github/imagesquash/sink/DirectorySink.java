// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.sink;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.source.Stages;
import io.github.imagesquash.verify.Verification;
import io.github.imagesquash.write.DirectoryForm;
import io.github.imagesquash.write.DirectoryStore;
import io.github.imagesquash.write.ImageDocuments;
import io.github.imagesquash.write.ImageStore;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A directory. */
record DirectorySink(DirectoryStore directory, String name) implements Sink {
    static DirectorySink open(Path path, DirectoryForm form, boolean sync) throws IOException {
        return new DirectorySink(DirectoryStore.open(path, form, sync), Printable.of(path.toString()));
    }

    @Override
    public void verify(Verification verification, ImageSelector selection, Spool spool, ByteMeter meter)
            throws IOException {
        verification.verify(directory.staging(), directory.target(), selection, spool, meter);
    }

    @Override
    public ImageStore store(List<Tagged<ImageDocuments>> largest) {
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

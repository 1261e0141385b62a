// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.Squash;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The library, called as tests need it. */
final class Squasher {
    private Squasher() {}

    /** Squashes {@code old} to {@code squashed} under a new name. */
    static SquashReport squash(Path old, Path squashed, String name) throws IOException {
        return run(request(old, squashed).withTags(List.of(Reference.parse(name))));
    }

    static SquashRequest request(Path old, Path squashed) {
        return SquashRequest.of(new Source.Archive(old), new Destination.Archive(squashed));
    }

    static Encoding encoding(Compression compression) {
        return new Encoding.Chosen(compression, compression.defaultLevel());
    }

    static SquashReport run(SquashRequest request) throws IOException {
        return Squash.run(request, ProgressListener.NONE).only();
    }
}

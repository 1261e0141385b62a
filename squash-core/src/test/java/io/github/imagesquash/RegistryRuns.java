// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.FakeRegistry;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.QuickRetries;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryAccess;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs with images of a registry.
 *
 * @param registry where names without a host are
 * @param temporary for what the runs spool
 */
record RegistryRuns(FakeRegistry registry, Path temporary) {
    private static final RegistryAccess ACCESS = RegistryAccess.ANONYMOUS.withRetries(QuickRetries.of(3));

    /** An image with the tree {@code t/, t/a=new}. */
    static ImageBuilder app(Compression compression) {
        return image("app:1")
                .layer(layer().dir("t/").file("t/a", "old").file("t/b", "gone"), compression)
                .layer(layer().whiteout("t/b").file("t/a", "new"), compression);
    }

    Source source(String name) {
        return new Source.Registry(ImageAddress.parse(registry.name(name)), ACCESS);
    }

    Destination destination(String... names) {
        return new Destination.Registry(
                Stream.of(names).map(registry::name).map(ImageAddress::parse).toList(), ACCESS);
    }

    SquashReport run(Source source, Destination destination) throws IOException {
        return Squash.run(
                        SquashRequest.of(source, destination)
                                .withSettings(settings -> settings.withTemporaryDirectory(temporary)),
                        ProgressListener.NONE)
                .only();
    }

    /** Squashes an image to others. */
    SquashReport squash(String name, String... squashed) throws IOException {
        return run(source(name), destination(squashed));
    }

    /** What is said where that cannot be done. */
    String failure(String name, String... squashed) {
        return assertThrows(IOException.class, () -> squash(name, squashed)).getMessage();
    }

    /** The tree of an image, squashed into an archive. */
    List<String> toArchive(Source source) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SquashRequest request = SquashRequest.of(source, new Destination.Stream(out))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0));
        Squash.run(request, ProgressListener.NONE);
        return LayerListing.ofLastLayer(out.toByteArray());
    }
}

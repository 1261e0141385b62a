// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A directory that images are squashed into.
 *
 * @param path the directory
 * @param sources where the images to be squashed are put
 */
record TargetDirectory(Path path, Path sources) {
    private static final JsonMapper JSON = new JsonMapper();

    /** One that is not there yet, alone in its parent directory. */
    static TargetDirectory in(Path directory) throws IOException {
        return new TargetDirectory(
                Files.createDirectory(directory.resolve("out")).resolve("layout"), directory);
    }

    /** An image of two layers, which differs with the content. */
    static ImageBuilder app(String name, String content) {
        return image(name).layer(layer().file("f", content)).layer(layer().file("g", content));
    }

    Source source(ImageBuilder image) throws IOException {
        return new Source.Archive(ArchiveDialect.BUILDX_DOCKER.write(image, Files.createTempDirectory(sources, "in")));
    }

    SquashReport run(ImageBuilder image, Destination destination) throws IOException {
        return Squash.run(SquashRequest.of(source(image), destination), ProgressListener.NONE)
                .only();
    }

    /** Squashes an image into an OCI layout and gives its digest. */
    String add(ImageBuilder image) throws IOException {
        return run(image, new Destination.Layout(path)).after().manifestDigest().orElseThrow();
    }

    /** Squashes an image into an OCI layout, under a name, and gives its digest. */
    String add(ImageBuilder image, String ref) throws IOException {
        return run(image, new Destination.Layout(path, ref))
                .after()
                .manifestDigest()
                .orElseThrow();
    }

    JsonNode json(String name) throws IOException {
        return JSON.readTree(path.resolve(name).toFile());
    }

    /** The names in an OCI layout. */
    List<String> refs() throws IOException {
        List<String> refs = new ArrayList<>();
        json("index.json")
                .get("manifests")
                .forEach(entry -> refs.add(entry.at("/annotations/org.opencontainers.image.ref.name")
                        .asText()));
        return refs;
    }

    /** All files, by their paths in the directory. */
    List<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }
}

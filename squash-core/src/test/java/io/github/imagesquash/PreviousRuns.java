// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.StoredTar;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.GroupingChoice;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Runs that lay an image on a previous one.
 *
 * @param directory for archives
 */
record PreviousRuns(Path directory) {
    static final String LARGE = "L".repeat(1000);

    Path output() {
        return directory.resolve("new.tar");
    }

    Path archive(ImageBuilder... images) throws IOException {
        return ArchiveDialect.BUILDX_DOCKER.members(images).write(Files.createTempFile(directory, "image", ".tar"));
    }

    static GroupingChoice onto(Path previous) {
        return new GroupingChoice.OntoPrevious(
                new BaseImage("old:1", new Source.Archive(previous), WantedImage.ONLY), 32);
    }

    SquashRequest request(ImageBuilder image, GroupingChoice grouping) throws IOException {
        return SquashRequest.of(new Source.Archive(archive(image)), new Destination.Archive(output()))
                .withGrouping(grouping);
    }

    SquashReport squash(ImageBuilder image, Path previous, UnaryOperator<SquashRequest> change) throws IOException {
        return Squash.run(change.apply(request(image, onto(previous))), ProgressListener.NONE)
                .only();
    }

    SquashReport squash(ImageBuilder image, ImageBuilder previous) throws IOException {
        return squash(image, archive(previous), request -> request);
    }

    List<String> layers() throws IOException {
        WrittenArchive written = written();
        List<String> layers = new ArrayList<>();
        for (JsonNode descriptor : written.manifest().get("layers")) {
            layers.add(String.join(", ", LayerListing.ofTar(StoredTar.unpacked(written.blob(descriptor)))));
        }
        return layers;
    }

    static LayerBuilder yesterday() {
        return layer().dir("t/").file("t/same", LARGE).file("t/changed", "1").file("t/gone", "1");
    }

    static LayerBuilder today() {
        return layer().dir("t/").file("t/same", LARGE).file("t/changed", "2").file("t/new", "1");
    }

    WrittenArchive written() throws IOException {
        return WrittenArchive.of(Files.readAllBytes(output()));
    }
}

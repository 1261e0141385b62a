// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.ImageAdvice;
import io.github.imagesquash.advise.Remedy.Command;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.AdviceRequest;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What machines that have the build before download again. */
class RepeatedDownloadTest {
    private static final int MB = 1_000_000;

    @TempDir
    Path directory;

    private static LayerBuilder files(int night) {
        return layer().dir("a/")
                .mtime(night)
                .file("a/same", "S".repeat(3 * MB))
                .file("a/changed", ("C" + night).repeat(MB / 4));
    }

    private Source archive(String name, LayerBuilder... layers) throws IOException {
        ImageBuilder image = ImageBuilder.image("app:1");
        for (LayerBuilder layer : layers) {
            image.layer(layer);
        }
        return new Source.Archive(
                ArchiveDialect.DOCKER_25.write(image, Files.createDirectory(directory.resolve(name))));
    }

    private static Optional<Finding> finding(Source previous, Source image) throws IOException {
        return answer(previous, image).findings().stream()
                .filter(finding -> finding.text().contains("yesterday"))
                .findFirst();
    }

    private static CheckResult answer(Source previous, Source image) throws IOException {
        AnalysisRequest reading =
                AnalysisRequest.of(image).withSince(new BaseImage("yesterday", previous, WantedImage.ONLY));
        CheckContext.Inputs inputs =
                new CheckContext.Inputs(Dockerfile.NONE, ComposeFile.NONE, LocalDate.of(2001, 9, 9));
        return ImageAdvice.run(new AdviceRequest(reading, inputs), ProgressListener.NONE)
                .answers()
                .get(Check.ORDER_FOR_CACHING.ordinal());
    }

    @Test
    @DisplayName("is the content of equal files in new layers; single files save all of it")
    void equalFilesInNewLayers() throws IOException {
        Finding finding =
                finding(archive("1", files(1)), archive("2", files(2))).orElseThrow();
        assertEquals(3 * MB, finding.bytes());
        assertEquals(
                List.of(Remedy.Kind.CHUNKED, Remedy.Kind.ON_PREVIOUS),
                finding.remedies().stream().map(Remedy::kind).toList());
        assertEquals(3 * MB, finding.remedies().getFirst().saves());
        assertEquals(
                List.of("--group-by", "previous:yesterday"),
                ((Command) finding.remedies().getLast()).options());
    }

    @Test
    @DisplayName("its layers are not recommended if too much of them is unused, and promise less the more is")
    void unusedContent() throws IOException {
        LayerBuilder large = files(1).file("a/old", "O".repeat(MB));
        Finding finding = finding(archive("1", large), archive("2", files(2))).orElseThrow();
        assertEquals(
                List.of(Remedy.Kind.CHUNKED),
                finding.remedies().stream().map(Remedy::kind).toList());
        long unused = MB / 2;
        assertEquals(
                3 * MB - unused,
                finding(archive("3", files(1)), archive("4", files(2)))
                        .orElseThrow()
                        .remedies()
                        .getLast()
                        .saves());
    }

    @Test
    @DisplayName("is no more to be looked for")
    void theOptionIsNotRecommendedAgain() throws IOException {
        assertEquals(
                "looked at the history of the layers; --dockerfile shows build stages as well",
                answer(archive("1", files(1)), archive("2", files(2))).note());
    }

    @Test
    @DisplayName("is nothing if the layer is the same, or if it is less than 1 MB")
    void nothing() throws IOException {
        LayerBuilder small = layer().file("b", "B".repeat(MB / 2));
        Source image = archive("1", files(1), small);
        assertEquals(Optional.empty(), finding(archive("2", files(1)), image));
        assertEquals(
                Optional.empty(),
                finding(archive("3", files(1), layer().dir("c/").file("b", "B".repeat(MB / 2))), image));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.PreviousRuns.onto;
import static io.github.imagesquash.PreviousRuns.today;
import static io.github.imagesquash.PreviousRuns.yesterday;
import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.edit.ConfigEdits;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.report.IndexReport;
import io.github.imagesquash.report.Reuse.Outcome;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image on the layers of a previous one: what it says of itself, and what is said of it. */
class OntoPreviousDocumentsTest {
    @TempDir
    Path directory;

    private PreviousRuns runs;

    @BeforeEach
    void runs() {
        runs = new PreviousRuns(directory);
    }

    @Test
    @DisplayName("if nothing changed the new image is the previous one, to the digest of its manifest")
    void nothingChanged() throws IOException {
        Path previous = directory.resolve("night.tar");
        SquashReport first = runs.squash(
                image("app:1").layer(today()), runs.archive(image("app:1").layer(yesterday())), request -> request);
        Files.move(runs.output(), previous);
        ImageBuilder rebuilt = image("app:1").layer(today());
        SquashReport second = runs.squash(rebuilt, previous, request -> request);
        assertEquals(first.after(), second.after());
        assertEquals(2, second.reuse().kept());
        assertEquals(0, second.growth().after());
    }

    @Test
    @DisplayName("the image's own steps come first, then those of the layers")
    void history() throws IOException {
        ImageBuilder old = image("app:1").emptyStep("old").layer(yesterday());
        runs.squash(image("app:1").layer(layer().file("x", "")).layer(today()).emptyStep("CMD"), old);
        List<String> steps = new ArrayList<>();
        runs.written()
                .config()
                .get("history")
                .forEach(step -> steps.add((step.path("empty_layer").asBoolean() ? "- " : "+ ")
                        + step.get("created_by").asText() + " "
                        + step.path("comment").asText()));
        assertEquals(
                List.of("- step 1 ", "- step 2 ", "- CMD ", "+ step 1 ", "+ squash changes since the previous image"),
                steps);
    }

    @Test
    void stepsOfThePreviousImageAreScrubbedToo() throws IOException {
        ImageBuilder secret = image("app:1")
                .layer(yesterday())
                .config(config -> ((ObjectNode) config.withArray("history").get(0))
                        .put("created_by", "RUN |1 TOKEN=hunter2 /bin/sh -c make"));
        runs.squash(
                image("app:1").layer(today()),
                runs.archive(secret),
                request -> request.withConfigEdits(new ConfigEdits(List.of(), true)));
        assertFalse(runs.written().config().toString().contains("hunter2"));
    }

    @Test
    @DisplayName("what a registry does not have yet must not be more than the image itself would be")
    void growthIsThatOfWhatIsNew() throws IOException {
        ImageBuilder fresh = image("app:1").layer(yesterday()).layer(layer().file("t/changed", "2"));
        SquashReport report = runs.squash(fresh, image("app:1").layer(yesterday()));
        assertEquals(
                layer().file("t/changed", "2").toBytes().length, report.growth().before());
        assertEquals(report.result().getLast().storedBytes(), report.growth().after());
    }

    @Test
    void aPlatformWithoutPreviousImageBeginsAfresh() throws IOException {
        ImageBuilder arm64 = image("app:1").platform("linux", "arm64").layer(today());
        Path both = runs.archive(image("app:1").layer(today()), arm64);
        SquashRequest request = SquashRequest.of(new Source.Archive(both), new Destination.Archive(runs.output()))
                .withGrouping(onto(runs.archive(image("app:1").layer(yesterday()))));
        IndexReport report = Squashing.runAll(request, ProgressListener.NONE);
        assertEquals(
                List.of(Outcome.REUSED, Outcome.NO_PLATFORM),
                report.images().stream().map(image -> image.reuse().outcome()).toList());
        assertEquals(
                List.of(Warning.Kind.NO_PREVIOUS),
                report.images().getLast().warnings().stream()
                        .map(tally -> tally.first().kind())
                        .toList());
    }

    @Test
    void thePreviousImageIsNotOverwritten() throws IOException {
        Path previous = runs.archive(image("app:1").layer(yesterday()));
        SquashRequest request = SquashRequest.of(
                        new Source.Archive(runs.archive(image("app:1").layer(today()))),
                        new Destination.Archive(previous))
                .withGrouping(onto(previous));
        String message = assertThrows(UnmetRequestException.class, () -> Squash.run(request, ProgressListener.NONE))
                .getMessage();
        assertEquals(previous + ": the output is the input; choose another name", message);
    }
}

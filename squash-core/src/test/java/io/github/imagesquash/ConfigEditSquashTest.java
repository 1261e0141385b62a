// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.edit.ConfigEdit;
import io.github.imagesquash.edit.ConfigEdits;
import io.github.imagesquash.edit.ScrubbedHistory;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.report.DiffReport;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.DiffRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Changes of the config through the whole product. */
class ConfigEditSquashTest {
    private static final ConfigEdits EDITS = new ConfigEdits(ConfigEdit.parse("ENV A=b\nUNSET CMD"), true);

    private final ImageBuilder image = image("app:1")
            .layer(layer().file("a", "A"))
            .emptyStep("ARG TOKEN=s3cret")
            .config(config -> config.putObject("container_config").put("Hostname", "s3cret"));

    @TempDir
    Path directory;

    private Path output;

    @BeforeEach
    void output() {
        output = directory.resolve("new.tar");
    }

    private SquashRequest request(ArchiveDialect dialect) throws IOException {
        Path archive = dialect.write(image, Files.createTempDirectory(directory, "in"));
        return SquashRequest.of(new Source.Archive(archive), new Destination.Archive(output));
    }

    @ParameterizedTest
    @EnumSource
    void changedConfigIsVerifiedAndReported(ArchiveDialect dialect) throws IOException {
        SquashReport report = Squash.run(request(dialect).withConfigEdits(EDITS), ProgressListener.NONE)
                .only();
        assertTrue(report.verified());
        assertEquals(
                List.of("ENV A=b true", "UNSET CMD true"),
                report.edits().stream()
                        .map(edit -> edit.instruction() + " " + edit.changed())
                        .toList());
        assertEquals(new ScrubbedHistory(1, 1, List.of("container_config")), report.scrubbed());
        assertTrue(!new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1).contains("s3cret"));
    }

    @Test
    void comparisonShowsTheChanges() throws IOException {
        SquashRequest request = request(ArchiveDialect.DOCKER_25).withConfigEdits(EDITS);
        Squash.run(request, ProgressListener.NONE);
        DiffReport diff =
                ImageDiff.run(DiffRequest.of(request.source(), new Source.Archive(output)), ProgressListener.NONE);
        assertEquals(
                List.of("/config/Cmd/0", "/config/Env/0", "/container_config/Hostname"),
                diff.config().stream().map(change -> change.key()).toList());
    }

    @Test
    void changeThatMakesNoSenseForTheImageLeavesNothing() throws IOException {
        SquashRequest request = request(ArchiveDialect.DOCKER_25)
                .withConfigEdits(new ConfigEdits(ConfigEdit.parse("EXPOSE ${PORT:-http}"), false));
        String message = assertThrows(IOException.class, () -> Squash.run(request, ProgressListener.NONE))
                .getMessage();
        assertEquals(
                "change \"EXPOSE ${PORT:-http}\": \"http\" is no port; expected such as 80, 53/udp, 132/sctp or 8000-8010",
                message);
        assertTrue(Files.notExists(output));
    }
}

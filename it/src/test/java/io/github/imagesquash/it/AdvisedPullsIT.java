// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.Blobs.noise;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What machines download again is less by what the recommendations promise, if they are pasted into a shell. */
class AdvisedPullsIT {
    /** The kinds that make pulls of the next build smaller. */
    static final Set<Kind> KINDS = EnumSet.of(Kind.CHUNKED, Kind.ON_PREVIOUS);

    @TempDir
    Path directory;

    /** A build from nothing: every layer is a new one, because directories have the time of the build. */
    private static ImageBuilder build(int night) {
        LayerBuilder base = layer().dir("usr/").mtime(1_700_000_000L + night);
        for (int i = 0; i < 40; i++) {
            base.file("usr/file" + i, noise(i, 100_000));
        }
        LayerBuilder app = layer().dir("app/")
                .mtime(1_700_000_000L + night)
                .file("app/same", noise(100, 1_000_000))
                .file("app/changed", noise(1000 + night, 300_000));
        return ImageBuilder.image("app:" + night).layer(base).layer(app);
    }

    @BeforeEach
    void build() throws IOException {
        for (int night = 1; night <= 2; night++) {
            Path place = Files.createDirectory(directory.resolve("n" + night));
            Files.move(
                    ArchiveDialect.DOCKER_25.write(build(night), place), directory.resolve("night" + night + ".tar"));
        }
    }

    private JsonNode pull(String image, String since) throws IOException {
        byte[] json = Launcher.squash("analyze", "--json", "--pull", "--since", since, image)
                .in(directory)
                .output();
        return new ObjectMapper().readTree(json).at("/pull/since");
    }

    private static long whole(JsonNode pull) {
        return pull.at("/wholeLayers/bytes").asLong();
    }

    /** Pastes the command of a recommendation for the second build; returns the bytes that it promises. */
    private long paste(Kind kind) throws IOException {
        Advised advised = Advised.on("night2.tar", directory, "--since", "night1.tar");
        JsonNode remedy = advised.remedy(kind);
        Advised.paste(advised.line(remedy), directory);
        long promised = remedy.path("savesBytes").asLong();
        assertTrue(promised >= 4_700_000 && promised <= 5_000_000, remedy::toString);
        return promised;
    }

    @Test
    void theLayersOfThePreviousBuildAreNotDownloadedAgain() throws IOException {
        long promised = paste(Kind.ON_PREVIOUS);
        long before = whole(pull("night2.tar", "night1.tar"));
        long after = whole(pull("night2-on-previous.tar", "night1.tar"));
        assertTrue(before - after >= promised, before + " − " + after + " < " + promised);
    }

    @Test
    void singleFilesThatAreTheSameAreNotDownloadedAgain() throws IOException {
        long promised = paste(Kind.CHUNKED);
        Launcher.squash("-c", "zstd:chunked", "night1.tar", "-o", "night1-chunked.tar")
                .in(directory)
                .output();
        long before = whole(pull("night2.tar", "night1.tar"));
        long after = pull("night2-chunked.tar", "night1-chunked.tar")
                .at("/singleFiles/bytes")
                .asLong();
        assertTrue(after > 0 && before - after >= promised, before + " − " + after + " < " + promised);
    }
}

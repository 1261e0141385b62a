// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RefusedException;
import io.github.imagesquash.request.RefusedException.Reason;
import io.github.imagesquash.request.Safeguards;
import io.github.imagesquash.request.Safeguards.Largest;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dividing repeats the parents of what is divided, and may cost something, but not anything. */
class DividedGrowthTest {
    private static final Grouping THREE = new Grouping.ByDirectory(Stream.of("p/a", "p/b", "p/c")
            .map(path -> ImagePath.clean(path.getBytes(StandardCharsets.UTF_8)))
            .toList());

    @TempDir
    Path directory;

    /** A directory whose header takes so many bytes, and three in it. */
    private SquashReport squash(int parentBytes, Grouping grouping, Largest largest) throws IOException {
        LayerBuilder clean = layer().dir("p/").xattr("user.a", "v".repeat(parentBytes));
        List.of("a", "b", "c").forEach(name -> clean.dir("p/" + name + "/").file("p/" + name + "/f", name));
        Path archive = ArchiveDialect.CONTAINERD_STORE.write(
                image("app:1").layer(clean), Files.createTempDirectory(directory, "in"));
        SquashRequest request =
                SquashRequest.of(new Source.Archive(archive), new Destination.Archive(directory.resolve("new.tar")));
        return Squash.run(
                        request.withGrouping(grouping).withSafeguards(new Safeguards(false, largest, List.of())),
                        ProgressListener.NONE)
                .only();
    }

    private void assertRefused(int parentBytes, Grouping grouping, Largest largest) {
        RefusedException refusal = assertThrows(RefusedException.class, () -> squash(parentBytes, grouping, largest));
        assertInstanceOf(Reason.Larger.class, refusal.reason());
    }

    @Test
    void aPriceOf64KiBForEachNewLayerIsPaidAndSaid() throws IOException {
        SquashReport report = squash(50_000, THREE, Largest.ABOUT_THE_SOURCE);
        long layers = report.result().size();
        assertTrue(layers >= 3, report.result().toString());
        assertTrue(report.growth().bytes() > 64 << 10, report.growth().toString());
        assertEquals(
                report.after().storedBytes() - report.before().storedBytes(),
                report.growth().bytes());
    }

    @Test
    void moreIsRefused() {
        assertRefused(400_000, THREE, Largest.ABOUT_THE_SOURCE);
    }

    @Test
    void whoWantsNoByteMoreGetsNone() {
        assertRefused(50_000, THREE, Largest.THE_SOURCE);
    }
}

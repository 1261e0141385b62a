// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.Squash;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.report.SquashReport.Dropped;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report says of what was left out. */
class PlannedRemovalsTest {
    @TempDir
    Path directory;

    private List<Dropped> dropped(LayerBuilder layer, String... patterns) throws IOException {
        return dropped(layer, Filter.of(IgnoreList.of("--exclude", List.of(patterns))));
    }

    private List<Dropped> dropped(LayerBuilder layer, Filter filter) throws IOException {
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(image("app:1").layer(layer), directory);
        SquashRequest request = SquashRequest.of(
                        new Source.Archive(archive), new Destination.Stream(new ByteArrayOutputStream()))
                .withFilter(filter);
        return Squash.run(request, ProgressListener.NONE).only().dropped();
    }

    @Test
    void pathsAndBytesAreCountedForThePatternThatTookThem() throws IOException {
        assertEquals(
                List.of(
                        new Dropped("d", "--exclude", 3, 5, List.of("/d/a", "/d/b", "/d")),
                        new Dropped("*.md", "--exclude", 1, 1, List.of("/x.md"))),
                dropped(layer().dir("d/").file("d/a", "12").file("d/b", "345").file("x.md", "1"), "d", "*.md", "!y"));
    }

    @Test
    void contentCountsWithItsLastName() throws IOException {
        LayerBuilder linked = layer().file("a", "12345").hardLink("b", "a");
        assertEquals(0, dropped(linked, "a").getFirst().bytes());
        List<Dropped> both = dropped(linked, "a", "b");
        assertEquals(List.of(0L, 5L), both.stream().map(Dropped::bytes).toList());
    }

    @Test
    void patternThatFitsNothingIsThere() throws IOException {
        assertEquals(List.of(new Dropped("/b", "--exclude", 0, 0, List.of())), dropped(layer().file("a", "1"), "/b"));
    }

    @Test
    void setOfWhichNoRuleFitsAnythingIsThere() throws IOException {
        Filter caches = Filter.of(Rules.builtIn().of(List.of("caches", "docs")));
        List<Dropped> dropped = dropped(layer().file("var/cache/apt/archives/x_1_all.deb", "1"), caches);
        assertEquals(
                List.of("/var/cache/apt/archives/x_1_all.deb"),
                dropped.getFirst().first());
        assertEquals(new Dropped("docs", "--drop", 0, 0, List.of()), dropped.getLast());
        assertEquals(2, dropped.size());
    }

    @Test
    void longListsAreCut() throws IOException {
        LayerBuilder many = layer().dir("d/");
        for (int i = 0; i < 1100; i++) {
            many.file("d/" + i, "1");
        }
        Dropped one = dropped(many, "d/**").getFirst();
        assertEquals(1100, one.paths());
        assertEquals(Removal.MOST_LISTED, one.first().size());
    }
}

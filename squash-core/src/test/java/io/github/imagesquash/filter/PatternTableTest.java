// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.tree.FileTree;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Very many patterns decide as few do, and not slower than their number. */
class PatternTableTest {
    /** Fits nothing, and makes the list long. */
    private static final List<String> FILLING =
            IntStream.range(0, PatternTable.FEWEST).mapToObj(i -> "none/" + i).toList();

    private static final List<String> NAMES = List.of("a", "b", "c", "ab", "a.md", "b.md");
    private static final List<String> WILD = List.of("*", "**", "?", "*.md", "a*", "[ab]");

    private final Random random = new Random(11);

    private static PlannedRemovals removals(FileTree tree, List<String> patterns) {
        return FilterWalk.through(tree, IgnoreList.of("--exclude", patterns).clauses());
    }

    private static List<Removal> counted(PlannedRemovals removals) {
        return removals.removals().stream()
                .filter(removal -> removal.paths() > 0)
                .toList();
    }

    private String any(List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private String path(List<String> names) {
        return String.join(
                "/",
                IntStream.rangeClosed(0, random.nextInt(3))
                        .mapToObj(_ -> any(names))
                        .toList());
    }

    private LayerBuilder randomLayer() {
        LayerBuilder layer = layer();
        for (String top : NAMES.subList(0, 3)) {
            layer.dir(top + "/");
            for (String name : NAMES) {
                layer.dir(top + "/" + name + "/").file(top + "/" + name + "/" + any(NAMES), "x");
            }
        }
        return layer.file("a.md", "y").file("ab", "z");
    }

    private List<String> randomPatterns() {
        List<String> names = Stream.concat(NAMES.stream(), WILD.stream()).toList();
        List<String> patterns = new ArrayList<>();
        for (int i = random.nextInt(12); i >= 0; i--) {
            patterns.add((random.nextInt(3) == 0 ? "!" : "") + path(names));
        }
        return patterns;
    }

    @Test
    void manyPatternsDecideAsFew() throws IOException {
        for (int i = 0; i < 20; i++) {
            try (ReplayedTree tree = ReplayedTree.of(randomLayer())) {
                for (int j = 0; j < 50; j++) {
                    List<String> few = randomPatterns();
                    List<String> many = new ArrayList<>(FILLING);
                    many.addAll(few);
                    PlannedRemovals expected = removals(tree.tree(), few);
                    PlannedRemovals found = removals(tree.tree(), many);
                    assertEquals(expected.victims(), found.victims(), few::toString);
                    assertEquals(counted(expected), counted(found), few::toString);
                }
            }
        }
    }

    /** A look at each pattern for each path, four hundred million, would take longer. */
    @Test
    void timeIsInProportionToTheNumbersOfPathsAndOfPatterns() throws IOException {
        int count = 20_000;
        LayerBuilder layer = layer().dir("d/");
        IntStream.range(0, count).forEach(i -> layer.file("d/file-" + i + ".txt", "x"));
        List<String> forms = List.of("d/file-%d.txt", "**/file-%d.txt", "**/*-%d.txt", "d/file-%d.*");
        try (ReplayedTree tree = ReplayedTree.of(layer)) {
            for (String form : forms) {
                List<String> patterns = IntStream.range(0, count)
                        .mapToObj(i -> form.formatted(2 * i))
                        .toList();
                PlannedRemovals found =
                        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> removals(tree.tree(), patterns));
                assertEquals(count / 2, found.victims().size(), form);
            }
        }
    }
}

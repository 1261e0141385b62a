// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.SampleKept;
import io.github.imagesquash.request.BaseChoice;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.Source;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which layers are merged, as the options say it. */
class LayerChoiceParserTest {
    private static CliRun run(String... options) {
        return Cli.PLAIN.run(Stream.concat(Stream.of("old.tar", "-o", "new.tar"), Stream.of(options))
                .toArray(String[]::new));
    }

    private static LayerChoice choice(String... options) {
        return run(options).request().layers();
    }

    @Test
    void allUnlessSaidOtherwise() {
        assertEquals(new LayerChoice.All(), choice());
    }

    @Test
    void aLayerIsANumberADigestOrAStepOfTheHistory() {
        assertEquals(new LayerChoice.Upper(3), choice("-f", "3"));
        assertEquals(new LayerChoice.AboveLayer("ab12cd34"), choice("--from-layer", "ab12cd34"));
        assertEquals(new LayerChoice.AboveLayer("sha256:ab"), choice("--from-layer", "sha256:ab"));
        assertEquals(new LayerChoice.AboveLayer("1234567"), choice("--from-layer", "1234567"));
        assertEquals(new LayerChoice.AboveStep(7), choice("--from-layer", "history:7"));
    }

    @Test
    void hexDigitsMayBeAnImageOfTheEngineThatTheImageIsIn() {
        LayerChoice choice = Cli.PLAIN
                .run("-t", "app:2", "-f", "0e4348ca3fd6", "docker-daemon:app:1")
                .request()
                .layers();
        var either = assertInstanceOf(BaseChoice.AboveLayerOrImage.class, choice);
        assertEquals(new LayerChoice.AboveLayer("0e4348ca3fd6"), either.layer());
        assertEquals("docker-daemon:0e4348ca3fd6", either.image().source() instanceof Source.Engine e ? e.name() : "");
    }

    @Test
    void stepsMayBeCountedFromTheLastOne() {
        assertEquals(new LayerChoice.AboveStep(-4), choice("-f", "history:-4"));
    }

    @Test
    void aBaseIsWhateverAnImageMayBe() {
        for (String option : List.of("--from-layer", "--keep-base")) {
            var registry = assertInstanceOf(BaseChoice.Above.class, choice(option, "docker://debian:12"))
                    .base();
            assertInstanceOf(Source.Registry.class, registry.source());
            assertEquals("docker://debian:12", registry.name());
            var layout = assertInstanceOf(BaseChoice.Above.class, choice(option, "oci:dir:1"))
                    .base();
            assertEquals(Optional.of("1"), layout.image().name());
        }
        assertInstanceOf(BaseChoice.Annotated.class, choice("--keep-base", "auto"));
    }

    @Test
    void candidatesAreSeparatedByCommas() {
        var most = assertInstanceOf(BaseChoice.MostInCommon.class, choice("--base-candidates", "a.tar,b.tar"));
        assertEquals(
                List.of("a.tar", "b.tar"),
                most.candidates().stream().map(base -> base.name()).toList());
    }

    @Test
    void aRangeIsCountedFromTheBase() {
        assertEquals(new LayerChoice.Between(2, 5), choice("--layers", "2..5"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --layers       | 5..2      | --layers: layers are numbered from 1 for the base, the lower one first; found 5..2
            --layers       | 2-5       | --layers: "2-5" is not of the form A..B, such as 2..5
            --from-layer   | 0         | --from-layer: "0" is not a whole number from 1 to 9999
            --from-layer   | history:x | --from-layer: "x" is not a whole number from 1 to 2147483647
            --keep-base    | -         | --keep-base: only IMAGE can be read from standard input
            """)
    void whatMakesNoSenseIsWrongUsage(String option, String value, String message) {
        assertEquals("squash: " + message, run(option, value).refusal(2));
    }

    @Test
    void onlyOneOptionSaysIt() {
        assertTrue(run("--layers", "1..2", "--keep-base", "a.tar").refusal(2).contains("give only one"));
    }

    @Test
    void theSummaryTellsWhatARegistryLacks() {
        String summary = Cli.PLAIN
                .withSquasher((_, _) -> SampleKept.KEPT.withDestination(Set.of("sha256:k1")))
                .run("old.tar", "--dry-run", "-o", "docker://reg.example/app:small")
                .out();
        assertTrue(summary.contains("""

                new layer   size  entries   stored  to push  holds
                        1  80 MB    8,021  29.1 MB        -  kept: ADD file:0c2d in /
                        2   9 MB      340   3.4 MB   3.4 MB  the merged part
                3.4 MB of 32.5 MB to push, the repository has the rest
                pull: 32.5 MB in 2 layers for a machine that has nothing, 3.4 MB in 1 layer for one that has the base
                """), summary);
    }

    @Test
    void theSummaryDoesNotTellWhatIsUnknown() {
        String summary = Cli.PLAIN
                .withSquasher((_, _) -> SampleKept.UNREAD)
                .run("old.tar", "-o", "new.tar")
                .out();
        assertTrue(summary.contains("""
                layer  size  entries  lost  created by
                    1     ?        ?     -
                    2  9 MB      340     -  COPY app /app

                        layers  entries  files  uncompressed   stored
                before       2        ?      ?             ?    33 MB
                 after       2        ?      ?             ?  32.5 MB

                new layer  size  entries   stored     new  holds
                        1     ?        ?  29.1 MB       -  kept
                        2  9 MB      340   3.4 MB  3.4 MB  the merged part
                3.4 MB of 32.5 MB new, the source has the rest
                pull: 32.5 MB in 2 layers for a machine that has nothing, 3.4 MB in 1 layer for one that has the base
                1 layer kept as stored: not read, since the new one does not depend on it
                """), summary);
    }

    @Test
    void theJsonHasNoFiguresOfLayersThatWereNotRead() {
        String json = Cli.PLAIN
                .withSquasher((_, _) -> SampleKept.UNREAD)
                .run("--json", "old.tar", "-o", "new.tar")
                .out()
                .replaceAll("\\s", "");
        assertTrue(json.contains("\"storedBytes\":29100000,\"read\":false},{\"number\":2,"), json);
        assertTrue(json.contains("\"storedBytes\":29100000,\"read\":false},{\"kept\":false,"), json);
        assertTrue(json.contains("\"layers\":2,\"unread\":1,\"storedBytes\":33000000}"), json);
    }

    @Test
    void theSummaryTellsWhatWasKept() {
        String summary = Cli.PLAIN
                .withSquasher((_, _) -> SampleKept.KEPT)
                .run("old.tar", "-o", "new.tar")
                .out();
        assertTrue(summary.contains("""

                new layer   size  entries   stored     new  holds
                        1  80 MB    8,021  29.1 MB       -  kept: ADD file:0c2d in /
                        2   9 MB      340   3.4 MB  3.4 MB  the merged part
                3.4 MB of 32.5 MB new, the source has the rest
                pull: 32.5 MB in 2 layers for a machine that has nothing, 3.4 MB in 1 layer for one that has the base
                """), summary);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Commands;
import io.github.imagesquash.dist.CommandOption.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandOptionTest {
    private static CommandOption option(String name) {
        return CommandOption.of(Commands.all().getCommandSpec()).stream()
                .filter(option -> option.names().contains(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name));
    }

    @Test
    void lowerCaseAlternativesAreWords() {
        assertEquals(
                new Value.Choice(List.of("none", "gzip", "zstd", "zstd:chunked")),
                option("--compression").value());
    }

    @Test
    void whatFollowsAWordIsLeftToTheUser() {
        assertEquals(
                new Value.Choice(List.of("size", "package", "directory:", "auto", "previous:")),
                option("--group-by").value());
    }

    @Test
    void aFileAndAnImageAreFiles() {
        assertEquals(new Value.FileName("OUTPUT"), option("-o").value());
        assertEquals(new Value.FileName("IMAGE|auto"), option("--keep-base").value());
        assertEquals(new Value.Text("N"), option("--level").value());
    }

    @Test
    void anOptionThatCanBeNegatedHasBothNames() {
        assertEquals(List.of("--verify", "--no-verify"), option("--verify").names());
        assertEquals(new Value.Nothing(), option("--verify").value());
    }

    @Test
    void whatMayBeRepeatedIsOfferedAgain() {
        assertTrue(option("--tag").repeats());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.IgnoreList;
import io.github.imagesquash.filter.Rules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiltersTest {
    @TempDir
    Path directory;

    private CliRun squash(String... options) {
        String archive = directory.resolve("old.tar").toString();
        return Cli.PLAIN.run(Stream.concat(Stream.of(archive, "-o", "new.tar"), Stream.of(options))
                .toArray(String[]::new));
    }

    private Filter filter(String... options) {
        return squash(options).request().filter();
    }

    private Path write(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    @Test
    void nothingIsLeftOutUnlessAsked() {
        assertEquals(Filter.NONE, filter());
    }

    @Test
    void keptGoesBeforeExcludedBeforeFilesBeforeSquashignore() throws IOException {
        Path ignore = write(".squashignore", "a");
        Path file = write("patterns", "# comment\n!b\n");
        IgnoreList all = IgnoreList.parse(ignore.toString(), "a")
                .then(IgnoreList.parse(file.toString(), "# comment\n!b\n"))
                .then(IgnoreList.of("--exclude", List.of("c", "d")))
                .then(IgnoreList.keeping("--keep", List.of("e")));
        assertEquals(
                Filter.of(all),
                filter("--keep", "e", "--exclude", "c", "--exclude-from", file.toString(), "--exclude", "d"));
    }

    @Test
    void squashignoreCanBeLeftAlone() throws IOException {
        write(".squashignore", "a");
        assertEquals(Filter.NONE, filter("--no-squashignore"));
    }

    @Test
    void wrongPatternIsWrongUsage() throws IOException {
        assertEquals(
                "squash: --exclude: pattern \"[\" has a [ without a ]",
                squash("--exclude", "[").refusal(2));
        assertEquals(
                "squash: --keep: pattern \"/\" names no path",
                squash("--keep", "/").refusal(2));
        Path file = write("patterns", "a\n[z-a]\n");
        assertEquals(
                "squash: " + file + ":2: pattern \"[z-a]\" has a range that ends before it begins",
                squash("--exclude-from", file.toString()).refusal(2));
    }

    @Test
    void missingFileIsWrongUsage() {
        assertEquals(
                "squash: /nowhere/at: no such file or directory",
                squash("--exclude-from", "/nowhere/at").refusal(2));
    }

    @Test
    void setsOfRulesAreDropped() throws IOException {
        Path mine = write("mine", "set: ours\nabout: ours\n\nrule: ours\nset: ours\nabout: ours\ndrop: /srv/tmp\n");
        Rules rules = Rules.builtIn().with(mine.toString(), Files.readString(mine));
        assertEquals(
                Filter.of(rules.of(List.of("caches", "ours"))),
                filter("--drop", "caches,ours", "--rules", mine.toString()));
    }

    @Test
    void unknownSetIsWrongUsage() {
        assertEquals(
                "squash: --drop: there is no set \"cache\"; the sets are backups, build-caches, bytecode, caches,"
                        + " dev-files, docs, history, locales, logs, tmp, vcs; did you mean caches?",
                squash("--drop", "cache").refusal(2));
        assertEquals(
                "squash: --rules has no meaning without --drop",
                squash("--rules", "x").refusal(2));
    }

    @Test
    void wrongRuleIsNamedWithItsLine() throws IOException {
        Path mine = write("mine", "rule: x\n\nrule: y\ndrops: /a\n");
        assertEquals(
                "squash: " + mine + ":1: the rule has no set",
                squash("--drop", "caches", "--rules", mine.toString()).refusal(2));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.IgnoreList;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.Squashing;
import io.github.imagesquash.it.Program.Outcome;
import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same lines, as {@code .dockerignore} of a {@code docker build} and as patterns of squash, leave the same files of the
 * same tree. Directories are not compared: builders differ on whether an excluded one stays.
 */
class IgnoreFileIT {
    private static final String IMAGE = Engine.imageName("ignored");

    private static final List<String> FILES = List.of(
            ("README.md README-secret.md LICENSE.md main.go temp tempa temp1 .hidden .git/config x.txt a-b a]b a^b ab aab"
                            + " somedir/temporary.txt somedir/temp somedir/sub/temporary.txt somedir/sub/tempx docs/a.md"
                            + " docs/deep/b.md docs/deep/README.md docs/b.go foo/bar foo/keep foo/baz/one foo/baz/two/three"
                            + " vendor/pkg/x.go vendor/pkg/x_test.go vendor/x.go node_modules/m/index.js"
                            + " app/node_modules/m/index.js app/src/a.c app/src/a.o app/a.o é/ü [x] !bang #hash q? st*r")
                    .split(" "));

    /** The first are those of Docker's documentation. */
    static final List<String> PATTERN_FILES = List.of(
            "# comment\n*/temp*\n*/*/temp*\ntemp?\n",
            "*.md\n!README.md\n",
            "*.md\n!README*.md\nREADME-secret.md\n",
            "*.md\nREADME-secret.md\n!README*.md\n",
            "**/*.go\n",
            "/foo/bar\n",
            "foo/bar\n",
            "somedir/../foo\n",
            "/../foo\n",
            ".git\n**/node_modules\n",
            "",
            "\n\n  \n# nothing\n",
            "*\n",
            "*\n!docs\n",
            "*\n!docs/deep\n",
            "*\n!*.go\n!vendor/**\n",
            "foo/\n",
            "foo//baz/\n",
            "./foo/./baz\n",
            "foo/*\n!foo/keep\n",
            "foo\n!foo/keep\n",
            "foo\n!foo/baz\nfoo/baz/two\n",
            "foo/**\n",
            "foo/baz/**\n!foo/baz/two\n",
            "**/baz\n",
            "**/deep/**\n",
            "docs/**/*.md\n",
            "**.go\n",
            "v**x.go\n",
            "app/**/a.o\n",
            "temp[0-9]\n",
            "temp[^0-9]\n",
            "a[\\-\\]]b\n",
            "a[^\\^]b\n",
            "a\\^b\n",
            "\\[x\\]\n",
            "[[]x]\n",
            "q\\?\nst\\*r\n",
            "\\!bang\n",
            "\\#hash\n",
            "#hash\n",
            " #hash\n",
            "  temp  \n\t*.md\t\n",
            "! main.go\n",
            "*\n! main.go\n",
            ".\n",
            "*\n!.\n",
            "..\n",
            "../foo\n",
            "/\n",
            "./\n",
            "foo/..\n",
            "?\n",
            "?/?\n",
            "é\n",
            ".*\n",
            "*.*\n",
            "*/\n",
            "foo\r\ndocs\r\n",
            "\ufefffoo\n",
            "foo",
            "FOO\n",
            "foo/bar/baz\n",
            "*/*\n!*/*.go\n",
            "!temp\ntemp\n!temp\n",
            "**/\n!docs/\n",
            "**/*\n!foo\n",
            "a**b\n",
            "***/*.go\n",
            "**/**/x.go\n");

    private static Engine engine;
    private static int builds;
    private static String image;

    @TempDir
    static Path directory;

    @BeforeAll
    static void makeTheContext() throws IOException {
        Needs.program("docker", "docker.io");
        engine = Engine.connect();
        Files.writeString(directory.resolve("Dockerfile"), "FROM scratch\nCOPY . /ctx/\n");
        for (String file : FILES) {
            Path path = directory.resolve("context").resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, "");
        }
        Files.createSymbolicLink(directory.resolve("context/link"), Path.of("foo"));
    }

    @AfterAll
    static void removeImages() {
        engine.close();
    }

    /** Each image has a name of its own, by which it is removed in the end. */
    private static Outcome dockerBuild(String patterns) throws IOException {
        Files.writeString(directory.resolve("context/.dockerignore"), patterns);
        image = IMAGE.replace(":1", ":" + ++builds);
        return ClassicBuild.run(directory, List.of("-f", "Dockerfile", "-t", image, "context"));
    }

    /** What a build copies, but for the files that it adds to every context. */
    private static Set<String> dockerKeeps(String patterns) throws IOException {
        Outcome outcome = dockerBuild(patterns);
        assertEquals(0, outcome.exitCode(), outcome.errors());
        return engine.list(image).below("ctx").files().entrySet().stream()
                .filter(file -> !file.getValue().get("type").equals("d"))
                .map(file -> Printable.of(file.getKey().getBytes(StandardCharsets.ISO_8859_1)))
                .filter(name -> !name.startsWith(".docker"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> squashKeeps(String patterns) {
        LayerBuilder layer = LayerBuilder.layer().symlink("link", "foo");
        FILES.forEach(file -> layer.file(file, ""));
        return Squashing.squashWithout(Filter.of(IgnoreList.parse("patterns", patterns)), layer).lines().stream()
                .filter(line -> !line.matches(".*/( mtime=.*)?"))
                .map(line -> line.replaceFirst("(=| -> ).*", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @FieldSource("PATTERN_FILES")
    void theSameFilesStay(String patterns) throws IOException {
        assertEquals(dockerKeeps(patterns), squashKeeps(patterns));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[x", "!", "a[]b", "a[b-]c", "x\\", "[a-"})
    void theSameFilesAreRefused(String patterns) throws IOException {
        assertNotEquals(0, dockerBuild(patterns).exitCode());
        assertThrows(IllegalArgumentException.class, () -> IgnoreList.parse("patterns", patterns));
    }

    /**
     * The one difference: a builder that is not BuildKit looks into an excluded directory only for exceptions that begin
     * with its name as it stands, and so misses those with a wildcard in front. Squash looks everywhere.
     */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                docs,!docs/**/README.md  | docs/deep/README.md
                vendor,!**/*_test.go     | vendor/pkg/x_test.go
                docs,!**/deep/*.md       | docs/deep/b.md docs/deep/README.md
                """)
    void exceptionsWithWildcardsHoldInExcludedDirectories(String patterns, String kept) throws IOException {
        String lines = patterns.replace(",", "\n");
        Set<String> expected = new TreeSet<>(dockerKeeps(lines));
        expected.addAll(List.of(kept.split(" ")));
        assertEquals(expected, squashKeeps(lines));
    }

    @Test
    void thereAreFilesToCompare() throws IOException {
        assertTrue(dockerKeeps("").size() > FILES.size());
    }
}

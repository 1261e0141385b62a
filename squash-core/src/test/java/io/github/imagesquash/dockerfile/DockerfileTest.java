// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DockerfileTest {
    private static String read(String content) {
        Dockerfile dockerfile = Dockerfile.parse("Dockerfile", content);
        return dockerfile.instructions().stream().map(Instruction::shown).collect(Collectors.joining("\n"))
                + dockerfile.notUnderstood();
    }

    @Test
    void continuedLinesAreOneInstructionWithoutComments() {
        assertEquals("line 2: FROM debian\nline 3: RUN a && b\nline 8: USER app[]", read("""
            # syntax=docker/dockerfile:1
            from debian
            RUN a \\
              # why

              && b

            USER app
            """));
    }

    @Test
    void hereDocumentsBelongToTheirInstruction() {
        assertEquals("line 1: RUN <<EOF apt-get update FROM x\nline 5: USER app[]", read("""
            RUN <<EOF
            apt-get update
            FROM x
            EOF
            USER app
            """));
    }

    /** BuildKit's frontend/dockerfile/parser: heredocsFromLine and its tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN <<EOF\na\nEOF\n",
                "RUN << EOF\na\nEOF\n",
                "RUN cat <<'EOF' && b\na\n EOF\nEOF\n",
                "RUN 3<<-\"EOF\"\na\n\t\tEOF\n",
                "RUN <<A <<B\na\nA\nb\nB\n",
                "COPY --link <<a.txt <<b.txt /c/\na\na.txt\nb\nb.txt\n",
                "onbuild run <<EOF\r\na\r\nEOF\r\n",
                "RUN echo $((1<<x))\n",
                "RUN echo \"a <<b\"\n",
                "RUN a <<<b\n",
                "ENV A=1 <<EOF\n",
                "RUN echo \\\n\n# b\n <<EOF\na\nEOF"
            })
    void hereDocumentsAreThoseOfDocker(String instruction) {
        Dockerfile file = Dockerfile.parse("Dockerfile", instruction + "\nUSER app");
        assertEquals(List.of(), file.notUnderstood());
        assertEquals(2, file.instructions().size(), file::toString);
    }

    @Test
    void aContinuedLineIsJoinedWithoutABlank() {
        assertEquals("line 1: RUN apt-get update[]", read("RUN apt-\\ \nget update\n"));
    }

    @Test
    void optionsAreNotArguments() {
        Instruction run = Dockerfile.parse("Dockerfile", "RUN --mount=type=\"a b\" --network=none -- --x  y")
                .instructions()
                .getFirst();
        assertEquals(List.of("--mount=type=a b", "--network=none"), run.options());
        assertEquals("--x  y", run.arguments());
    }

    @Test
    void theEscapeDirectiveIsHeeded() {
        assertEquals("line 2: RUN a b[]", read("# escape=`\nRUN a `\n b\n"));
    }

    /** BuildKit's frontend/dockerfile/parser: possibleParserDirective and its tests. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "# escape=`\n",
                "#escape=`\n",
                "  # ESCAPE = `  \n",
                "\ufeff# escape=`\n",
                "# escape=`\r\n",
                "# syntax=docker/dockerfile:1\n# escape=`\n",
                "# check=skip=all\n# Syntax = a\n#\tescape\t=\t`\n"
            })
    void directivesComeFirstInAnySpelling(String directives) {
        assertTrue(read(directives + "RUN a `\n b\n").endsWith("RUN a b[]"), read(directives + "RUN a `\n b\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# a comment\n# escape=`\n",
                "#\n# escape=`\n",
                "\n# escape=`\n",
                "FROM x\n# escape=`\n",
                "# unknown=a\n# escape=`\n",
                "#!/bin/sh\n# escape=`\n",
                "# no-word=a\n# escape=`\n",
                "# escape=\n# escape=`\n",
                "## escape=`\n"
            })
    void whatIsNoDirectiveEndsThem(String before) {
        assertTrue(read(before + "RUN a \\\n b\n").endsWith("RUN a b[]"), read(before + "RUN a \\\n b\n"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            '# escape=`'|'# escape=\\'
            '# syntax=a'|'# syntax=b'
            """)
    void aDirectiveTwiceIsTold(String first, String second) {
        Dockerfile file = Dockerfile.parse("Dockerfile", first + "\n" + second + "\nFROM x\n");
        assertEquals(List.of(2), file.notUnderstood());
    }

    @ParameterizedTest
    @ValueSource(strings = {"# escape=x", "# escape=``", "# escape=` b"})
    void anEscapeThatIsNoneIsTold(String directive) {
        assertEquals("line 2: RUN a b[1]", read(directive + "\nRUN a \\\n b\n"));
    }

    @Test
    void anEscapedEscapeDoesNotContinueTheLine() {
        assertEquals("line 1: RUN a \\\\\nline 2: USER b[]", read("RUN a \\\\\nUSER b\n"));
    }

    @Test
    void whatIsNoInstructionIsToldByItsLine() {
        assertEquals("line 1: FROM debian[2]", read("FROM debian\n{{ template }}\n"));
    }

    @Test
    void aStepIsFoundInTheLastStage() {
        Dockerfile dockerfile = Dockerfile.parse(
                "Dockerfile", "FROM a\nRUN make\nFROM b\nRUN make\nCOPY --chown=1 --link x y\nCOPY z /z/");
        assertEquals(4, line(dockerfile, "RUN /bin/sh -c make # buildkit"));
        assertEquals(5, line(dockerfile, "COPY x y # buildkit"));
        assertEquals(6, line(dockerfile, "/bin/sh -c #(nop) COPY file:ab in /z/"));
    }

    @Test
    void aStepIsFoundByItsJsonForm() {
        Dockerfile dockerfile = Dockerfile.parse("Dockerfile", """
            FROM a
            RUN ["make", "all"]
            COPY --link ["a b", "/c"]
            COPY ["z", "/z/"]
            COPY [1]
            """);
        assertEquals(2, line(dockerfile, "RUN make all # buildkit"));
        assertEquals(3, line(dockerfile, "COPY a b /c # buildkit"));
        assertEquals(4, line(dockerfile, "/bin/sh -c #(nop) COPY file:ab in /z/"));
    }

    private static int line(Dockerfile dockerfile, String createdBy) {
        return dockerfile
                .find(HistoryStep.parse(createdBy).instruction())
                .orElseThrow()
                .line();
    }
}

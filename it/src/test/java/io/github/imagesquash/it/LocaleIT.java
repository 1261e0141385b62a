package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S14: a file is written under the name that was given, or not at all, whatever the locale. */
class LocaleIT {
    /** As the shell writes their bytes. */
    private static final String LETTERS = "$'gr\\xc3\\xb6\\xc3\\x9fe \\xe5\\xad\\x97 \\xf0\\x9f\\x90\\xb3'";

    private FaultScene scene;
    private byte[] expected;

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        scene = FaultScene.in(directory);
        expected = scene.expected();
    }

    private Outcome inOutputs(String locale, String line) throws IOException {
        return scene.shell("unset LC_ALL LC_CTYPE LANG; " + locale + " cd "
                        + scene.output().getParent() + "; " + line)
                .run();
    }

    private String names() throws IOException {
        return Program.of("ls", "-b").in(scene.output().getParent()).run().text();
    }

    private void assertWritten(Outcome outcome, String read) throws IOException {
        assertEquals("", outcome.errors());
        assertEquals(0, outcome.exitCode());
        byte[] found = Program.of("bash", "-c", "cat " + read)
                .in(scene.output().getParent())
                .output();
        assertArrayEquals(expected, found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "export LC_ALL=C;",
                "export LC_ALL=POSIX;",
                "export LANG=C;",
                "export LC_CTYPE=C;",
                "export LC_ALL=C.UTF-8;",
                "export LC_ALL=xx_XX.UTF-8;",
                "export LANG=xx_XX;"
            })
    void otherLettersInNamesWork(String locale) throws IOException {
        String name = LETTERS + ".tar";
        assertWritten(inOutputs(locale, "\"$@\" " + scene.image() + " -o " + name), name);
        assertWritten(inOutputs(locale, "rm -f x; \"$@\" " + name + " -o x"), "x");
        assertWritten(
                inOutputs(locale, "mkdir " + LETTERS + "; cd " + LETTERS + "; \"$@\" ../" + name + " -o y"),
                LETTERS + "/y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"export LC_ALL=C;", "export LC_ALL=C.UTF-8;", "export LANG=xx_XX;"})
    void bytesThatAreNoLettersAreRefusedBeforeAnythingIsWritten(String locale) throws IOException {
        for (String arguments : List.of(
                "-o $'caf\\xe9.tar'", "-o x --digest-file $'d\\xff'", "-o oci:$'l\\xc3'", "-o x --temp-dir $'\\xe9'")) {
            Outcome outcome = inOutputs(locale, "\"$@\" " + scene.image() + " " + arguments);
            assertEquals(2, outcome.exitCode(), outcome.errors());
            assertTrue(outcome.errors().contains("has bytes that are no letters in UTF-8"), outcome.errors());
            assertEquals("", names());
        }
    }

    @Test
    void aReplacementCharacterThatWasTypedIsALetter() throws IOException {
        String name = "$'\\xef\\xbf\\xbd.tar'";
        assertWritten(inOutputs("export LC_ALL=C;", "\"$@\" " + scene.image() + " -o " + name), name);
    }

    @Test
    void aCurrentDirectoryOfOtherBytesIsRefused() throws IOException {
        String name = "$'caf\\xe9'";
        Outcome outcome = inOutputs("", "mkdir " + name + "; cd " + name + "; \"$@\" " + scene.image() + " -o new.tar");
        assertEquals(2, outcome.exitCode(), outcome.errors());
        assertEquals("caf\\351\n", names());
    }
}

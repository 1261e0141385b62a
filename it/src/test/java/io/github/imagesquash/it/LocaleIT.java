// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** S14: a file is written under the name that was given, or not at all, whatever the locale. */
class LocaleIT {
    /** As the shell writes their bytes. */
    private static final String LETTERS = "$'gr\\xc3\\xb6\\xc3\\x9fe \\xe5\\xad\\x97 \\xf0\\x9f\\x90\\xb3'";

    private static byte[] expected;

    private FaultScene scene;

    @BeforeAll
    static void squashUndisturbed(@TempDir Path directory) throws IOException {
        expected = FaultScene.small(directory).expected();
    }

    @BeforeEach
    void setScene(@TempDir Path directory) throws IOException {
        scene = FaultScene.small(directory);
    }

    private Outcome inOutputs(String locale, String line) throws IOException {
        String squash = "env -u LC_ALL -u LC_CTYPE -u LANG " + locale + " \"$@\" ";
        return scene.shell("cd " + scene.output().getParent() + "; " + line.replace("SQUASH ", squash))
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
                "LC_ALL=C",
                "LC_ALL=POSIX",
                "LANG=C",
                "LC_CTYPE=C",
                "LC_ALL=C.UTF-8",
                "LC_ALL=xx_XX.UTF-8",
                "LANG=xx_XX"
            })
    void otherLettersInNamesWork(String locale) throws IOException {
        String name = LETTERS + ".tar";
        assertWritten(inOutputs(locale, "SQUASH " + scene.image() + " -o " + name), name);
        assertWritten(inOutputs(locale, "cp " + scene.image() + " " + name + "; SQUASH " + name + " -o x"), "x");
        String below = "mkdir " + LETTERS + "; cd " + LETTERS + "; SQUASH ../" + name + " -o y";
        assertWritten(inOutputs(locale, below), LETTERS + "/y");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LC_ALL=C", "LC_ALL=C.UTF-8", "LANG=xx_XX"})
    void bytesThatAreNoLettersAreRefusedBeforeAnythingIsWritten(String locale) throws IOException {
        for (String arguments : List.of(
                "-o $'caf\\xe9.tar'", "-o x --digest-file $'d\\xff'", "-o oci:$'l\\xc3'", "-o x --temp-dir $'\\xe9'")) {
            Outcome outcome = inOutputs(locale, "SQUASH " + scene.image() + " " + arguments);
            assertEquals(2, outcome.exitCode(), outcome.errors());
            assertTrue(outcome.errors().contains("has bytes that are not characters in UTF-8"), outcome.errors());
            assertEquals("", names());
        }
    }

    @Test
    void aReplacementCharacterThatWasTypedIsALetter() throws IOException {
        String name = "$'\\xef\\xbf\\xbd.tar'";
        assertWritten(inOutputs("LC_ALL=C", "SQUASH " + scene.image() + " -o " + name), name);
    }

    @Test
    void aCurrentDirectoryOfOtherBytesIsRefused() throws IOException {
        String name = "$'caf\\xe9'";
        Outcome outcome = inOutputs("", "mkdir " + name + "; cd " + name + "; SQUASH " + scene.image() + " -o new.tar");
        assertEquals(2, outcome.exitCode(), outcome.errors());
        assertEquals("caf\\351\n", names());
    }
}

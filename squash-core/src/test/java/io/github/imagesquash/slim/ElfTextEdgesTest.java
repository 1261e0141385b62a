// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.slim.SlimmedRoot.slim;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the texts of a binary of the application keep. The header of these is damaged, which changes nothing. */
class ElfTextEdgesTest {
    private static byte[] binary(String texts) {
        return ("\u007fELF\u0002\u0001" + texts).getBytes(ISO_8859_1);
    }

    @Test
    void librariesThatAreOpenedByNameAreGuesses() throws IOException {
        slim(debian().installed("plugin")
                        .file("usr/lib/x86_64-linux-gnu/libplug.so.1", "")
                        .installed("other")
                        .file("usr/lib/x86_64-linux-gnu/libother.so.1", "")
                        .layer()
                        .file("app/server", binary("\0libplug.so.1\0lib%s.so.1\0")))
                .keeps("plugin")
                .explains(
                        "plugin",
                        "files of no package > /app/server [declared: belongs to no package]"
                                + " > /usr/lib/x86_64-linux-gnu/libplug.so.1 [guessed: contains the text libplug.so.1]"
                                + " > package plugin [proven: belongs to it]");
    }

    @Test
    void pathsOfProgramsAreGuesses() throws IOException {
        slim(debian().installed("git")
                        .file("usr/bin/git", "")
                        .installed("vim")
                        .file("usr/bin/vim", "")
                        .layer()
                        .file("app/server", binary("\0exec /usr/bin/git --version\0")))
                .keeps("git")
                .isSure("git", Strength.GUESSED);
    }

    @Test
    void pathsOfSourcesAreNoneBecauseOnlyDebuggersReadThem() throws IOException {
        slim(debian().installed("golang-src")
                        .file("usr/lib/go-1.19/src/runtime/asm_amd64.s", "")
                        .file("usr/lib/go-1.19/src/runtime/proc.go", "")
                        .file("usr/lib/go-1.19/src/runtime/runtime-gdb.py", "")
                        .installed("doc")
                        .file("usr/share/doc/doc/guide.html", "")
                        .layer()
                        .file(
                                "app/server",
                                binary(
                                        "\0/usr/lib/go-1.19/src/runtime/asm_amd64.s\0/usr/lib/go-1.19/src/runtime/proc.go"
                                                + "\0/usr/lib/go-1.19/src/runtime/runtime-gdb.py"
                                                + "\0see /usr/share/doc/doc/guide.html\0")))
                .keeps();
    }

    @Test
    void longTextsWithoutAnEndAreBounded() throws IOException {
        slim(debian().installed("git")
                        .file("usr/bin/git", "")
                        .layer()
                        .file(
                                "app/server",
                                binary("/".repeat(1 << 20) + "\0" + "a.so".repeat(1 << 18) + "\0/usr/bin/git")))
                .keeps("git");
    }

    /** A program is read in parts of 64 KiB. */
    @ParameterizedTest
    @ValueSource(ints = {65_520, 65_525, 65_526, 65_535, 65_536, 65_537, 131_070})
    void textsAreFoundWhereverTheyAre(int position) throws IOException {
        slim(debian().installed("git")
                        .file("usr/bin/git", "")
                        .layer()
                        .file("app/server", binary("\0".repeat(position) + "/usr/bin/git\0")))
                .keeps("git");
        slim(debian().installed("git")
                        .file("usr/bin/git", "")
                        .layer()
                        .file("app/server", binary("\0" + "x ".repeat(position / 2) + "/usr/bin/git")))
                .keeps("git");
    }
}

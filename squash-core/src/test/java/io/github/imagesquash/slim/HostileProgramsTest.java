// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.fixture.ElfBuilder.elf;
import static io.github.imagesquash.slim.SlimmedRoot.slim;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.github.imagesquash.fixture.ElfBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs, links and scripts that lie, or lead in circles, are read as far as they are true, and quickly. */
class HostileProgramsTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    private static LayerBuilder withLibrary(byte[] program) {
        return debian().installed("lib")
                .file("usr/lib/libown.so.1", elf().bytes())
                .layer()
                .file("app/main", program);
    }

    private static String directories(int number) {
        return IntStream.range(0, number).mapToObj(i -> "/d" + i).collect(Collectors.joining(":"));
    }

    /** Positions: of the table of segments, and of offset, address and size in the segment of the dynamic section. */
    @ParameterizedTest
    @CsvSource({
        "32, 9223372036854775807",
        "32, -1",
        "128, 9223372036854775807",
        "128, -8",
        "128, 100000",
        "152, 9223372036854775807",
        "152, -1",
        "72, 9223372036854775807",
        "80, -9223372036854775808",
        "96, -1"
    })
    void positionsOutsideOfTheFileLeadNowhere(int position, long value) throws IOException {
        byte[] program = elf().needed("libown.so.1").bytes();
        ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putLong(position, value);
        assertTimeoutPreemptively(LONG, () -> slim(withLibrary(program)));
    }

    @Test
    void stringsOutsideOfTheTableAreEmpty() throws IOException {
        slim(withLibrary(elf().tag(ElfBuilder.NEEDED, -1)
                        .tag(ElfBuilder.NEEDED, Long.MAX_VALUE)
                        .tag(ElfBuilder.RUNPATH, Long.MIN_VALUE)
                        .bytes()))
                .keeps();
    }

    @Test
    void aSectionThatOverlapsTheHeaderEnds() {
        byte[] program = elf().needed("libown.so.1").bytes();
        ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putLong(128, 0).putLong(152, program.length);
        assertTimeoutPreemptively(LONG, () -> slim(withLibrary(program)));
    }

    @Test
    void librariesThatNeedEachOtherAndSearchEachOthersDirectoriesEnd() throws IOException {
        slim(debian().installed("a")
                        .file(
                                "usr/lib/a/liba.so",
                                elf().needed("libb.so").runpath("$ORIGIN/../b").bytes())
                        .installed("b")
                        .file(
                                "usr/lib/b/libb.so",
                                elf().needed("liba.so", "libb.so")
                                        .runpath("$ORIGIN/../a:$ORIGIN/../b")
                                        .bytes())
                        .layer()
                        .file(
                                "app/main",
                                elf().needed("liba.so").rpath("/usr/lib/a").bytes()))
                .keeps("a");
    }

    @Test
    void ofAMillionLibrariesTheFirstAreSearchedInEachDirectory() {
        ElfBuilder program = elf().needed("libown.so.1").runpath(directories(200_000));
        for (int i = 0; i < 1_000_000; i++) {
            program.tag(ElfBuilder.NEEDED, 1 + i % 1_000_000);
        }
        assertTimeoutPreemptively(
                LONG, () -> slim(withLibrary(program.bytes())).keeps("lib").warns(Warning.Kind.PARTLY_SEARCHED));
    }

    @Test
    void manyPathsInManyProgramsAreSearchedQuickly() {
        LayerBuilder layer = withLibrary(elf().needed("libown.so.1").bytes());
        byte[] program = elf().needed(
                        IntStream.range(0, 500).mapToObj(i -> "lib" + i + ".so").toArray(String[]::new))
                .rpath(directories(100))
                .bytes();
        for (int i = 0; i < 50; i++) {
            layer.file("app/p" + i, program);
        }
        assertTimeoutPreemptively(LONG, () -> slim(layer).keeps("lib"));
    }

    @Test
    void aHundredThousandDirectoriesOfVariantsAndOfTheConfigurationAreSearchedQuickly() {
        LayerBuilder layer = withLibrary(elf().needed(
                        IntStream.range(0, 500).mapToObj(i -> "lib" + i + ".so").toArray(String[]::new))
                .needed("libown.so.1")
                .bytes());
        for (int i = 0; i < 20_000; i++) {
            layer.file("usr/lib/glibc-hwcaps/v" + i + "/x", "");
            layer.file("etc/ld.so.conf.d/" + i + ".conf", "/e" + i + "\ninclude /etc/ld.so.conf.d/*.conf\n");
        }
        layer.file("etc/ld.so.conf", "include ld.so.conf.d/*.conf ".repeat(1000) + "\n" + "/x\n/y\n".repeat(10_000));
        assertTimeoutPreemptively(LONG, () -> slim(layer).keeps("lib"));
    }

    @Test
    void linksInACircleLeadNowhere() throws IOException {
        LayerBuilder layer = debian().installed("a")
                .file("usr/bin/a", "")
                .symlink("usr/bin/b", "c")
                .symlink("usr/bin/c", "/usr/bin/b")
                .layer()
                .symlink("start", "start")
                .symlink("app/in", "../app/out")
                .symlink("app/out", "in");
        slim(layer, "/start", "b", "/app/in/x").keeps().warns(Warning.Kind.MISSING_PROGRAM);
    }

    @Test
    void interpretersInACircleEnd() throws IOException {
        slim(
                        debian().installed("a")
                                .file("usr/bin/a", "#!/usr/bin/b\n")
                                .installed("b")
                                .file("usr/bin/b", "#! /usr/bin/a\n")
                                .layer()
                                .file("app/x", "#!/app/y\n")
                                .file("app/y", "#!/app/x\n"),
                        "a")
                .keeps("a");
    }

    @Test
    void aFileWithAHundredThousandNamesIsSearchedOnce() {
        byte[] large = new byte[4 << 20];
        byte[] program = elf().needed("libown.so.1").bytes();
        System.arraycopy(program, 0, large, 0, program.length);
        LayerBuilder layer = withLibrary(large);
        for (int i = 0; i < 100_000; i++) {
            layer.hardLink("app/" + i, "app/main");
        }
        assertTimeoutPreemptively(LONG, () -> slim(layer, "/app/77777").keeps("lib"));
    }

    @Test
    void ofAScriptOfAHundredMegabytesTheBeginningIsSearched() {
        byte[] script = ("#!/bin/sh\nexec a\n" + "x\n".repeat(50 << 20)).getBytes(StandardCharsets.US_ASCII);
        LayerBuilder layer = debian().installed("a")
                .file("usr/bin/a", "")
                .layer()
                .file("start", script)
                .mode(0755);
        assertTimeoutPreemptively(LONG, () -> slim(layer, "/start").keeps("a").warns(Warning.Kind.PARTLY_SEARCHED));
    }
}

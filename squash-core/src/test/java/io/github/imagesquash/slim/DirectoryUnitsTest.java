// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.ElfBuilder.elf;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.slim.SlimmedRoot.slim;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.slim.SlimOptions.Unit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which files of an image without a package database go: directories take the place of packages. */
class DirectoryUnitsTest {
    private static SlimmedRoot judged(LayerBuilder layer, List<String> traced, String command) throws IOException {
        return slim(
                new SlimOptions(Unit.FILES, List.of(), traced, List.of(), List.of(), false),
                layer,
                settings -> settings.put("WorkingDir", "/work").putArray("Cmd").add(command));
    }

    @Test
    void whatTheCommandLeadsToStaysWithEverythingInItsDirectory() throws IOException {
        judged(
                        layer().file("app/main", elf().needed("liba.so.1").bytes())
                                .file("app/pages/index.html", "")
                                .file("usr/lib/liba.so.1.2", elf().bytes())
                                .symlink("usr/lib/liba.so.1", "liba.so.1.2")
                                .file("usr/lib/libb.so.1", elf().bytes())
                                .file("usr/lib/gcc/12/cc1", "")
                                .file("usr/bin/gcc", ""),
                        List.of(),
                        "/app/main")
                .keeps("/app", "/usr/lib")
                .removes("/usr/lib/libb.so.1")
                .explainsFile(
                        "usr/lib/liba.so.1.2",
                        "Cmd > /app/main [declared: names /app/main] > /usr/lib/liba.so.1.2 [proven: linked to liba.so.1]")
                .explains(
                        "/app", "Cmd > /app/main [declared: names /app/main] > directory /app [proven: belongs to it]");
    }

    @Test
    void whatARunOpenedStaysToo() throws IOException {
        judged(
                        layer().file("app", "")
                                .file("opt/plugin/a", "")
                                .file("opt/plugin/b", "")
                                .file("opt/other/c", ""),
                        List.of("/opt/plugin/a"),
                        "/app")
                .keeps("/", "/opt/plugin");
    }

    @Test
    void settingsDataAndWhatEveryImageNeedsStay() throws IOException {
        judged(
                        layer().file("app", "")
                                .file("etc/ssl/certs/ca.crt", "")
                                .file("usr/share/zoneinfo/UTC", "")
                                .file("usr/share/doc/app/copyright", "")
                                .file("usr/share/doc/app/README", "")
                                .file("var/lib/app/state", "")
                                .file("work/input", "")
                                .symlink("bin", "usr/bin")
                                .file("usr/bin/true", ""),
                        List.of(),
                        "/app")
                .keeps("/", "/etc/ssl", "/usr/share/doc/app", "/usr/share/zoneinfo", "/var/lib/app", "/work")
                .removes("/usr/share/doc/app/README");
    }

    @Test
    void alternativesGoWithTheProgramsThatNothingStarts() throws IOException {
        judged(
                        layer().file("usr/bin/java-17", "")
                                .symlink("etc/alternatives/java", "/usr/bin/java-17")
                                .symlink("usr/bin/java", "/etc/alternatives/java")
                                .file("usr/bin/vim.basic", "")
                                .symlink("etc/alternatives/vi", "/usr/bin/vim.basic")
                                .symlink("usr/bin/vi", "/etc/alternatives/vi"),
                        List.of(),
                        "java")
                .removes("/etc/alternatives/vi", "/usr/bin/vi", "/usr/bin/vim.basic");
    }

    @Test
    void aProgramThatIsNotThereIsAWarning() throws IOException {
        judged(layer().file("etc/passwd", ""), List.of("/etc/passwd"), "/gone")
                .keeps("/etc")
                .warns(Warning.Kind.MISSING_PROGRAM);
    }

    @Test
    void anImageWithoutAnyRootIsRefused() {
        UnmetRequestException refusal = assertThrows(
                UnmetRequestException.class, () -> judged(layer().file("etc/passwd", ""), List.of("/x"), "/gone"));
        assertEquals(
                "old.tar: neither its config nor --root or --trace names a file that it contains, so all would go",
                refusal.getMessage());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.slim.SlimmedRoot.slim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.fixture.DebianRoot;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.slim.SlimOptions.Unit;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Which files of packages that stay go. */
class FileDecisionTest {
    private static final SlimOptions FILES = SlimOptions.of(Unit.FILES);

    private static Consumer<ObjectNode> runs(String command) {
        return settings -> settings.putArray("Cmd").add(command);
    }

    private static SlimOptions traced(String... paths) {
        return new SlimOptions(Unit.FILES, List.of(), List.of(paths), List.of(), List.of(), false);
    }

    private static DebianRoot app() {
        return debian().installed("app", "Depends: lib").file("usr/bin/app", "#!/usr/bin/interpreter\n");
    }

    @Test
    void toolsDocumentsAndHeadersGoAndSettingsAndLicencesStay() throws IOException {
        slim(
                        FILES,
                        app().file("etc/app.conf", "")
                                .file("usr/bin/app-admin", "")
                                .file("usr/share/doc/app/README", "")
                                .file("usr/share/doc/app/copyright", "")
                                .file("usr/include/app.h", "")
                                .file("var/lib/app/state", "")
                                .installed("lib")
                                .file("usr/bin/lib-tool", "")
                                .file("usr/share/lib/data", "")
                                .layer(),
                        runs("app"))
                .keeps("app", "lib")
                .removes(
                        "/usr/bin/app-admin",
                        "/usr/bin/lib-tool",
                        "/usr/include/app.h",
                        "/usr/share/doc/app/README",
                        "/usr/share/lib/data");
    }

    @Test
    void directoriesOfItsOwnStayWithTheFirstFileOfAPackage() throws IOException {
        slim(
                        FILES,
                        app().file("usr/share/app/pages/index.html", "")
                                .installed("lib")
                                .file("usr/lib/lib/plugin.so", "")
                                .layer(),
                        runs("app"))
                .removes("/usr/lib/lib/plugin.so")
                .explainsFile(
                        "usr/share/app/pages/index.html",
                        "Cmd > /usr/bin/app [declared: names app] > package app [proven: belongs to it]"
                                + " > /usr/share/app/pages/index.html [guessed: is in a directory of its own]");
    }

    @Test
    void filesOfPackagesAreSearchedForWhatTheyName() throws IOException {
        slim(
                        FILES,
                        app().installed("lib")
                                .file("usr/bin/interpreter", "#!/bin/sh\nexec helper /usr/share/lib\n")
                                .file("usr/bin/helper", "")
                                .file("usr/bin/unneeded", "")
                                .file("usr/share/lib/data/file", "")
                                .layer(),
                        runs("app"))
                .removes("/usr/bin/unneeded")
                .explainsFile(
                        "usr/bin/helper",
                        "Cmd > /usr/bin/app [declared: names app] > /usr/bin/interpreter [proven: its interpreter]"
                                + " > /usr/bin/helper [named: contains the word helper]");
    }

    @Test
    void aDirectoryThatSomethingNamesStaysAsAWhole() throws IOException {
        LayerBuilder root = app().installed("lib", "Depends: fonts")
                .installed("fonts")
                .file("usr/share/fonts/a/a.ttf", "")
                .file("usr/bin/fontcache", "")
                .layer();
        slim(FILES, root, runs("app")).removes("/usr/bin/fontcache", "/usr/share/fonts/a/a.ttf");
        slim(traced("/usr/share/fonts"), root, runs("app")).removes("/usr/bin/fontcache");
        root.file("srv/settings", "fonts = /usr/share/fonts\n");
        slim(FILES, root, runs("app"))
                .removes("/usr/bin/fontcache")
                .explainsFile(
                        "usr/share/fonts/a/a.ttf",
                        "files of no package > /srv/settings [declared: belongs to no package]"
                                + " > /usr/share/fonts [guessed: contains the path /usr/share/fonts]"
                                + " > /usr/share/fonts/a/a.ttf [named: is in it]");
    }

    @Test
    void directoriesOfManyPackagesAreNotMeantAsAWhole() throws IOException {
        slim(
                        FILES,
                        app().file("usr/bin/other", "")
                                .installed("lib")
                                .layer()
                                .file("srv/settings", "path = /usr/bin:/usr/share/doc:/usr/lib\n"),
                        runs("app"))
                .removes("/usr/bin/other");
    }

    @Test
    void essentialPackagesLoseOnlyWhatIsOptional() throws IOException {
        slim(
                        FILES,
                        debian().installed("coreutils", "Essential: yes")
                                .file("usr/bin/ls", "")
                                .file("usr/share/man/man1/ls.1.gz", "")
                                .file("usr/share/locale/de/LC_MESSAGES/coreutils.mo", "")
                                .file("usr/share/locale/fr/LC_MESSAGES/coreutils.mo", "")
                                .layer(),
                        settings -> settings.putArray("Env").add("LANG=de_AT.UTF-8"))
                .removes("/usr/share/locale/fr/LC_MESSAGES/coreutils.mo", "/usr/share/man/man1/ls.1.gz");
    }

    @Test
    void guessesOfEssentialPackagesThatNothingUsesDoNotCount() throws IOException {
        LayerBuilder root = debian().installed("perl-base", "Essential: yes", "Depends: perl-modules")
                .file("usr/bin/perl", "#!/bin/none\n# /usr/share/perl/5\n")
                .installed("perl-modules")
                .file("usr/share/perl/5/CPAN.pm", "")
                .layer();
        slim(FILES, root, runs("none")).removes("/usr/share/perl/5/CPAN.pm");
        slim(FILES, root, runs("perl")).removes();
    }

    @Test
    void packagesAndPathsThatTheUserNamesStayWhole() throws IOException {
        LayerBuilder root = debian().installed("app")
                .file("usr/bin/app", "")
                .file("usr/include/app.h", "")
                .file("usr/share/doc/app/README", "")
                .layer();
        slim(new SlimOptions(Unit.FILES, List.of(), List.of(), List.of("app"), List.of(), false), root, runs("app"))
                .removes();
        slim(
                        new SlimOptions(Unit.FILES, List.of("/usr/include"), List.of(), List.of(), List.of(), false),
                        root,
                        runs("app"))
                .removes("/usr/share/doc/app/README");
    }

    @Test
    void theTargetOfALinkThatStaysStays() throws IOException {
        slim(
                        FILES,
                        app().installed("lib")
                                .symlink("usr/bin/interpreter", "interpreter-1")
                                .file("usr/bin/interpreter-1", "")
                                .symlink("usr/bin/interpreter-old", "interpreter-0")
                                .file("usr/bin/interpreter-0", "")
                                .layer(),
                        runs("app"))
                .removes("/usr/bin/interpreter-0", "/usr/bin/interpreter-old");
    }

    @Test
    void filesOfThePackageManagerProveNothing() throws IOException {
        slim(
                        FILES,
                        app().file("usr/share/man/man1/app.1", "")
                                .installed("lib")
                                .layer()
                                .file("srv/settings", "/var/lib/dpkg/info\n"),
                        runs("app"))
                .removes("/usr/share/man/man1/app.1");
    }
}

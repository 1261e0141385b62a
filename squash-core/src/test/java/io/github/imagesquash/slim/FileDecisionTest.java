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
                                .file("usr/lib/app/perl.h", "")
                                .file("usr/lib/app/module.so", "")
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
                        "/usr/lib/app/perl.h",
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
        LayerBuilder root = debian().installed("perl-base", "Essential: yes", "Depends: perl-data")
                .file("usr/bin/perl", "#!/bin/none\n# /usr/share/data\n")
                .installed("perl-data")
                .file("usr/share/data/names", "")
                .layer();
        slim(FILES, root, runs("none")).removes("/usr/share/data/names");
        slim(FILES, root, runs("perl")).removes();
    }

    @Test
    void aDirectoryThatInterpretersSearchIsNotMeantAsAWhole() throws IOException {
        LayerBuilder root = modules("Depends: interpreter");
        slim(FILES, root, runs("/srv/app.py")).removes("/usr/lib/python3/dist-packages/unneeded.py");
        slim(traced("/usr/lib/python3/dist-packages"), root, runs("/srv/app.py"))
                .removes("/usr/lib/python3/dist-packages/unneeded.py");
    }

    @Test
    void modulesThatTheirPackageDependsOnStay() throws IOException {
        slim(FILES, modules("Depends: interpreter, unneeded"), runs("/srv/app.py"))
                .removes()
                .explainsFile(
                        "usr/lib/python3/dist-packages/unneeded.py",
                        "Cmd > /srv/app.py [declared: names /srv/app.py]"
                                + " > /usr/lib/python3/dist-packages/module.py [named: imports module]"
                                + " > package module [proven: belongs to it]"
                                + " > package unneeded [declared: depends on unneeded]"
                                + " > /usr/lib/python3/dist-packages/unneeded.py [guessed: is in a directory of its own]");
    }

    @Test
    void guessedFilesLeadOnlyToPackagesThatTheirOwnDependsOn() throws IOException {
        LayerBuilder root = debian().installed("app", "Depends: meter")
                .file("usr/bin/app", "")
                .file("usr/share/app/notify", "#!/bin/sh\nmailer\nmeter\n")
                .installed("base", "Essential: yes", "Depends: mailer")
                .installed("mailer")
                .file("usr/bin/mailer", "")
                .installed("meter")
                .file("usr/bin/meter", "")
                .layer();
        slim(FILES, root, runs("app")).removes("/usr/bin/mailer");
        slim(traced("/usr/share/app/notify"), root, runs("app")).removes();
    }

    @Test
    void aGuessedSettingDoesNotShowThatItsPackageIsUsed() throws IOException {
        LayerBuilder root = debian().installed("app", "Depends: tool")
                .file("usr/bin/app", "")
                .file("usr/share/app/data", "/etc/tool.conf\n")
                .installed("tool")
                .file("etc/tool.conf", "")
                .file("usr/share/tool/data", "")
                .layer();
        slim(FILES, root, runs("app")).removes("/usr/share/tool/data");
        slim(traced("/etc/tool.conf"), root, runs("app")).removes();
    }

    /** An interpreter that names its directory of modules, and a program that imports one of two. */
    private static LayerBuilder modules(String needed) {
        return debian().installed("interpreter")
                .file("usr/bin/python3", "#!/bin/none\n# /usr/lib/python3/dist-packages\n")
                .installed("module", needed)
                .file("usr/lib/python3/dist-packages/module.py", "")
                .installed("base", "Essential: yes", "Depends: unneeded")
                .installed("unneeded")
                .file("usr/lib/python3/dist-packages/unneeded.py", "")
                .layer()
                .file("srv/app.py", "#!/usr/bin/python3\nimport module\n")
                .mode(0755);
    }

    @Test
    void packagesAndPathsThatTheUserNamesStayWhole() throws IOException {
        LayerBuilder root = debian().installed("app")
                .file("usr/bin/app", "")
                .file("usr/include/app.h", "")
                .file("usr/share/doc/app/README", "")
                .layer();
        SlimOptions kept = new SlimOptions(Unit.FILES, List.of(), List.of(), List.of("app"), List.of(), false);
        slim(kept, root, runs("app")).removes();
        SlimOptions named =
                new SlimOptions(Unit.FILES, List.of("/usr/include"), List.of(), List.of(), List.of(), false);
        slim(named, root, runs("app")).removes("/usr/share/doc/app/README");
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

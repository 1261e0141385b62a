// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.slim.SlimmedRoot.slim;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.fixture.DebianRoot;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.slim.SlimOptions.Unit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which packages of an image stay, and why. */
class SlimDecisionTest {
    private static SlimOptions options(List<String> roots, List<String> kept, List<String> dropped) {
        return new SlimOptions(Unit.PACKAGES, roots, List.of(), kept, dropped, false);
    }

    private static void isRefused(String message, LayerBuilder layer, SlimOptions options) {
        UnmetRequestException refusal =
                assertThrows(UnmetRequestException.class, () -> slim(options, layer, settings -> {}));
        assertEquals(message, refusal.getMessage());
    }

    @Test
    void thePackageOfTheCommandStaysWithItsDependencies() throws IOException {
        slim(
                        debian().installed("app", "Depends: lib (>= 1)")
                                .file("usr/bin/app", "")
                                .installed("lib")
                                .file("usr/lib/lib.so", "")
                                .installed("other")
                                .file("usr/bin/other", "")
                                .layer(),
                        "app",
                        "--verbose")
                .keeps("app", "lib")
                .explains(
                        "lib",
                        "Cmd > /usr/bin/app [declared: names app] > package app [proven: belongs to it]"
                                + " > package lib [declared: depends on lib]");
    }

    @Test
    void essentialPackagesAndTheBaseOfEveryImageStay() throws IOException {
        slim(debian().installed("dash", "Essential: yes")
                        .installed("tzdata")
                        .installed("vim")
                        .layer())
                .keeps("dash", "tzdata")
                .explains("dash", "essential packages > package dash [declared: is essential]");
    }

    @Test
    void filesOfNoPackageAreRoots() throws IOException {
        slim(debian().installed("node")
                        .file("usr/bin/node", "")
                        .installed("git")
                        .file("usr/bin/git", "")
                        .layer()
                        .file("app/start", "#!/usr/bin/env -S node --trace\n"))
                .keeps("node")
                .explains(
                        "node",
                        "files of no package > /app/start [declared: belongs to no package]"
                                + " > /usr/bin/node [proven: its interpreter node] > package node [proven: belongs to it]");
    }

    @Test
    void linksAreFollowedAndTheirPackagesStay() throws IOException {
        slim(
                        debian().installed("java-common")
                                .symlink("usr/lib/jvm/default", "jdk")
                                .installed("jdk")
                                .file("usr/lib/jvm/jdk/bin/java", "")
                                .layer()
                                .symlink("etc/alternatives/java", "/usr/lib/jvm/default/bin/java")
                                .symlink("usr/bin/java", "/etc/alternatives/java"),
                        "java")
                .keeps("java-common", "jdk");
    }

    @Test
    void alternativesAreNoRootsByThemselves() throws IOException {
        slim(debian().installed("vim")
                        .file("usr/bin/vim.basic", "")
                        .layer()
                        .symlink("etc/alternatives/vi", "/usr/bin/vim.basic")
                        .symlink("usr/bin/vi", "/etc/alternatives/vi")
                        .file("etc/shells", "/usr/bin/vim.basic\n")
                        .symlink("etc/systemd/system/x.service", "/usr/bin/vim.basic"))
                .keeps();
    }

    @Test
    void ofSeveralPackagesThatMeetARequirementOneThatStaysAnywayIsEnough() throws IOException {
        LayerBuilder root = debian().installed("app", "Depends: exim | postfix, mail")
                .file("usr/bin/app", "")
                .installed("exim", "Provides: mail")
                .installed("postfix", "Provides: mail")
                .layer();
        slim(root, "app").keeps("app", "exim");
        slim(options(List.of(), List.of("postfix"), List.of()), root, settings -> settings.put("User", "0"))
                .keeps("postfix");
        slim(options(List.of("app"), List.of("postfix"), List.of()), root, settings -> {})
                .keeps("app", "postfix");
    }

    @Test
    void dependenciesInACycleEnd() throws IOException {
        slim(
                        debian().installed("a", "Depends: b")
                                .file("usr/bin/a", "")
                                .installed("b", "Depends: c | d")
                                .installed("c", "Depends: a, b")
                                .installed("d")
                                .layer(),
                        "/usr/bin/a")
                .keeps("a", "b", "c");
    }

    @Test
    void recommendedPackagesStayIfThatIsRequested() throws IOException {
        LayerBuilder root = debian().installed("a", "Recommends: b")
                .file("usr/bin/a", "")
                .installed("b")
                .layer();
        slim(root, "a").keeps("a");
        slim(new SlimOptions(Unit.PACKAGES, List.of("a"), List.of(), List.of(), List.of(), true), root, settings -> {})
                .keeps("a", "b");
    }

    @Test
    void whatAStartScriptNamesIsNoGuess() throws IOException {
        LayerBuilder root = debian().installed("gosu")
                .file("usr/bin/gosu", "")
                .installed("git")
                .file("usr/bin/git", "")
                .layer()
                .file("start.sh", "#!/bin/sh\n# git is a comment\nuser=app\nexec gosu \"$user\" ./app\n")
                .mode(0755);
        slim(root, "/start.sh").keeps("gosu").isSure("gosu", Strength.NAMED);
        slim(root).keeps("gosu").isSure("gosu", Strength.GUESSED);
    }

    @Test
    void aGuessIsDroppedIfTheUserSaysSo() throws IOException {
        LayerBuilder root = debian().installed("gcc", "Depends: binutils")
                .file("usr/bin/gcc", "")
                .installed("binutils")
                .layer()
                .file("app/build", "#!/bin/sh\ngcc x.c\n")
                .mode(0755);
        slim(root).keeps("binutils", "gcc");
        slim(options(List.of(), List.of(), List.of("gcc")), root, settings -> {})
                .keeps();
        isRefused(
                "old.tar: --drop-package gcc: it is needed: --root → /usr/bin/gcc → package gcc",
                root,
                options(List.of("gcc"), List.of(), List.of("gcc")));
    }

    /** The directory /lib, which old packages list, is a link in an image whose /lib is merged into /usr/lib. */
    @Test
    void linksAtTheTopBelongToNoPackage() throws IOException {
        slim(
                        debian().installed("cpp")
                                .list("lib")
                                .installed("lib")
                                .file("usr/lib/x", "")
                                .layer()
                                .symlink("lib", "usr/lib"),
                        "/lib/x")
                .keeps("lib");
    }

    @Test
    void directoriesNamedAsRootsKeepThePackagesOfTheirFiles() throws IOException {
        LayerBuilder root =
                debian().installed("a").file("usr/share/fonts/a/a.ttf", "").layer();
        slim(options(List.of("/usr/share/fonts"), List.of(), List.of()), root, settings -> {})
                .keeps("a");
    }

    @Test
    void directoriesThatVariablesNameStay() throws IOException {
        slim(
                        SlimOptions.PACKAGES,
                        debian().installed("jdk")
                                .file("usr/lib/jvm/jdk/bin/java", "")
                                .installed("sh")
                                .file("usr/bin/sh", "")
                                .layer(),
                        settings -> settings.putArray("Env")
                                .add("JAVA_HOME=/usr/lib/jvm/jdk")
                                .add("PATH=/usr/bin"))
                .keeps("jdk")
                .isSure("jdk", Strength.DECLARED);
    }

    @Test
    void aProgramThatIsNotThereIsAWarning() throws IOException {
        slim(debian().installed("a").layer(), "gone").keeps().warns(Warning.Kind.MISSING_PROGRAM);
    }

    @Test
    void namesThatDoNotExistAreRefused() {
        LayerBuilder root = debian().installed("nginx").layer();
        isRefused(
                "old.tar: --keep-package ngin: no such package; did you mean nginx?",
                root,
                options(List.of(), List.of("ngin"), List.of()));
        isRefused(
                "old.tar: --root /x: no such path or command in the image",
                root,
                options(List.of("/x"), List.of(), List.of()));
    }

    @Test
    void imagesWithoutADatabaseThatCanBeChangedAreRefused() {
        isRefused(
                "old.tar: no package database, so squash cannot tell packages apart; only --slim=files with --trace can"
                        + " help, and \"squash slim --files\" shows what it removes",
                layer().file("usr/bin/app", ""),
                SlimOptions.PACKAGES);
        isRefused(
                "old.tar: the image has packages in /var/lib/dpkg/status.d, a database that squash cannot change; use"
                        + " --drop and --exclude instead",
                layer().file("usr/bin/app", "").file("var/lib/dpkg/status.d/a", DebianRoot.paragraph("a")),
                SlimOptions.of(Unit.FILES));
        isRefused(
                "old.tar: layer 1: \"/var/lib/dpkg/status\": package database that is damaged or of an unknown"
                        + " kind; not all of its packages are known",
                debian().installed("a").layer().file("var/lib/dpkg/diversions", "/usr/bin/a\n"),
                SlimOptions.PACKAGES);
    }
}

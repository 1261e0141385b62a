// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.slim.SlimDecision;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds build tools in the image that runs. */
final class MultiStageBuild {
    private static final Set<Ecosystem> DISTRIBUTIONS = Set.of(Ecosystem.DPKG, Ecosystem.APK, Ecosystem.RPM);

    /** Compilers, builders, headers; not what programs need of them ({@code libgcc-s1}, {@code gcc-12-base}). */
    private static final Pattern BUILD_TOOL = Pattern.compile(
            "(?:.+-(?:dev|devel|dev-bin|headers)|build-base|build-essential|\\.build-deps|kernel-headers"
                    + "|(?:gcc|g\\+\\+|c\\+\\+|cpp|clang|llvm|golang|rustc|cargo|binutils|cmake|gfortran)(?:-(?!base$|libs$).+|[0-9.]*)"
                    + "|(?:gcc|cpp)-[0-9.]+(?:-(?!base$).+)?|make|ninja-build|meson|autoconf|automake|bison|flex|libtool|m4|patch"
                    + "|nasm|yasm|pkg-config|pkgconf|git|git-man|subversion|mercurial|maven|ant|gradle|gdb|strace"
                    + "|(?:openjdk|java)-.*(?:jdk|jdk-headless|devel))");

    private static final Pattern BASE_OF_TOOL = Pattern.compile("(?:gcc|cpp|llvm)-[0-9.]+-base");

    private static final Pattern NODE_TOOL = Pattern.compile(
            "@types/.+|@babel/core|typescript|ts-node|eslint|prettier|jest|mocha|nyc|webpack|rollup|vite|nodemon|husky");

    private static final Remedy BUILD_STAGE = Edit.of(
            Kind.BUILD_STAGE,
            "if only the build needs them: install them and build in a stage of its own (FROM … AS build), and take the result"
                    + " into the last one (COPY --from=build …)");

    private MultiStageBuild() {}

    static CheckResult answer(CheckContext subject) {
        List<Finding> findings = new ArrayList<>();
        List<InstalledPackage> tools = find(
                subject,
                found -> DISTRIBUTIONS.contains(found.id().ecosystem())
                        && isBuildTool(found.id().name()));
        List<InstalledPackage> nodeTools = find(
                subject,
                found -> found.id().ecosystem() == Ecosystem.NPM
                        && NODE_TOOL.matcher(found.id().name()).matches());
        if (!tools.isEmpty()) {
            findings.add(packages("compilers, headers and other build tools are installed", tools));
        }
        if (!nodeTools.isEmpty()) {
            findings.add(packages("development dependencies of Node.js are installed", nodeTools));
        }
        subject.slim().decision().ifPresent(slim -> unneeded(subject, slim, findings));
        dropped(subject, findings, "caches", "caches of package managers and temporary files are left");
        dropped(subject, findings, "build-caches", "downloads of build tools are left");
        dropped(subject, findings, "dev-files", "files are there that only compiling and debugging need");
        return CheckResult.of(
                Check.MULTI_STAGE_BUILD,
                findings,
                "looked for build tools among " + subject.packages().all().size()
                        + " packages, and for what the rules of caches, build-caches and dev-files mean");
    }

    static boolean isBuildTool(String name) {
        return BUILD_TOOL.matcher(name).matches() && !BASE_OF_TOOL.matcher(name).matches();
    }

    private static List<InstalledPackage> find(CheckContext subject, Predicate<InstalledPackage> wanted) {
        return subject.packages().all().stream()
                .filter(wanted)
                .sorted(Comparator.comparingLong(InstalledPackage::contentBytes).reversed())
                .toList();
    }

    private static Finding packages(String what, List<InstalledPackage> found) {
        return new Finding(
                what + (found.size() > Finding.MOST_EVIDENCE ? ", " + found.size() + " packages" : ""),
                found.stream().mapToLong(InstalledPackage::contentBytes).sum(),
                found.stream()
                        .map(tool -> new Evidence(tool.id().toString(), tool.contentBytes()))
                        .toList(),
                List.of(BUILD_STAGE));
    }

    private static void unneeded(CheckContext subject, SlimDecision slim, List<Finding> findings) {
        List<PackageRecord> largest = slim.dropped().stream()
                .filter(one -> slim.bytes(one) > 0)
                .sorted(Comparator.comparingLong(slim::bytes).reversed())
                .toList();
        long bytes = largest.stream().mapToLong(slim::bytes).sum();
        if (bytes > 0) {
            findings.add(new Finding(
                    "nothing that the image runs leads to " + largest.size()
                            + (largest.size() == 1 ? " package" : " packages"),
                    bytes,
                    largest.stream()
                            .map(one -> new Evidence(one.toString(), slim.bytes(one)))
                            .toList(),
                    subject.slimming()));
        }
    }

    private static void dropped(CheckContext subject, List<Finding> findings, String set, String what) {
        List<Removal> removals = subject.droppable(set).stream()
                .filter(removal -> removal.bytes() > 0)
                .sorted(Comparator.comparingLong(Removal::bytes).reversed())
                .toList();
        if (!removals.isEmpty()) {
            long bytes = Actions.bytes(removals);
            findings.add(new Finding(
                    what,
                    bytes,
                    removals.stream()
                            .map(removal -> new Evidence(
                                    removal.first().getFirst() + " ("
                                            + removal.cause().name() + ")",
                                    removal.bytes()))
                            .toList(),
                    List.of(Actions.drop(set, "leave them out", bytes))));
        }
    }
}

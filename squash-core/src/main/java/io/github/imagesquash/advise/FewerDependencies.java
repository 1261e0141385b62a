// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.Keyword;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.RawText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds packages that were installed as recommendations of others, and the largest packages. */
final class FewerDependencies {
    /** Smaller packages are not reported; in bytes. */
    private static final long LARGE = 10_000_000;

    private static final List<Installer> INSTALLERS = List.of(
            new Installer(
                    "apt-get|apt|aptitude",
                    "install",
                    "--no-install-recommends|--no-install-suggests" + "|Install-Recommends[ =]+\"?(?:0|false|no)",
                    "--no-install-recommends"),
            new Installer(
                    "dnf|microdnf",
                    "install",
                    "install_weak_deps=(?:False|false|0)",
                    "--setopt=install_weak_deps=False"),
            new Installer("zypper", "(?:install|in)", "--no-recommends", "--no-recommends"));

    private FewerDependencies() {}

    /** A command that installs more than the named packages, unless an option forbids it. */
    private record Installer(Pattern command, Pattern restraint, String option) {
        Installer(String programs, String command, String restraint, String option) {
            this(
                    Pattern.compile("(?:^|[\\s;&|(/])(?:" + programs + ")(?:\\s+-\\S+)*+\\s+" + command + "(?:\\s|$)"),
                    Pattern.compile(restraint),
                    option);
        }

        boolean isUnrestrained(String commands) {
            return command.matcher(commands).find()
                    && !restraint.matcher(commands).find();
        }

        /** The same commands with the option behind each {@code install}. */
        String restrained(String commands) {
            return command.matcher(commands)
                    .replaceAll(found -> Matcher.quoteReplacement(found.group().stripTrailing() + " " + option + " "))
                    .strip();
        }
    }

    static CheckResult answer(CheckContext subject) {
        List<Finding> findings = new ArrayList<>();
        for (AnalysedLayer layer : subject.analysis().layers()) {
            if (layer.number() != 1 || subject.baseLayers() != 1) {
                unrestrained(subject, layer.number(), findings);
            }
        }
        findings.sort(Comparator.comparingLong(Finding::bytes).reversed());
        List<InstalledPackage> large = subject.packages().all().stream()
                .filter(installed -> installed.contentBytes() >= LARGE)
                .sorted(Comparator.comparingLong(InstalledPackage::contentBytes).reversed())
                .toList();
        Set<String> unneeded = subject.slim().decision().stream()
                .flatMap(slim -> slim.dropped().stream())
                .map(one -> RawText.shown(one.name()) + ":" + RawText.shown(one.architecture()))
                .collect(Collectors.toSet());
        if (!large.isEmpty()) {
            findings.add(new Finding(
                    "the largest packages; is each of them needed?",
                    large.stream().mapToLong(InstalledPackage::contentBytes).sum(),
                    large.stream()
                            .map(installed -> new Evidence(
                                    installed.id()
                                            + (unneeded.contains(name(installed)) ? ", which nothing leads to" : ""),
                                    installed.contentBytes()))
                            .toList(),
                    subject.slimming()));
        }
        int count = subject.packages().all().size();
        return CheckResult.of(
                Check.FEWER_DEPENDENCIES,
                findings,
                count == 0
                        ? "the image has no database of packages; looked at the history's install commands alone"
                        : "looked at " + count + " packages and the history's install commands");
    }

    private static String name(InstalledPackage installed) {
        return installed.id().name() + ":" + installed.id().architecture();
    }

    private static void unrestrained(CheckContext subject, int layer, List<Finding> findings) {
        Instruction step = subject.step(layer);
        for (Installer installer : INSTALLERS) {
            if (step.is(Keyword.RUN) && installer.isUnrestrained(step.argumentsInOneLine())) {
                findings.add(new Finding(
                        "an install command takes packages that others only recommend",
                        subject.keptBytes(layer),
                        List.of(new Evidence(subject.shown(layer), subject.keptBytes(layer))),
                        List.of(remedy(step, installer))));
            }
        }
    }

    /** The whole line if it is known; the history shortens it. */
    private static Remedy remedy(Instruction step, Installer installer) {
        return JoinedRuns.isInOneLine(step)
                ? Edit.of(
                        Kind.NO_RECOMMENDS,
                        "in place of line " + step.line() + ", with the names of those that the program needs",
                        "RUN " + installer.restrained(step.argumentsInOneLine()))
                : Edit.of(
                        Kind.NO_RECOMMENDS,
                        "add " + installer.option() + " to it, and the names of those that the program needs");
    }
}

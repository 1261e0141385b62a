// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.analyze.AnalysedLayer;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.Keyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds steps that are repeated at each build because a step above them changes often. */
final class OrderForCaching {
    private static final Pattern INSTALLS = Pattern.compile("(?:^|[\\s;&|(/])(?:"
            + "(?:apt-get|apt|dnf|microdnf|yum|zypper)(?:\\s+-\\S+)*+\\s+(?:install|in)|apk(?:\\s+-\\S+)*+\\s+add"
            + "|pip[0-9.]*\\s+install|uv\\s+(?:sync|pip)|poetry\\s+install|npm\\s+(?:ci|install|i)|pnpm\\s+(?:install|i)"
            + "|yarn(?:\\s+install)?|bundle\\s+install|gem\\s+install|composer\\s+install|go\\s+mod\\s+download"
            + "|cargo\\s+fetch|dotnet\\s+restore|mvn\\s+\\S*dependency:\\S+)(?:\\s|$|;|&)");
    private static final Pattern UPDATE = Pattern.compile("^(?:apt-get|apt)(?:\\s+-\\S+)*+\\s+update(?:\\s+-\\S+)*+$");

    private OrderForCaching() {}

    static CheckResult answer(CheckContext subject) {
        List<Finding> findings = new ArrayList<>();
        Optional<Instruction> context = Optional.empty();
        for (Instruction step : subject.steps()) {
            if (step.is(Keyword.FROM)) {
                context = Optional.empty();
            } else if (step.copiesContext()) {
                context = context.isPresent() ? context : Optional.of(step);
            } else if (step.is(Keyword.RUN)
                    && context.isPresent()
                    && INSTALLS.matcher(step.argumentsInOneLine()).find()) {
                findings.add(tooEarly(subject, context.get(), step));
            } else if (step.is(Keyword.RUN)
                    && UPDATE.matcher(step.argumentsInOneLine()).matches()) {
                findings.add(updateAlone(subject, step));
            }
        }
        RepeatedDownload.of(subject).ifPresent(findings::add);
        return CheckResult.of(Check.ORDER_FOR_CACHING, findings, note(subject.inputs()));
    }

    private static String note(CheckContext.Inputs inputs) {
        String looked = inputs.dockerfile().isGiven()
                ? "looked at " + inputs.dockerfile().name()
                : "looked at the history of the layers; --dockerfile shows build stages as well";
        return inputs.previous().isPresent()
                ? looked
                : looked + "; --since shows what each build makes machines download again";
    }

    private static Finding tooEarly(CheckContext subject, Instruction copy, Instruction install) {
        long bytes = bytes(subject, install);
        return new Finding(
                "dependencies are installed again whenever any file of the build's context changes",
                bytes,
                List.of(new Evidence(copy.shown(), bytes(subject, copy)), new Evidence(install.shown(), bytes)),
                LaterCopy.of(subject.inputs().dockerfile(), copy, install).stream()
                        .toList());
    }

    private static Finding updateAlone(CheckContext subject, Instruction update) {
        Dockerfile file = subject.inputs().dockerfile();
        Optional<Remedy> joined = nextRun(file.lastStage(), update)
                .flatMap(next -> JoinedRuns.of(file, update, next)
                        .map(line -> Edit.of(Kind.JOIN_RUNS, JoinedRuns.place(update, next), line)));
        return new Finding(
                "lists of packages are cached apart from what is installed by them, and become stale",
                bytes(subject, update),
                List.of(new Evidence(update.shown(), bytes(subject, update))),
                joined.stream().toList());
    }

    private static Optional<Instruction> nextRun(List<Instruction> stage, Instruction update) {
        return stage.stream()
                .skip(stage.indexOf(update) + 1L)
                .filter(step -> step.is(Keyword.RUN))
                .findFirst();
    }

    private static long bytes(CheckContext subject, Instruction step) {
        return subject.layerOf(step)
                .map(AnalysedLayer::number)
                .map(subject::keptBytes)
                .orElse(0L);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.advise.Finding.Evidence;
import io.github.imagesquash.advise.Remedy.Edit;
import io.github.imagesquash.advise.Remedy.Kind;
import io.github.imagesquash.advise.SupportTable.Support;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks how old the distribution's layers are, and whether it still gets security updates. */
final class BaseAge {
    /** A base of this age or more is reported as old; distributions publish images about monthly. */
    private static final long OLD_DAYS = 90;

    /** Times before Docker existed are those of reproducible builds. */
    private static final LocalDate MADE_UP_UNTIL = LocalDate.of(2013, 3, 1);

    private static final long SOON_DAYS = 90;

    private BaseAge() {}

    static CheckResult answer(CheckContext subject) {
        List<Finding> findings = new ArrayList<>();
        LocalDate asOf = subject.inputs().asOf();
        Optional<Support> support = SupportTable.builtIn().find(subject.os());
        support.filter(known -> known.ends().isBefore(asOf.plusDays(SOON_DAYS)))
                .ifPresent(known -> findings.add(unsupported(subject, known)));
        Optional<LocalDate> made = made(subject);
        made.filter(day -> ChronoUnit.DAYS.between(day, asOf) >= OLD_DAYS)
                .ifPresent(day -> findings.add(old(subject, day)));
        String age = made.map(day -> "made on " + day).orElse("when its layers were made is not known");
        String name = subject.os().name().isEmpty()
                ? "unknown distribution"
                : subject.os().name();
        return CheckResult.of(
                        Check.BASE_AGE,
                        findings,
                        name + ", " + age + ", "
                                + support.map(known -> "regular security updates until " + known.ends())
                                        .orElse("no end of security updates is known")
                                + "; as of " + asOf)
                .ifKnown(support.isPresent());
    }

    private static Finding unsupported(CheckContext subject, Support support) {
        boolean over = support.ends().isBefore(subject.inputs().asOf());
        List<Evidence> evidence = new ArrayList<>();
        evidence.add(new Evidence(
                "regular security updates " + (over ? "ended" : "end") + " on " + support.ends() + " ("
                        + support.source() + ")",
                0));
        support.longTerm()
                .ifPresent(day -> evidence.add(
                        new Evidence("long-term support, for a part of the packages or customers, until " + day, 0)));
        return new Finding(
                subject.os().name()
                        + (over
                                ? " gets no regular security updates any more"
                                : " will soon get no regular security updates"),
                0,
                evidence,
                List.of(Edit.of(Kind.NEWER_BASE, subject.from() + "build on a release that is supported")));
    }

    private static Finding old(CheckContext subject, LocalDate made) {
        long days = ChronoUnit.DAYS.between(made, subject.inputs().asOf());
        return new Finding(
                "the distribution's layers are " + days + " days old",
                0,
                List.of(new Evidence(subject.shown(subject.baseLayers()) + ", made on " + made, 0)),
                List.of(Edit.of(
                        Kind.NEWER_BASE,
                        subject.from() + "build with docker build --pull, which takes the base as it is now")));
    }

    private static Optional<LocalDate> made(CheckContext subject) {
        try {
            return subject.baseLayers() == 0
                    ? Optional.empty()
                    : Optional.of(OffsetDateTime.parse(subject.created().get(subject.baseLayers() - 1))
                                    .atZoneSameInstant(ZoneOffset.UTC)
                                    .toLocalDate())
                            .filter(day -> day.isAfter(MADE_UP_UNTIL));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}

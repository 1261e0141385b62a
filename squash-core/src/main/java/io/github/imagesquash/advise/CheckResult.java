// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import java.util.List;

/**
 * The result of one of the ten checks.
 *
 * @param check the check
 * @param verdict the verdict
 * @param findings possible improvements, most important first; empty if there are none
 * @param note what was examined, and what could not be
 */
public record CheckResult(Check check, Verdict verdict, List<Finding> findings, String note) {
    public CheckResult {
        findings = List.copyOf(findings);
        if ((verdict == Verdict.FOUND) == findings.isEmpty()) {
            throw new IllegalArgumentException(verdict + " with " + findings.size() + " findings");
        }
    }

    /** The verdict of a check. */
    public enum Verdict {
        /** Something could be better. */
        FOUND,
        /** Nothing to improve was found. */
        FINE,
        /** The image lacks the information that the check needs. */
        UNKNOWN
    }

    /** A result with findings, or {@code FINE} without any. */
    static CheckResult of(Check check, List<Finding> findings, String note) {
        return new CheckResult(check, findings.isEmpty() ? Verdict.FINE : Verdict.FOUND, findings, note);
    }

    /** This result, or an unknown one if there are no findings and the information is missing. */
    CheckResult ifKnown(boolean known) {
        return known || verdict == Verdict.FOUND ? this : new CheckResult(check, Verdict.UNKNOWN, findings, note);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import java.util.List;

/**
 * What one of the ten checks found in an image.
 *
 * @param check which
 * @param verdict what came of it
 * @param findings what could be better, what matters most first; empty if nothing was found
 * @param note what was looked at, and what could not be
 */
public record CheckResult(Check check, Verdict verdict, List<Finding> findings, String note) {
    public CheckResult {
        findings = List.copyOf(findings);
        if ((verdict == Verdict.FOUND) == findings.isEmpty()) {
            throw new IllegalArgumentException(verdict + " with " + findings.size() + " findings");
        }
    }

    /** What came of looking. */
    public enum Verdict {
        /** Something could be better. */
        FOUND,
        /** Nothing that could be better was found. */
        FINE,
        /** The image does not say what it takes to answer. */
        UNKNOWN
    }

    /** Found, or else fine. */
    static CheckResult of(Check check, List<Finding> findings, String note) {
        return new CheckResult(check, findings.isEmpty() ? Verdict.FINE : Verdict.FOUND, findings, note);
    }

    /** This answer; one without findings is unknown if what it takes is. */
    CheckResult ifKnown(boolean known) {
        return known || verdict == Verdict.FOUND ? this : new CheckResult(check, Verdict.UNKNOWN, findings, note);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.analyze;

import io.github.imagesquash.analyze.FileSecret;
import io.github.imagesquash.analyze.FoundSecrets;
import io.github.imagesquash.cli.text.FateText;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.secrets.ConfigSecret;
import java.util.ArrayList;
import java.util.List;

/** The found secrets for people: their places, whether squashing removes them, and how to remove the others. */
final class SecretsText {
    /** A hostile image may have any number; JSON lists all. */
    private static final int MOST = 100;

    private SecretsText() {}

    /** The lines, the first a heading; none if there are no secrets. */
    static List<String> lines(FoundSecrets secrets) {
        List<String> all = new ArrayList<>();
        secrets.files().forEach(secret -> all.add("  " + line(secret)));
        secrets.config().forEach(secret -> all.add("  " + line(secret)));
        if (all.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add("secrets: " + all.size() + ", of which squashing removes " + secrets.removedBySquash()
                + "; replace secrets that others may have seen");
        lines.addAll(all.subList(0, Math.min(MOST, all.size())));
        if (all.size() > MOST) {
            lines.add("  and " + (all.size() - MOST) + " more; --json lists all");
        }
        return lines;
    }

    private static String line(FileSecret secret) {
        String state = secret.survives()
                ? secret.entry().isVisible() ? "still visible" : "still visible under another name"
                : FateText.sentence(secret.entry().fate());
        return secret.entry().path() + " in layer " + secret.entry().layer() + ": "
                + secret.rule().about() + ", " + state + "; " + remedy(secret);
    }

    private static String line(ConfigSecret secret) {
        String where = secret.isInEnvironment() ? "environment" : "step " + secret.step() + " of the history";
        String layer = secret.layer() == 0 ? "" : ", of layer " + secret.layer();
        String variable = secret.variable().isEmpty() ? "" : ", " + Printable.of(secret.variable());
        return where + layer + variable + ": " + secret.rule().about() + ", still visible; " + remedy(secret);
    }

    /** How to remove it, or how to build without it. */
    static String remedy(FileSecret secret) {
        if (!secret.survives()) {
            return "squash";
        }
        return secret.entry().isVisible()
                ? "squash --exclude " + quoted(pattern(secret.entry().path().toString()))
                : "squash --exclude its other name";
    }

    /** How to remove it, or how to build without it. */
    static String remedy(ConfigSecret secret) {
        if (secret.isInEnvironment()) {
            return "squash --change " + quoted("UNSET ENV " + Printable.of(secret.variable())) + " --scrub-history";
        }
        return secret.scrubbable() ? "squash --scrub-history" : "build with RUN --mount=type=secret";
    }

    private static String pattern(String path) {
        return path.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
    }

    private static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }
}

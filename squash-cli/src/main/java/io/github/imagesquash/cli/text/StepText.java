// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.message.Printable;
import java.nio.charset.StandardCharsets;

/** Steps of history for people. */
public final class StepText {
    private StepText() {}

    /** The step of the Dockerfile in one line, without what the builder put around it. */
    public static String of(String createdBy) {
        String step = createdBy
                .replaceAll("\\s+", " ")
                .replaceFirst("^/bin/sh -c #\\(nop\\) ", "")
                .replaceFirst("^(RUN )?/bin/sh -c ", "RUN ")
                .replaceFirst(" # buildkit$", "")
                .strip();
        return Printable.of(step.getBytes(StandardCharsets.UTF_8));
    }
}

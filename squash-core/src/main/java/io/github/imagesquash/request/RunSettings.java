// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.message.Limits;
import java.nio.file.Path;

/**
 * How images are read, in every kind of run.
 *
 * @param replay the rules for layers about which runtimes disagree
 * @param limits the limits for each source
 * @param temporaryDirectory the directory for temporary files; must exist
 * @param threads the number of threads, at least 1; no result depends on it
 */
public record RunSettings(ReplayRules replay, Limits limits, Path temporaryDirectory, int threads) {
    public RunSettings {
        if (threads < 1) {
            throw new IllegalArgumentException("threads: expected at least 1, found " + threads);
        }
    }

    /** The defaults of the command line: the strict rules, the default limits, Java's directory, and all processors. */
    public static RunSettings standard() {
        return new RunSettings(
                ReplayRules.STRICT,
                Limits.DEFAULT,
                Path.of(System.getProperty("java.io.tmpdir")),
                Runtime.getRuntime().availableProcessors());
    }

    /** These settings with other rules for replaying layers. */
    public RunSettings withReplay(ReplayRules other) {
        return new RunSettings(other, limits, temporaryDirectory, threads);
    }

    /** These settings with other limits. */
    public RunSettings withLimits(Limits other) {
        return new RunSettings(replay, other, temporaryDirectory, threads);
    }

    /** These settings with another directory for temporary files. */
    public RunSettings withTemporaryDirectory(Path other) {
        return new RunSettings(replay, limits, other, threads);
    }

    /** These settings with another number of threads. */
    public RunSettings withThreads(int other) {
        return new RunSettings(replay, limits, temporaryDirectory, other);
    }
}

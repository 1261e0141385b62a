// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.cli.option.ExitCode;
import io.github.imagesquash.cli.text.OutputLocation;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RefusedException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.Optional;

/**
 * The parts in which the commands differ; {@link CommandRunner} has what they share.
 *
 * @param <Q> the request to the library
 * @param <R> its report
 */
public interface CommandRun<Q, R> {
    /**
     * The request that the options make.
     *
     * @throws picocli.CommandLine.ParameterException if an option's value, or a combination of options, is not valid
     */
    Q request();

    /** The result files of the run. They are created now, so that the run fails at once if one cannot be written. */
    default ResultFiles<R> files(Q request) throws IOException {
        return ResultFiles.none();
    }

    /**
     * Calls the library.
     *
     * @throws IOException if it fails; then nothing is left behind
     */
    R run(Q request, ProgressListener progress) throws IOException;

    /** Whether the page about the image is shown in the browser. */
    default boolean opensPage() {
        return false;
    }

    /** Whether only the report is written. */
    default boolean isDryRun(Q request) {
        return false;
    }

    /** The place of the new image; empty for a command that writes none. */
    default Optional<OutputLocation> placed(Q request, R report) {
        return Optional.empty();
    }

    /** Whether the image goes to standard output, so that text goes to standard error. */
    default boolean outputIsTaken(Q request) {
        return false;
    }

    /** Writes the report for programs. */
    void writeJson(Q request, R report, Writer out) throws IOException;

    /**
     * Writes the report for people.
     *
     * @param err for texts that are not part of the report, such as warnings
     */
    void writeText(Q request, R report, Writer out, PrintWriter err) throws IOException;

    /** Writes the texts that are shown even with {@code --quiet}. */
    default void writeQuiet(R report, PrintWriter err) {}

    /** Writes for programs why the library refused. */
    default void writeJson(RefusedException refusal, Writer out) throws IOException {}

    /** The exit code after this report. */
    default ExitCode exitCode(R report) {
        return ExitCode.DONE;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The conditions for an image in a pipeline. */
public class GateOptions {
    @Option(
            names = "--fail-if",
            paramLabel = "GATE",
            description = "end with exit code 3 if IMAGE has too much content that no container sees: lost>20MB,"
                    + " efficiency<0.95; or, with larger, if squashing makes it larger; may be repeated")
    List<String> failIf = new ArrayList<>();

    @Option(
            names = "--dive-ci",
            paramLabel = "FILE",
            description = "end with exit code 3 if IMAGE breaks a rule of this .dive-ci file, by dive's own figures")
    public String diveCi = "";

    /** The same, with conditions for the result of a squash. */
    public static final class Squashed extends GateOptions {
        @Option(
                names = "--dry-run",
                description = "do everything except writing; the report and the exit code are those of a real run")
        public boolean dryRun;

        @Option(
                names = "--allow-larger",
                description = "write the new image even if it is larger than the old one (default: end with exit"
                        + " code 4)")
        public boolean allowLarger;

        @Option(
                names = "--check",
                paramLabel = "COMMAND",
                description = "run this shell command in the old and in the new image, and remove the new one with exit"
                        + " code 3 if it ends with another exit code; for images of an engine; may be repeated")
        public List<String> checks = new ArrayList<>();

        @Option(
                names = "--check-option",
                paramLabel = "OPTION",
                description = "a further option of the engine's run for --check, such as --env=A=b; may be repeated")
        public List<String> checkOptions = new ArrayList<>();
    }
}

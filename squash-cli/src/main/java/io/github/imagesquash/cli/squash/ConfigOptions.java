// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.squash;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The changes of the image's config. */
final class ConfigOptions {
    @Option(
            names = "--change",
            paramLabel = "INSTRUCTION",
            description =
                    "an instruction as in docker commit: CMD, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL, USER,"
                            + " VOLUME or WORKDIR and its arguments; UNSET before one of them removes the setting, as in"
                            + " 'UNSET ENV A B' or 'UNSET CMD'; may be repeated")
    List<String> changes = new ArrayList<>();

    @Option(
            names = "--scrub-history",
            description = "replace the values of build arguments and variables in the history by ***; values that the"
                    + " config still has stay")
    boolean scrubHistory;
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Where a new image goes, and under which names. */
public final class OutputOptions {
    @Option(
            names = {"-t", "--tag"},
            paramLabel = "NAME",
            description = "name the new image, such as app:small; may be repeated (default: in archives the old names)")
    List<String> tags = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "OUTPUT",
            description =
                    "where the new image goes (default: back to the engine that IMAGE comes from, otherwise standard"
                            + " output if it is not a terminal), see IMAGE and OUTPUT of squash")
    public String output = "";

    @Option(
            names = "--format",
            paramLabel = "oci|docker",
            description = "media types for docker:// (default: OCI's, or Docker's if the registry accepts no others)")
    public String format = "";

    @Option(
            names = "--force",
            description = "give the new image its name even if another image of the engine has it, which then loses it")
    boolean force;

    @Option(
            names = "--no-sync",
            negatable = true,
            description =
                    "whether to wait for the disk, so that a file or directory survives a loss of power once it has"
                            + " its name (default: yes)")
    public boolean sync = true;

    /**
     * These and what else belongs to a destination.
     *
     * @param json whether the report goes to standard output
     * @param keepsNames whether the images keep their names, so that an engine needs no new name
     */
    public OutputArguments arguments(boolean json, RegistryOptions registries, boolean keepsNames) {
        return new OutputArguments(output, tags, format, force, json, registries, keepsNames);
    }
}

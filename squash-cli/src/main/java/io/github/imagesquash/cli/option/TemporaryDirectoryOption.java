// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.List;
import picocli.CommandLine.Option;

/** Where temporary files are. */
public class TemporaryDirectoryOption {
    @Option(
            names = "--temp-dir",
            paramLabel = "DIR",
            description = "directory for temporary files (default: the system's)")
    String tempDir = "";

    /** The same as words of a command line; none if it was not given. */
    public List<String> words() {
        return tempDir.isEmpty() ? List.of() : List.of("--temp-dir=" + tempDir);
    }
}

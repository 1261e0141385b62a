// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program that is run to its end. */
record Tool(Path directory, Map<String, String> environment) {
    Tool {
        environment = Map.copyOf(environment);
    }

    /**
     * Runs the command in this tool's directory; the process gets this tool's environment only.
     *
     * @param exitCode the exit code expected
     * @param log receives the output
     */
    void run(List<String> command, int exitCode, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            int ended = builder.start().waitFor();
            if (ended != exitCode) {
                throw new IOException(command + ": exit code " + ended + ", see " + log);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(command + ": interrupted", e);
        }
    }
}

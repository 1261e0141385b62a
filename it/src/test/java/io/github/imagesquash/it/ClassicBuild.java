// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** {@code docker build} by the builder that needs nothing but the engine. */
final class ClassicBuild {
    private static final int ATTEMPTS = 10;

    private ClassicBuild() {}

    /**
     * Runs it in this directory. Looking for cached steps it reads all images without a parent, and fails if another
     * test removes one of them meanwhile: then it is run again.
     */
    static Outcome run(Path directory, List<String> arguments) throws IOException {
        Program build = Program.of(
                        List.of("docker", "build", "--network", "none", "-q"), arguments.toArray(String[]::new))
                .in(directory)
                .environment("DOCKER_BUILDKIT", "0");
        Outcome outcome = build.run();
        for (int again = 1; again < ATTEMPTS && outcome.errors().contains("unable to find image"); again++) {
            outcome = build.run();
        }
        return outcome;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.option.OptionValues;
import io.github.imagesquash.fleet.FleetPlan;
import io.github.imagesquash.fleet.PlanFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The argument PLAN of a command. */
final class PlanArgument {
    private PlanArgument() {}

    /** The plan in a file. */
    static FleetPlan read(String plan, OptionValues values) throws IOException {
        Path file = values.parse("PLAN", plan, Path::of);
        try (InputStream in = Files.newInputStream(file)) {
            return PlanFile.read(in, plan);
        }
    }
}

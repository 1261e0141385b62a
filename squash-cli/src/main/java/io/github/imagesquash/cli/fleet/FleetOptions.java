// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import io.github.imagesquash.cli.option.RegistryOptions;
import picocli.CommandLine.ArgGroup;

/** The options of every command that asks registries about a fleet. */
final class FleetOptions {
    @ArgGroup(validate = false, order = 0, heading = "%nRegistries:%n")
    RegistryOptions registries = new RegistryOptions();

    @ArgGroup(validate = false, order = 1, heading = "%nDisplay:%n")
    FleetDisplayOptions display = new FleetDisplayOptions();
}

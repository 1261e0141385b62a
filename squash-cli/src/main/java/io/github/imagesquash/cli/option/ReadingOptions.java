// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.ArgGroup;

/**
 * The options for reading one image that commands for one image share; the order numbers of their own groups are around
 * these.
 */
public class ReadingOptions {
    @ArgGroup(validate = false, order = 11, heading = "%nIf the archive holds several images:%n")
    public SelectionOptions.One selection = new SelectionOptions.One();

    @ArgGroup(validate = false, order = 12, heading = "%nRegistries:%n")
    public RegistryOptions registries = new RegistryOptions();

    @ArgGroup(validate = false, order = 15, heading = "%nUnusual layers:%n")
    public ReplayOptions replay = new ReplayOptions();

    @ArgGroup(validate = false, order = 16, heading = "%nLimits and resources:%n")
    public ResourceOptions resources = new ResourceOptions();

    /** The same, and the display of a report. */
    public static final class Reported extends ReadingOptions {
        @ArgGroup(validate = false, order = 17, heading = "%nDisplay:%n")
        public DisplayOptions display = new DisplayOptions();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.List;

/**
 * The texts of the options for the destination and the names of the new image.
 *
 * @param output the destination; empty if not given
 * @param tags its names
 * @param format the media types; empty if not given
 * @param force whether it may take a name from another image of an engine
 * @param json whether the report goes to standard output
 * @param registries the access to registries
 * @param keepsNames whether the images keep their names, so that an engine needs no new name
 */
public record OutputArguments(
        String output,
        List<String> tags,
        String format,
        boolean force,
        boolean json,
        RegistryOptions registries,
        boolean keepsNames) {
    public OutputArguments {
        tags = List.copyOf(tags);
    }
}

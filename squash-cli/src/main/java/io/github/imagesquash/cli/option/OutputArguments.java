// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.List;

/**
 * What the user typed of where the new image goes and how it is called.
 *
 * @param output where it goes; empty if not said
 * @param tags its names
 * @param format in whose media types it is to be; empty if not said
 * @param force whether it takes a name from another image of an engine
 * @param json whether the report goes to standard output
 * @param registries how registries are reached
 * @param keepsNames whether the images keep their names, so that an engine needs to be told none
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

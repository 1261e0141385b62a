// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Parameters;

/** The image that a command judges. */
public final class ImageArgument {
    @Parameters(
            paramLabel = "IMAGE",
            description =
                    "an image: one of an engine or a registry, an archive or a directory, named as IMAGE of squash is")
    public String image = "";
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** Which image of the archive is meant. */
public class SelectionOptions {
    @Option(
            names = "--image",
            paramLabel = "REF|all",
            description =
                    "the image with this name, or with this digest or the beginning of one; squash also takes all: it"
                            + " squashes each under its old names, into one archive")
    public String image = "";

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH[/VARIANT]|all",
            description =
                    "the image for this platform, such as linux/arm64, arm64 or x86_64, or the best that runs there, with a"
                            + " warning; squash also takes all: it squashes each, and writes an index of them")
    public String platform = "";

    @Option(
            names = "--trust",
            paramLabel = "oci|docker",
            description = "which to believe, if an archive describes different images for OCI and for Docker"
                    + " (default: refuse it)")
    public String trust = "";

    /** And which of each of two archives, where that is not the same. */
    public static final class OfEach extends SelectionOptions {
        @Option(names = "--image-a", paramLabel = "REF", description = "as --image, for A alone")
        public String imageA = "";

        @Option(names = "--image-b", paramLabel = "REF", description = "as --image, for B alone")
        public String imageB = "";

        @Option(names = "--platform-a", paramLabel = "OS/ARCH[/VARIANT]", description = "as --platform, for A alone")
        public String platformA = "";

        @Option(names = "--platform-b", paramLabel = "OS/ARCH[/VARIANT]", description = "as --platform, for B alone")
        public String platformB = "";
    }
}

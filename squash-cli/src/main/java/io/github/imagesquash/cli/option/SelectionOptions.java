// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** The selection of an image. */
public class SelectionOptions {
    @Option(
            names = "--image",
            paramLabel = "REF|all",
            description =
                    "the image with this name, with this digest or the beginning of one; with squash also all, which"
                            + " squashes every image under its old names, into one archive")
    public String image = "";

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH[/VARIANT]|all",
            description =
                    "the image for this platform, such as linux/arm64, arm64 or x86_64, or the best one that runs there, with a"
                            + " warning; with squash also all, which squashes every platform and writes an index")
    public String platform = "";

    @Option(
            names = "--trust",
            paramLabel = "oci|docker",
            description = "which description to believe if an archive describes different images for OCI and for Docker"
                    + " (default: refuse it)")
    public String trust = "";

    /** The same, with different selections for two archives. */
    public static final class OfEach extends SelectionOptions {
        @Option(names = "--image-a", paramLabel = "REF", description = "as --image, only for A")
        public String imageA = "";

        @Option(names = "--image-b", paramLabel = "REF", description = "as --image, only for B")
        public String imageB = "";

        @Option(names = "--platform-a", paramLabel = "OS/ARCH[/VARIANT]", description = "as --platform, only for A")
        public String platformA = "";

        @Option(names = "--platform-b", paramLabel = "OS/ARCH[/VARIANT]", description = "as --platform, only for B")
        public String platformB = "";
    }
}

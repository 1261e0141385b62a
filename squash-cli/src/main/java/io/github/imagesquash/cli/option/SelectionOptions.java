// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** The selection of an image. */
public abstract sealed class SelectionOptions {
    private static final String NAMED = "the image with this name, with this digest or the beginning of one";
    private static final String FOR_PLATFORM =
            "the image for this platform, such as linux/arm64, arm64 or x86_64, or the best one that runs there, with a"
                    + " warning";

    public String image = "";

    public String platform = "";

    @Option(
            names = "--trust",
            paramLabel = "oci|docker",
            description = "which description to believe if an archive describes different images for OCI and for Docker"
                    + " (default: refuse it)")
    public String trust = "";

    /** One image. */
    public static sealed class One extends SelectionOptions {
        @Option(names = "--image", paramLabel = "REF", description = NAMED)
        void image(String reference) {
            image = reference;
        }

        @Option(names = "--platform", paramLabel = "OS/ARCH[/VARIANT]", description = FOR_PLATFORM)
        void platform(String name) {
            platform = name;
        }
    }

    /** One image, or all. */
    public static final class OneOrAll extends SelectionOptions {
        @Option(
                names = "--image",
                paramLabel = "REF|all",
                description = NAMED + "; all squashes every image of the archive under its old names, into one archive")
        void image(String reference) {
            image = reference;
        }

        @Option(
                names = "--platform",
                paramLabel = "OS/ARCH[/VARIANT]|all",
                description = FOR_PLATFORM + "; all squashes every platform and writes an index")
        void platform(String name) {
            platform = name;
        }
    }

    /** One image of each of two archives. */
    public static final class OfEach extends One {
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

package io.github.imagesquash.cli;

import picocli.CommandLine.Option;

/** Which image of the archive is meant. */
final class SelectionOptions {
    @Option(
            names = "--image",
            paramLabel = "REF",
            description = "the image with this name, or with this digest or the beginning of one")
    String image = "";

    @Option(
            names = "--platform",
            paramLabel = "OS/ARCH[/VARIANT]",
            description = "the image for this platform, such as linux/arm64")
    String platform = "";

    @Option(
            names = "--trust",
            paramLabel = "oci|docker",
            description = "which to believe, if an archive describes different images for OCI and for Docker"
                    + " (default: refuse it)")
    String trust = "";
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** Files that tell a pipeline what was written. */
public class ResultOptions {
    @Option(
            names = "--digest-file",
            paramLabel = "FILE",
            description = "write the digest of the new manifest, or of the new index, into this file when all is done")
    public String digestFile = "";

    @Option(
            names = "--metadata-file",
            paramLabel = "FILE",
            description = "write digests, descriptor and name into this file as JSON, with the keys of docker buildx")
    public String metadataFile = "";

    /** With what a squashed image has besides. */
    public static final class Squashed extends ResultOptions {
        @Option(
                names = "--report",
                paramLabel = "FILE",
                description =
                        "write a page about the image into this file, before and after, for a browser: HTML that needs"
                                + " nothing else")
        public String page = "";
    }
}

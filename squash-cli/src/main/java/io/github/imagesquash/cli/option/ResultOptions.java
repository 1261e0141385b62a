// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** Files that tell a pipeline what was written. */
public class ResultOptions {
    @Option(
            names = "--digest-file",
            paramLabel = "FILE",
            description =
                    "write the digest of the new manifest, or of the new index, into this file at the end of the run")
    public String digestFile = "";

    @Option(
            names = "--metadata-file",
            paramLabel = "FILE",
            description = "write digests, descriptor and name into this file as JSON, with the keys of docker buildx")
    public String metadataFile = "";

    /** The same, with the files that only squash writes. */
    public static final class Squashed extends ResultOptions {
        @Option(
                names = "--report",
                paramLabel = "FILE",
                description =
                        "write a page about the image before and after into this file: HTML for a browser that needs"
                                + " no other file")
        public String page = "";
    }
}

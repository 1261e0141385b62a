// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import picocli.CommandLine.Option;

/** Files that tell a pipeline what was written. */
public final class ResultOptions {
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
}

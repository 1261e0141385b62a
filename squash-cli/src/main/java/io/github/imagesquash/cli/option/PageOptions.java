// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.Optional;
import picocli.CommandLine.Option;

/** Pages about an image for people. */
public final class PageOptions {
    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "write a page about the image into this file: HTML for a browser that needs no other file")
    public String page = "";

    @Option(
            names = "--open",
            description = "show the page in the browser; without --report it is written into the directory for"
                    + " temporary files")
    public boolean open;

    @Option(
            names = "--summary",
            paramLabel = "FILE",
            description =
                    "add a summary in Markdown to the end of this file, such as \"$GITHUB_STEP_SUMMARY\": sizes, what"
                            + " to do, gates")
    public String summary = "";

    /** The option that requests a page for a browser; empty if none does. */
    public Optional<String> requestedBy() {
        return !page.isEmpty() ? Optional.of("--report") : open ? Optional.of("--open") : Optional.empty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Shows where an image's bytes are, as {@code squash analyze} does. Gates fail the build. */
@Mojo(name = "analyze", defaultPhase = LifecyclePhase.VERIFY, requiresProject = false, threadSafe = true)
@SuppressWarnings({"NullAway.Init", "unused"}) // Maven fills them, CommandArguments reads them
public final class AnalyzeMojo extends ReadingGoal {
    /** How many files and directories each list shows; 0 for no lists. */
    @Parameter(property = "squash.top")
    private String top;

    /** Report what each set of rules would drop. */
    @Parameter(property = "squash.drops", defaultValue = "false")
    private boolean drops;

    /** List the packages by size. */
    @Parameter(property = "squash.packages", defaultValue = "false")
    private boolean packages;

    /** Report which packages slim would leave out. */
    @Parameter(property = "squash.slim", defaultValue = "false")
    private boolean slim;

    /** List files with equal content. */
    @Parameter(property = "squash.duplicates", defaultValue = "false")
    private boolean duplicates;

    /** Estimate what squashing would save after compression. */
    @Parameter(property = "squash.estimate", defaultValue = "false")
    private boolean estimate;

    /** Report what a pull of the image downloads. */
    @Parameter(property = "squash.pull", defaultValue = "false")
    private boolean pull;

    /** With pull, also what a machine downloads that has this image. */
    @Parameter(property = "squash.since")
    private String since;

    /** With pull, also how long it takes at this speed, such as 100Mbit. */
    @Parameter(property = "squash.bandwidth")
    private String bandwidth;

    /** With bandwidth, how many layers the engine downloads at a time. */
    @Parameter(property = "squash.streams")
    private String streams;

    /** Search all text files for secrets. */
    @Parameter(property = "squash.secrets", defaultValue = "false")
    private boolean secrets;

    /** Read all layers and verify their digests. */
    @Parameter(property = "squash.check", defaultValue = "false")
    private boolean check;

    @Override
    List<String> command() {
        return List.of("analyze");
    }
}

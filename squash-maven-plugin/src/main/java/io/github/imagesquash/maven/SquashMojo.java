// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Merges the layers of an image, as {@code squash} does. */
@Mojo(name = "squash", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
@SuppressWarnings({"NullAway.Init", "unused"}) // Maven fills them, CommandArguments reads them
public final class SquashMojo extends ReadingGoal {
    private static final String ARCHIVES = "(docker-archive|oci-archive|oci|dir|docker):.*";

    /** Names of the new image, such as app:small. By default, in archives, the old ones. */
    @Parameter(property = "squash.tag")
    private List<String> tag;

    /**
     * Where the new image goes, named as on the command line: a file, or docker-daemon:NAME and the like. By default back to
     * the engine that the image comes from.
     */
    @Parameter(property = "squash.output")
    private String output;

    /** In whose media types a registry gets the image: oci or docker. */
    @Parameter(property = "squash.format")
    private String format;

    /** Give the new image its name even if another image of the engine has it. */
    @Parameter(property = "squash.force", defaultValue = "false")
    private boolean force;

    /** Whether to read the finished archive back and compare it with the old image before it gets its name. */
    @Parameter(property = "squash.verify", defaultValue = "true")
    private boolean verify = true;

    /** Whether to wait for the disk, so that a file outlasts a loss of power. */
    @Parameter(property = "squash.sync", defaultValue = "true")
    private boolean sync = true;

    /** Merge the layers above this one alone: its number, digest or ID, or history:-N. */
    @Parameter(property = "squash.fromLayer")
    private String fromLayer;

    /** Keep the layers of this base image, or of the one that "auto" finds. */
    @Parameter(property = "squash.keepBase")
    private String keepBase;

    /** Images of which one may be the base; that with the most layers in common is kept. */
    @Parameter(property = "squash.baseCandidates")
    private List<String> baseCandidates;

    /** Merge the layers A..B alone, 1 being the base. */
    @Parameter(property = "squash.layers")
    private String layers;

    /** Sets of rules whose files are left out, such as caches. */
    @Parameter(property = "squash.drop")
    private List<String> drop;

    /** Files of rules that are added to those of squash. */
    @Parameter(property = "squash.rules")
    private List<String> rules;

    /** Patterns of .dockerignore's language; what fits is left out. */
    @Parameter(property = "squash.exclude")
    private List<String> exclude;

    /** Files with such patterns. */
    @Parameter(property = "squash.excludeFrom")
    private List<String> excludeFrom;

    /** Patterns of what is kept, whatever else says that it goes. */
    @Parameter(property = "squash.keep")
    private List<String> keep;

    /** Paths: nothing else is taken. */
    @Parameter(property = "squash.only")
    private List<String> only;

    /** Whether to read patterns from .squashignore. */
    @Parameter(property = "squash.squashignore", defaultValue = "true")
    private boolean squashignore = true;

    /** Several layers instead of one: size, package, directory:PATH,…, auto or previous:IMAGE. */
    @Parameter(property = "squash.groupBy")
    private String groupBy;

    /** How many layers. */
    @Parameter(property = "squash.maxLayers")
    private String maxLayers;

    /** As many layers as are needed for each to have at most this size. */
    @Parameter(property = "squash.layerSize")
    private String layerSize;

    /** The algorithm: none, gzip or zstd. */
    @Parameter(property = "squash.compression")
    private String compression;

    /** How hard to compress. */
    @Parameter(property = "squash.level")
    private String level;

    /** Changes of the config in Dockerfile instructions, such as ENV A=b. */
    @Parameter(property = "squash.change")
    private List<String> change;

    /** Whether to replace the values of build arguments and variables in the history. */
    @Parameter(property = "squash.scrubHistory", defaultValue = "false")
    private boolean scrubHistory;

    /** Date no file and not the image later than this: seconds since 1970, or a time. */
    @Parameter(property = "squash.timestamp", defaultValue = "${project.build.outputTimestamp}")
    private String timestamp;

    /** Write the digest of the new manifest into this file. */
    @Parameter(property = "squash.digestFile")
    private String digestFile;

    /** Write digests, descriptor and name into this file as JSON. */
    @Parameter(property = "squash.metadataFile")
    private String metadataFile;

    /** Do everything, but write nothing. */
    @Parameter(property = "squash.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** Write the new image even if it is larger than the old one. */
    @Parameter(property = "squash.allowLarger", defaultValue = "false")
    private boolean allowLarger;

    @Override
    List<String> command() {
        return List.of();
    }

    /** On the command line an archive goes to standard output, which a build has not. */
    @Override
    void check(String source, File directory) throws MojoExecutionException {
        boolean archive = source.matches(ARCHIVES)
                || CommandArguments.resolve(directory, source).exists();
        if ((output == null || output.isEmpty()) && archive && !dryRun) {
            throw new MojoExecutionException("<output> is missing: say where the new image goes, such as <output>"
                    + "target/image-small.tar</output> or <output>docker-daemon:app:small</output>");
        }
        if (source.equals("-") || "-".equals(output)) {
            throw new MojoExecutionException("a build has no standard input and output; name a file instead of \"-\"");
        }
    }
}

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
     * The destination of the new image, written as on the command line: a file, docker-daemon:NAME and so on. By
     * default the engine that the old image is in.
     */
    @Parameter(property = "squash.output")
    private String output;

    /** The media types to push an image with: oci or docker. */
    @Parameter(property = "squash.format")
    private String format;

    /** Take the name from another image of the engine that has it. */
    @Parameter(property = "squash.force", defaultValue = "false")
    private boolean force;

    /** Read the finished archive back and compare it with the old image before it gets its name. */
    @Parameter(property = "squash.verify", defaultValue = "true")
    private boolean verify = true;

    /** Wait until the file is on the disk, so that it survives a power failure. */
    @Parameter(property = "squash.sync", defaultValue = "true")
    private boolean sync = true;

    /** Merge only the layers above this one: a number, a digest, an ID, or history:-N. */
    @Parameter(property = "squash.fromLayer")
    private String fromLayer;

    /** Keep the layers of this base image; "auto" finds the base. */
    @Parameter(property = "squash.keepBase")
    private String keepBase;

    /** Possible base images; the one with the most layers in common is kept. */
    @Parameter(property = "squash.baseCandidates")
    private List<String> baseCandidates;

    /** Merge only the layers A..B; 1 is the lowest. */
    @Parameter(property = "squash.layers")
    private String layers;

    /** Keep only the packages that the image needs ("packages"), or also only their needed files ("files"). */
    @Parameter(property = "squash.slim")
    private String slim;

    /** With slim "files", decide without a trace. */
    @Parameter(property = "squash.noTrace", defaultValue = "false")
    private boolean noTrace;

    /** With slim, paths and commands that the image also runs or reads. */
    @Parameter(property = "squash.root")
    private List<String> root;

    /** With slim, lists of the files that a run opened, whose packages are kept. */
    @Parameter(property = "squash.trace")
    private List<String> trace;

    /** With slim, packages that are kept, with what they depend on. */
    @Parameter(property = "squash.keepPackage")
    private List<String> keepPackage;

    /** With slim, packages that are removed although a guess would keep them. */
    @Parameter(property = "squash.dropPackage")
    private List<String> dropPackage;

    /** With slim, keep packages that a kept one recommends. */
    @Parameter(property = "squash.keepRecommended", defaultValue = "false")
    private boolean keepRecommended;

    /** Shell commands that have to end in the new image as in the old one; both are of one engine. */
    @Parameter(property = "squash.check")
    private List<String> check;

    /** Further options of the engine's run for check. */
    @Parameter(property = "squash.checkOption")
    private List<String> checkOption;

    /** Sets of rules whose files are dropped, such as caches. */
    @Parameter(property = "squash.drop")
    private List<String> drop;

    /** Files with further rules. */
    @Parameter(property = "squash.rules")
    private List<String> rules;

    /** Patterns, as in .dockerignore, of paths to drop. */
    @Parameter(property = "squash.exclude")
    private List<String> exclude;

    /** Files with patterns of paths to drop. */
    @Parameter(property = "squash.excludeFrom")
    private List<String> excludeFrom;

    /** Patterns of paths to keep, even if a rule or another pattern drops them. */
    @Parameter(property = "squash.keep")
    private List<String> keep;

    /** The only paths to keep. */
    @Parameter(property = "squash.only")
    private List<String> only;

    /** Read patterns from .squashignore. */
    @Parameter(property = "squash.squashignore", defaultValue = "true")
    private boolean squashignore = true;

    /** Several layers instead of one: size, package, directory:PATH,…, auto or previous:IMAGE. */
    @Parameter(property = "squash.groupBy")
    private String groupBy;

    /** The number of layers. */
    @Parameter(property = "squash.maxLayers")
    private String maxLayers;

    /** The largest size of a layer; as many layers are made as that takes. */
    @Parameter(property = "squash.layerSize")
    private String layerSize;

    /** The compression: none, gzip, zstd or zstd:chunked. */
    @Parameter(property = "squash.compression")
    private String compression;

    /** The compression level. */
    @Parameter(property = "squash.level")
    private String level;

    /** Changes of the config as Dockerfile instructions, such as ENV A=b. */
    @Parameter(property = "squash.change")
    private List<String> change;

    /** Replace the values of build arguments and variables in the history. */
    @Parameter(property = "squash.scrubHistory", defaultValue = "false")
    private boolean scrubHistory;

    /** Set times later than this one, of files and of the image, to it: seconds since 1970, or a time. */
    @Parameter(property = "squash.timestamp", defaultValue = "${project.build.outputTimestamp}")
    private String timestamp;

    /** Write the digest of the new manifest to this file. */
    @Parameter(property = "squash.digestFile")
    private String digestFile;

    /** Write digests, descriptor and name to this file as JSON. */
    @Parameter(property = "squash.metadataFile")
    private String metadataFile;

    /** Report what would be done, and write nothing. */
    @Parameter(property = "squash.dryRun", defaultValue = "false")
    private boolean dryRun;

    /** Write the new image even if it is larger than the old one. */
    @Parameter(property = "squash.allowLarger", defaultValue = "false")
    private boolean allowLarger;

    @Override
    List<String> command() {
        return List.of();
    }

    /** The command line would write an archive to standard output; a build has none. */
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

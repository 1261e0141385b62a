// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/** The options of all commands that read an image. */
@SuppressWarnings({"NullAway.Init", "unused"}) // Maven fills them, CommandArguments reads them
abstract class ReadingGoal extends Goal {
    /** The image, if the archive has several: a name, a digest, or "all" for squash. */
    @Parameter(property = "squash.image")
    private String image;

    /** The platform, such as linux/arm64, or "all" for squash. */
    @Parameter(property = "squash.platform")
    private String platform;

    /** The description to use if an archive describes different images for OCI and for Docker: oci or docker. */
    @Parameter(property = "squash.trust")
    private String trust;

    /** A file of credentials, used before those of docker login and podman login. */
    @Parameter(property = "squash.authfile")
    private String authfile;

    /** Files of CA certificates (PEM) to trust besides the system's. */
    @Parameter(property = "squash.caFile")
    private List<String> caFile;

    /** Accept any certificate, and plain HTTP. */
    @Parameter(property = "squash.insecure", defaultValue = "false")
    private boolean insecure;

    /** Further hosts, as HOST or HOST:PORT, that a registry may send requests to. */
    @Parameter(property = "squash.allowHost")
    private List<String> allowHost;

    /** Where an entry below a symbolic link of a lower layer goes: overlay or follow. */
    @Parameter(property = "squash.symlinkParents")
    private String symlinkParents;

    /** Warn of hard links that cannot be made and of paths that leave the root, instead of failing. */
    @Parameter(property = "squash.lenient", defaultValue = "false")
    private boolean lenient;

    /** Refuse an image that is larger uncompressed, such as 500MB or 2GiB. */
    @Parameter(property = "squash.maxSize")
    private String maxSize;

    /** Refuse an image with more files than this in its layers. */
    @Parameter(property = "squash.maxEntries")
    private String maxEntries;

    /** Refuse an image whose names and attributes take more memory than this. */
    @Parameter(property = "squash.maxMetadata")
    private String maxMetadata;

    /** The directory for temporary files: compressed layers are unpacked there. */
    @Parameter(property = "squash.tempDir")
    private String tempDir;

    /** The number of threads. */
    @Parameter(property = "squash.threads")
    private String threads;

    /**
     * Fail the build if a container would not see too many of the image's bytes: lost&gt;20MB, efficiency&lt;0.95;
     * or, with "larger", if squashing does not make it smaller.
     */
    @Parameter(property = "squash.failIf")
    private List<String> failIf;

    /** Fail the build if it breaks a rule of this .dive-ci file. */
    @Parameter(property = "squash.diveCi")
    private String diveCi;

    /** Write an HTML report about the image to this file. */
    @Parameter(property = "squash.report")
    private String report;

    /** Add a summary in Markdown to the end of this file, such as GITHUB_STEP_SUMMARY of the environment. */
    @Parameter(property = "squash.summary")
    private String summary;
}

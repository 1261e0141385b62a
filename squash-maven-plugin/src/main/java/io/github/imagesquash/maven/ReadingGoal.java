// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import java.util.List;
import org.apache.maven.plugins.annotations.Parameter;

/** The options of all commands that read an image. */
@SuppressWarnings({"NullAway.Init", "unused"}) // Maven fills them, CommandArguments reads them
abstract class ReadingGoal extends Goal {
    /** Which image, if the archive holds several: a name, its digest, or "all" for squash. */
    @Parameter(property = "squash.image")
    private String image;

    /** The platform, such as linux/arm64, or "all" for squash. */
    @Parameter(property = "squash.platform")
    private String platform;

    /** Which to believe if an archive describes different images for OCI and for Docker: oci or docker. */
    @Parameter(property = "squash.trust")
    private String trust;

    /** A file of credentials, asked before those of docker login and podman login. */
    @Parameter(property = "squash.authfile")
    private String authfile;

    /** Files with certificates (PEM) of authorities to trust besides the system's. */
    @Parameter(property = "squash.caFile")
    private List<String> caFile;

    /** Whether to accept any certificate, and plain HTTP. */
    @Parameter(property = "squash.insecure", defaultValue = "false")
    private boolean insecure;

    /** Further hosts, as HOST or HOST:PORT, that a registry may send requests to. */
    @Parameter(property = "squash.allowHost")
    private List<String> allowHost;

    /** Where an entry below a symbolic link of a lower layer belongs: overlay or follow. */
    @Parameter(property = "squash.symlinkParents")
    private String symlinkParents;

    /** Whether to go on, with a warning, after hard links that cannot be made and paths that leave the root. */
    @Parameter(property = "squash.lenient", defaultValue = "false")
    private boolean lenient;

    /** Refuse an image that is larger uncompressed, such as 500MB or 2GiB. */
    @Parameter(property = "squash.maxSize")
    private String maxSize;

    /** Refuse an image with more files in its layers. */
    @Parameter(property = "squash.maxEntries")
    private String maxEntries;

    /** Refuse an image whose names and attributes take more memory. */
    @Parameter(property = "squash.maxMetadata")
    private String maxMetadata;

    /** The directory for compressed layers that are unpacked. */
    @Parameter(property = "squash.tempDir")
    private String tempDir;

    /** Threads to work with. */
    @Parameter(property = "squash.threads")
    private String threads;

    /**
     * Fail the build if the image has too much that no container sees: wasted&gt;20MB, efficiency&lt;0.95; or, with
     * "larger", if squashing does not make it smaller.
     */
    @Parameter(property = "squash.failIf")
    private List<String> failIf;

    /** Fail the build if it breaks a rule of this .dive-ci file. */
    @Parameter(property = "squash.diveCi")
    private String diveCi;

    /** Write a page about the image into this file, for a browser. */
    @Parameter(property = "squash.report")
    private String report;
}

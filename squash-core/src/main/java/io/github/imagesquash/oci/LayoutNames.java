// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names that files have in an image archive (image-spec image-layout.md, and Docker's own). */
public final class LayoutNames {
    /** Marks an OCI layout. */
    public static final String OCI_LAYOUT = "oci-layout";

    /** OCI's list of the images. */
    public static final String INDEX = "index.json";

    /** Docker's list of the images; in skopeo's {@code dir:} layout the manifest itself. */
    public static final String DOCKER_MANIFEST = "manifest.json";

    /** Docker's list of names from before 1.10. */
    public static final String REPOSITORIES = "repositories";

    /** Marks skopeo's {@code dir:} layout. */
    public static final String DIR_VERSION = "version";

    private static final Pattern BLOB = Pattern.compile("blobs/(sha256|sha512)/([0-9a-f]+)");

    private static final Pattern CONFIG = Pattern.compile("(?:sha256:)?([0-9a-f]{64})(?:\\.json)?");

    private LayoutNames() {}

    /** The version in a layout's {@code oci-layout}; empty if it has none. */
    public static String layoutVersion(ObjectNode layout, String where) throws InvalidImageException {
        return new JsonFields(layout, where).text("imageLayoutVersion");
    }

    /**
     * Whether a layout of this version can be read like 1.0.0; a later version with the same major number must be
     * (semver.org).
     */
    public static boolean isReadable(String layoutVersion) {
        return layoutVersion.isEmpty() || layoutVersion.matches("1(\\.[0-9]+){0,2}([-+].*)?");
    }

    /** The path of the content with this digest in an OCI layout: {@code blobs/sha256/<hex>}. */
    public static String blob(Digest digest) {
        return "blobs/" + digest.algorithm() + "/" + digest.hex();
    }

    /** Whether a file with this name lists images, and is not a part of one. */
    public static boolean isControlFile(String name) {
        return switch (name) {
            case OCI_LAYOUT, INDEX, DOCKER_MANIFEST, REPOSITORIES, DIR_VERSION -> true;
            default -> false;
        };
    }

    /**
     * The digest that a layout promises for the content of a file with this name, {@code blobs/<algorithm>/<hex>};
     * empty for others.
     */
    public static Optional<Digest> digestIn(String name) {
        Matcher matcher = BLOB.matcher(name);
        return matcher.matches() ? digest(matcher.group(1), matcher.group(2)) : Optional.empty();
    }

    /**
     * The digest in a config's name in Docker's own archives: {@code <hex>.json}, or {@code sha256:<hex>} as crane
     * writes it. It is not a promise: docker, podman and skopeo read such archives without comparing it. Empty for
     * every other name.
     */
    public static Optional<Digest> digestInConfigName(String name) {
        Matcher matcher = CONFIG.matcher(name);
        return matcher.matches() ? digest("sha256", matcher.group(1)) : Optional.empty();
    }

    private static Optional<Digest> digest(String algorithm, String hex) {
        boolean complete = hex.length() == (algorithm.equals("sha256") ? 64 : 128);
        return complete ? Optional.of(new Digest(algorithm, hex)) : Optional.empty();
    }
}

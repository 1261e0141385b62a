// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Reference;
import java.util.Optional;

/**
 * A manifest in a registry, by tag or by digest.
 *
 * @param repository the repository
 * @param version a tag, or a digest such as {@code sha256:…}; the distribution-spec calls it the reference
 */
public record ImageAddress(Repository repository, String version) {
    /** The prefix of an address on the command line and in messages, as in skopeo. */
    public static final String TRANSPORT = "docker://";

    /**
     * Parses {@code name[:tag]}, {@code name@digest} or {@code name:tag@digest}, as a user types it; a digest takes
     * precedence over a tag. A missing registry is {@code docker.io}, a missing tag {@code latest}.
     *
     * @param text with or without {@value #TRANSPORT}
     * @throws IllegalArgumentException saying which part is wrong
     */
    public static ImageAddress parse(String text) {
        String name = text.startsWith(TRANSPORT) ? text.substring(TRANSPORT.length()) : text;
        int at = name.indexOf('@');
        ImageAddress tagged = of(Reference.parse(at < 0 ? name : name.substring(0, at)));
        return at < 0
                ? tagged
                : tagged.withVersion(Digest.parse(name.substring(at + 1)).toString());
    }

    /** The address of an image's name. */
    public static ImageAddress of(Reference name) {
        return new ImageAddress(new Repository(name.domain(), name.path()), name.tag());
    }

    /** Another manifest of the same repository. */
    public ImageAddress withVersion(String version) {
        return new ImageAddress(repository, version);
    }

    /** Whether this names the content itself, and not a tag that may move. */
    public boolean isDigest() {
        return version.contains(":");
    }

    /** The digest, if this is one. */
    public Optional<Digest> digest() {
        return isDigest() ? Optional.of(Digest.parse(version)) : Optional.empty();
    }

    /** The image's name, if this is a tag. */
    public Optional<Reference> name() {
        return isDigest()
                ? Optional.empty()
                : Optional.of(new Reference(repository.domain(), repository.path(), version));
    }

    /** {@code domain/path:tag} or {@code domain/path@digest}. */
    public String text() {
        return repository + (isDigest() ? "@" : ":") + version;
    }

    /** Its name in messages: the text with {@value #TRANSPORT}. */
    @Override
    public String toString() {
        return TRANSPORT + text();
    }
}

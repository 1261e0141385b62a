// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.util.regex.Pattern;

/**
 * An image's name, fully qualified as in Docker's reference grammar: {@code alpine} is {@code
 * docker.io/library/alpine:latest}.
 *
 * @param domain the registry, such as {@code docker.io} or {@code localhost:5000}
 * @param path the repository, such as {@code library/alpine}
 * @param tag such as {@code latest}
 */
public record Reference(String domain, String path, String tag) {
    /** Of registry and repository together, with the slash between them. */
    private static final int LONGEST_NAME = 255;

    private static final String OFFICIAL = "library/";

    private static final Pattern DOMAIN = Pattern.compile(
            "(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]+)?|\\[[0-9a-fA-F:]+](?::[0-9]+)?");
    private static final Pattern PATH =
            Pattern.compile("[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}");

    public Reference {
        // Lengths first: the patterns take stack for each part of a name.
        require(domain.length() < LONGEST_NAME && DOMAIN.matcher(domain).matches(), "registry", domain);
        require(
                domain.length() + path.length() < LONGEST_NAME
                        && PATH.matcher(path).matches(),
                "repository",
                path);
        require(TAG.matcher(tag).matches(), "tag", tag);
    }

    /**
     * Parses a name as a user types it; a missing registry is {@code docker.io}, a missing tag {@code latest}.
     *
     * @throws IllegalArgumentException saying which part is wrong
     */
    public static Reference parse(String text) {
        if (text.contains("@")) {
            throw new IllegalArgumentException("image name \"" + text + "\" has a digest; expected a name and a tag");
        }
        int slash = text.indexOf('/');
        String first = slash < 0 ? "" : text.substring(0, slash);
        boolean qualified = first.contains(".")
                || first.contains(":")
                || first.equals("localhost")
                || !first.equals(first.toLowerCase(java.util.Locale.ROOT));
        String domain = qualified ? first : "docker.io";
        String rest = qualified ? text.substring(slash + 1) : text;
        int colon = rest.indexOf(':');
        String path = colon < 0 ? rest : rest.substring(0, colon);
        if (domain.equals("index.docker.io")) {
            domain = "docker.io";
        }
        if (domain.equals("docker.io") && !path.contains("/")) {
            path = OFFICIAL + path;
        }
        return new Reference(domain, path, colon < 0 ? "latest" : rest.substring(colon + 1));
    }

    /** In the short form that Docker shows: {@code alpine:latest}. */
    public String familiar() {
        String shown = domain.equals("docker.io") ? path : domain + "/" + path;
        boolean official = shown.startsWith(OFFICIAL) && shown.indexOf('/', OFFICIAL.length()) < 0;
        return (official ? shown.substring(OFFICIAL.length()) : shown) + ":" + tag;
    }

    @Override
    public String toString() {
        return domain + "/" + path + ":" + tag;
    }

    private static void require(boolean valid, String part, String text) {
        if (!valid) {
            throw new IllegalArgumentException("invalid " + part + " in image name: \"" + text + "\"");
        }
    }
}

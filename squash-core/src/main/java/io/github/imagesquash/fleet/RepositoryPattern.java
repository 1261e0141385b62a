// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.registry.Repository;
import java.nio.charset.StandardCharsets;

/**
 * One repository, or all repositories of a registry whose paths match a pattern: {@code reg.example/app}, {@code
 * reg.example/team/*}, {@code reg.example/**}.
 *
 * @param domain the registry
 * @param path a path, or a pattern in the language of {@link Glob}
 * @param several whether it is a pattern, so that the registry's catalog is needed
 */
public record RepositoryPattern(String domain, String path, boolean several) {
    /**
     * Reads a repository or a pattern.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static RepositoryPattern parse(String text) {
        if (!text.matches(".*[*?\\[\\\\].*")) {
            if (text.substring(text.lastIndexOf('/') + 1).contains(":")) {
                throw new IllegalArgumentException(
                        "\"" + text + "\" has a tag; expected a repository, and its tags under \"tags\"");
            }
            Reference name = Reference.parse(text);
            return new RepositoryPattern(name.domain(), name.path(), false);
        }
        int slash = text.indexOf('/');
        String domain = slash < 0 ? text : text.substring(0, slash);
        if (slash < 0 || !domain.matches("[^*?\\[\\\\]*[.:][^*?\\[\\\\]*|localhost")) {
            throw new IllegalArgumentException(
                    "\"" + text + "\": a pattern begins with its registry, for example reg.example/team/*");
        }
        Glob.parse(text.substring(slash + 1));
        return new RepositoryPattern(new Repository(domain, "any").domain(), text.substring(slash + 1), true);
    }

    /** The only repository, if this is not a pattern. */
    Repository only() {
        return new Repository(domain, path);
    }

    boolean matches(Repository repository) {
        return domain.equals(repository.domain())
                && Glob.parse(path).fits(repository.path().getBytes(StandardCharsets.UTF_8));
    }
}

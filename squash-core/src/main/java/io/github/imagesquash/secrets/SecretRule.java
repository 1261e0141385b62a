// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

import io.github.imagesquash.glob.Glob;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one kind of secret looks like, and where it is searched for.
 *
 * @param name its name, unique
 * @param about what it is, in a few words
 * @param look files that are always read for it
 * @param only files that are always read for it, and that are the only ones in which it counts; none if it counts everywhere
 * @param text whether the config is searched for it too
 * @param words a text without any of them has no such secret; at least one
 * @param finds what it looks like; a group {@code value} is what must not be shown
 * @param sources the addresses of documents that say so, at least one
 */
public record SecretRule(
        String name,
        String about,
        List<Glob> look,
        List<Glob> only,
        boolean text,
        List<String> words,
        List<Pattern> finds,
        List<String> sources) {

    public SecretRule {
        look = List.copyOf(look);
        only = List.copyOf(only);
        words = List.copyOf(words);
        finds = List.copyOf(finds);
        sources = List.copyOf(sources);
    }

    /** Whether it counts in a file of this path. */
    boolean countsIn(byte[] path) {
        return only.isEmpty() || only.stream().anyMatch(glob -> glob.fits(path));
    }
}

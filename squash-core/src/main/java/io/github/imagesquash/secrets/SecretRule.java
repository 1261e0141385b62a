// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

import io.github.imagesquash.glob.Glob;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The form of one kind of secret, and the places to search.
 *
 * @param name its name, unique
 * @param about a description in a few words
 * @param look files that are always read for it
 * @param only files that are always read for it, and the only ones in which it counts; empty if it counts everywhere
 * @param text whether the config is searched for it too
 * @param words words of which every text with such a secret contains one; at least one
 * @param finds its form; a group {@code value} is the part that must not be shown
 * @param sources the addresses of documents that define the form, at least one
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

    /** Whether it counts in a file with this path. */
    boolean countsIn(byte[] path) {
        return only.isEmpty() || only.stream().anyMatch(glob -> glob.fits(path));
    }
}

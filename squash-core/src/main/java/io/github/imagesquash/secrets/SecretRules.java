// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

import io.github.imagesquash.glob.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Rules of what is a secret, and what only looks like one. {@code secrets.txt} beside this class has them and describes its
 * form.
 *
 * @param rules the rules, in the file's order
 * @param paths files that are not read
 * @param values what a whole value looks like that is none
 */
public record SecretRules(List<SecretRule> rules, List<Glob> paths, List<Pattern> values) {
    /** Shorter ones are not searched for, since they look like words. */
    static final int SHORTEST_VALUE = 4;

    private static final String RESOURCE = "secrets.txt";

    public SecretRules {
        rules = List.copyOf(rules);
        paths = List.copyOf(paths);
        values = List.copyOf(values);
    }

    /** The rules that come with squash. */
    public static SecretRules builtIn() {
        try (InputStream in = SecretRules.class.getResourceAsStream(RESOURCE)) {
            return parse(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rules of a file.
     *
     * @param file what messages call it
     * @throws IllegalArgumentException naming the file, the line, and what is wrong
     */
    static SecretRules parse(String file, String content) {
        return SecretRuleParser.parse(file, content);
    }

    /** Whether a value is long enough, and does not only stand for one. */
    boolean isSecret(String value) {
        return value.length() >= SHORTEST_VALUE
                && values.stream().noneMatch(none -> none.matcher(value).matches());
    }

    /** The files that are always read, each pattern once. */
    List<Glob> looks() {
        return rules.stream()
                .flatMap(rule -> Stream.concat(rule.look().stream(), rule.only().stream()))
                .distinct()
                .toList();
    }

    /** Whether files of this path are not read. */
    boolean ignores(byte[] path) {
        return paths.stream().anyMatch(glob -> glob.fits(path));
    }
}

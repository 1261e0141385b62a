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
 * Rules for secrets, and for texts that only look like secrets. {@code secrets.txt} beside this class contains them and
 * describes its own format.
 *
 * @param rules the rules, in the file's order
 * @param paths files that are not read
 * @param values forms of whole values that are not secrets
 */
public record SecretRules(List<SecretRule> rules, List<Glob> paths, List<Pattern> values) {
    /** Shorter values are not searched for, because they look like words. */
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
     * @param file its name in messages
     * @throws IllegalArgumentException naming the file, the line and the problem
     */
    static SecretRules parse(String file, String content) {
        return SecretRuleParser.parse(file, content);
    }

    /** Whether a value is long enough, and not a placeholder. */
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

    /** Whether files with this path are ignored. */
    boolean ignores(byte[] path) {
        return paths.stream().anyMatch(glob -> glob.fits(path));
    }
}

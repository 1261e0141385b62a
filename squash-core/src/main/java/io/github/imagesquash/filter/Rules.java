// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.message.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rules for files that images need not contain, in sets, and the paths that no rule removes. {@code rules.txt} beside
 * this class contains the rules of squash; {@code docs/rules.md} describes its format.
 *
 * @param sets all sets, ascending by name
 * @param protections the paths that no rule removes, ascending by name
 * @param rules the rules, ascending by name
 */
public record Rules(List<RuleSet> sets, List<Protection> protections, List<Rule> rules) {
    /** No rules. */
    public static final Rules NONE = new Rules(List.of(), List.of(), List.of());

    private static final String RESOURCE = "rules.txt";

    public Rules {
        sets = List.copyOf(sets);
        protections = List.copyOf(protections);
        rules = List.copyOf(rules);
    }

    /** The rules that come with squash. */
    public static Rules builtIn() {
        try (InputStream in = Rules.class.getResourceAsStream(RESOURCE)) {
            return NONE.with(RESOURCE, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * These rules, with those of a file added; a rule in the file with an existing name changes that rule.
     *
     * @param file the file's name in messages
     * @throws IllegalArgumentException naming the file, the line and the problem
     */
    public Rules with(String file, String content) {
        return RuleParser.parse(this, file, content);
    }

    /** The sets of which no rule caused one of these removals. */
    List<RuleSet> setsWithout(List<Removal> removals) {
        Set<String> causes =
                removals.stream().map(removal -> removal.cause().name()).collect(Collectors.toSet());
        return sets.stream()
                .filter(set -> rules.stream()
                        .noneMatch(rule -> rule.sets().contains(set.name()) && causes.contains(rule.name())))
                .toList();
    }

    /**
     * The rules of some sets, with all protections.
     *
     * @throws IllegalArgumentException if a set does not exist
     */
    public Rules of(Collection<String> names) {
        List<String> known = sets.stream().map(RuleSet::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("there is no set \"" + name + "\"; the sets are "
                        + String.join(", ", known) + NearestName.question(name, known));
            }
        }
        return new Rules(
                sets.stream().filter(set -> names.contains(set.name())).toList(),
                protections,
                rules.stream()
                        .filter(rule -> rule.sets().stream().anyMatch(names::contains))
                        .toList());
    }
}

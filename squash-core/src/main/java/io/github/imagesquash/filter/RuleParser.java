// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.filter.PathTarget.Reach;
import io.github.imagesquash.glob.Glob;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Reads a file of rules in addition to existing rules. A paragraph with the name of an existing rule changes it: the
 * given keys replace the old ones, the others stay.
 */
final class RuleParser {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final Set<String> SET_KEYS = Set.of("about");
    private static final Set<String> PROTECTION_KEYS = Set.of("about", "never", "source");
    private static final Set<String> RULE_KEYS = Set.of(
            "set",
            "ecosystem",
            "about",
            "drop",
            "files",
            "regular",
            "owned",
            "never",
            "unless",
            "unless-named",
            "source");

    private final Map<String, RuleSet> sets = new TreeMap<>();
    private final Map<String, Protection> protections = new TreeMap<>();
    private final Map<String, Rule> rules = new TreeMap<>();

    private RuleParser(Rules before) {
        before.sets().forEach(set -> sets.put(set.name(), set));
        before.protections().forEach(protection -> protections.put(protection.name(), protection));
        before.rules().forEach(rule -> rules.put(rule.name(), rule));
    }

    /**
     * The existing rules and those of the file.
     *
     * @throws IllegalArgumentException naming the file and the line
     */
    static Rules parse(Rules before, String file, String content) {
        RuleParser parser = new RuleParser(before);
        for (Paragraph paragraph : Paragraph.of(file, content)) {
            parser.read(paragraph);
        }
        return new Rules(
                new ArrayList<>(parser.sets.values()),
                new ArrayList<>(parser.protections.values()),
                new ArrayList<>(parser.rules.values()));
    }

    private void read(Paragraph paragraph) {
        String name = paragraph.name();
        if (!NAME.matcher(name).matches()) {
            throw paragraph.refused(
                    "a name consists of lower-case letters, digits and hyphens, found \"" + name + "\"");
        }
        switch (paragraph.kind()) {
            case "set" -> sets.put(name, set(paragraph));
            case "protect" -> protections.put(name, protection(paragraph));
            case "rule" -> rules.put(name, rule(paragraph));
            default -> throw paragraph.refused("a paragraph begins with set, protect or rule, not " + paragraph.kind());
        }
    }

    private static RuleSet set(Paragraph paragraph) {
        paragraph.requireKeys(SET_KEYS);
        return new RuleSet(paragraph.name(), one(paragraph, "about", ""));
    }

    private Protection protection(Paragraph paragraph) {
        paragraph.requireKeys(PROTECTION_KEYS);
        Protection old =
                protections.getOrDefault(paragraph.name(), new Protection(paragraph.name(), "", List.of(), List.of()));
        return new Protection(
                paragraph.name(),
                one(paragraph, "about", old.about()),
                some(paragraph, "never", paragraph.all("never", Glob::parse), old.never()),
                some(paragraph, "source", paragraph.all("source"), old.sources()));
    }

    private Rule rule(Paragraph paragraph) {
        paragraph.requireKeys(RULE_KEYS);
        Rule old = rules.getOrDefault(
                paragraph.name(),
                new Rule(
                        paragraph.name(),
                        List.of(),
                        "any",
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of("the user's own rules")));
        List<Glob> all = paragraph.all("never", Glob::parse);
        List<Glob> never = all.stream().filter(glob -> !isOfLanguages(glob)).toList();
        List<String> languages = all.stream()
                .filter(RuleParser::isOfLanguages)
                .map(Glob::toString)
                .toList();
        List<Glob> unless = paragraph.all("unless", Glob::parse);
        List<String> unlessNamed = paragraph.all("unless-named", RuleParser::words).stream()
                .flatMap(List::stream)
                .toList();
        return new Rule(
                paragraph.name(),
                some(paragraph, "set", sets(paragraph), old.sets()),
                one(paragraph, "ecosystem", old.ecosystem()),
                one(paragraph, "about", old.about()),
                some(paragraph, "drop, files, regular or owned", targets(paragraph), old.targets()),
                all.isEmpty() ? old.never() : never,
                all.isEmpty() ? old.languages() : languages,
                unless.isEmpty() ? old.unless() : unless,
                unlessNamed.isEmpty() ? old.unlessNamed() : unlessNamed,
                some(paragraph, "source", paragraph.all("source"), old.sources()));
    }

    private static boolean isOfLanguages(Glob glob) {
        return glob.toString().contains(Rule.LANGUAGE);
    }

    private static List<String> words(String value) {
        return Arrays.stream(value.split(" *, *"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private List<String> sets(Paragraph paragraph) {
        UnaryOperator<String> known = name -> {
            if (!sets.containsKey(name)) {
                throw new IllegalArgumentException("there is no set \"" + name + "\"; begin a paragraph with set: "
                        + name + " before it, or take one of " + String.join(", ", sets.keySet()));
            }
            return name;
        };
        return paragraph.all("set", value -> words(value).stream().map(known).toList()).stream()
                .flatMap(List::stream)
                .toList();
    }

    private static List<PathTarget> targets(Paragraph paragraph) {
        List<PathTarget> targets = new ArrayList<>();
        targets.addAll(paragraph.all("drop", glob -> new PathTarget(Glob.parse(glob), Reach.TREE)));
        targets.addAll(paragraph.all("files", glob -> new PathTarget(Glob.parse(glob), Reach.FILES)));
        targets.addAll(paragraph.all("owned", glob -> new PathTarget(Glob.parse(glob), Reach.OWNED_FILES)));
        targets.addAll(paragraph.all("regular", glob -> new PathTarget(Glob.parse(glob), Reach.REGULAR_FILES)));
        return targets;
    }

    /** The last value of a key, otherwise the old one, which must not be missing. */
    private static String one(Paragraph paragraph, String key, String old) {
        return some(paragraph, key, paragraph.all(key), old.isEmpty() ? List.of() : List.of(old))
                .getLast();
    }

    private static <T> List<T> some(Paragraph paragraph, String key, List<T> values, List<T> old) {
        if (values.isEmpty() && old.isEmpty()) {
            throw paragraph.refused("the " + paragraph.kind() + " has no " + key);
        }
        return values.isEmpty() ? old : values;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * A file of {@code var/lib/dpkg/alternatives}: a name with several programs behind it (update-alternatives(1)).
 *
 * @param mode {@code auto} or {@code manual}
 * @param links the links of the group, the master's first
 * @param choices the programs
 */
record AlternativeGroup(String mode, List<Link> links, List<Choice> choices) {

    /**
     * A link.
     *
     * @param name its name in {@code /etc/alternatives}
     * @param path the path that programs use
     */
    record Link(String name, String path) {}

    /**
     * A program and its other files.
     *
     * @param paths a path for each link of the group; empty if it has none
     * @param priority the largest is the best
     */
    record Choice(List<String> paths, int priority) {}

    AlternativeGroup {
        links = List.copyOf(links);
        choices = List.copyOf(choices);
    }

    /** Parses a file; empty if it is invalid. */
    static Optional<AlternativeGroup> parse(String name, String text) {
        Iterator<String> lines = text.lines().iterator();
        try {
            String mode = lines.next();
            List<Link> links = new ArrayList<>(List.of(new Link(name, lines.next())));
            for (String slave = lines.next(); !slave.isEmpty(); slave = lines.next()) {
                links.add(new Link(slave, lines.next()));
            }
            List<Choice> choices = new ArrayList<>();
            for (String program = lines.next(); !program.isEmpty(); program = lines.next()) {
                List<String> paths = new ArrayList<>(List.of(program));
                int priority = Integer.parseInt(lines.next());
                for (int i = 1; i < links.size(); i++) {
                    paths.add(lines.next());
                }
                choices.add(new Choice(paths, priority));
            }
            return Optional.of(new AlternativeGroup(mode, links, choices));
        } catch (NoSuchElementException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    Link master() {
        return links.getFirst();
    }

    AlternativeGroup withChoices(List<Choice> others) {
        return new AlternativeGroup(mode, links, others);
    }

    AlternativeGroup automatic() {
        return new AlternativeGroup("auto", links, choices);
    }

    /** The choice with the highest priority, the first of several; there must be one. */
    Choice best() {
        return choices.stream().max(Comparator.comparingInt(Choice::priority)).orElseThrow();
    }

    /** The file's text. */
    String text() {
        StringBuilder text = new StringBuilder(mode).append('\n');
        text.append(master().path()).append('\n');
        links.stream()
                .skip(1)
                .forEach(link -> text.append(link.name())
                        .append('\n')
                        .append(link.path())
                        .append('\n'));
        text.append('\n');
        for (Choice choice : choices) {
            text.append(choice.paths().getFirst())
                    .append('\n')
                    .append(choice.priority())
                    .append('\n');
            choice.paths().stream().skip(1).forEach(path -> text.append(path).append('\n'));
        }
        return text.append('\n').toString();
    }
}

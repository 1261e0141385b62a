// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.purge.VersionBound.Relation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses the fields of dpkg's database that name other packages (deb-control(5), Debian Policy 7.1). */
final class DebianRelations {
    private static final Pattern PACKAGE = Pattern.compile(
            "([^\\s:(]++)(?::([^\\s(]++))?+\\s*+(?:\\(\\s*+(<<|<=|=|>=|>>|<|>)\\s*+([^\\s)]++)\\s*+\\))?+");

    private DebianRelations() {}

    /** A field such as {@code Depends}: groups separated by commas, alternatives by bars. Invalid parts are skipped. */
    static List<List<Requirement>> requirements(String field) {
        List<List<Requirement>> groups = new ArrayList<>();
        for (String group : field.split(",")) {
            List<Requirement> alternatives = new ArrayList<>();
            for (String alternative : group.split("\\|")) {
                Matcher parts = PACKAGE.matcher(alternative.strip());
                if (parts.lookingAt()) {
                    boolean any = "any".equals(parts.group(2));
                    alternatives.add(new Requirement(parts.group(1), bound(parts), any));
                }
            }
            if (!alternatives.isEmpty()) {
                groups.add(List.copyOf(alternatives));
            }
        }
        return groups;
    }

    /** The field {@code Provides}. */
    static List<Provision> provisions(String field) {
        return requirements(field).stream()
                .map(List::getFirst)
                .map(provided -> new Provision(provided.name(), provided.bound().map(VersionBound::version)))
                .toList();
    }

    /** The forms with one sign are obsolete, and mean "or equal". */
    private static Optional<VersionBound> bound(Matcher parts) {
        if (parts.group(3) == null) {
            return Optional.empty();
        }
        Relation relation = switch (parts.group(3)) {
            case "<<" -> Relation.EARLIER;
            case "<", "<=" -> Relation.EARLIER_OR_EQUAL;
            case "=" -> Relation.EQUAL;
            case ">>" -> Relation.LATER;
            default -> Relation.LATER_OR_EQUAL;
        };
        return Optional.of(new VersionBound(relation, parts.group(4)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.tree.ImagePath;
import java.util.Locale;
import java.util.stream.Stream;

/** Counts what packages depend on and provide, before it takes memory: each needs only two bytes in a database. */
final class DependencyLimit {
    /** A desktop with 3,000 packages has 30,000. */
    private static final int MOST = 1_000_000;

    private DependencyLimit() {}

    /**
     * Requires that there are not too many.
     *
     * @param fields the texts that name them
     * @param separators the characters between them
     * @param where the name of the image in messages
     */
    static void require(Stream<String> fields, String separators, ImagePath database, String where)
            throws UnmetRequestException {
        long count = fields.mapToLong(field -> field.chars()
                        .filter(one -> separators.indexOf(one) >= 0)
                        .count())
                .sum();
        if (count > MOST) {
            throw new UnmetRequestException(
                    where,
                    String.format(
                            Locale.ROOT,
                            "%s: more than %,d dependencies of packages; use --drop and --exclude instead",
                            database,
                            MOST));
        }
    }
}

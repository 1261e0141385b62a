// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A package in apk's database.
 *
 * @param text its lines, with the empty line behind them
 * @param fields its fields by their letters; of several the first
 * @param directories the directories that it lists
 */
record ApkBlock(String text, Map<Character, String> fields, List<ImagePath> directories) {
    ApkBlock {
        directories = List.copyOf(directories);
    }

    /** The packages of a database. */
    static List<ApkBlock> parse(String database) {
        List<ApkBlock> blocks = new ArrayList<>();
        int start = 0;
        while (start < database.length()) {
            int end = database.indexOf("\n\n", start);
            end = end < 0 ? database.length() : end + 2;
            ApkBlock block = of(database.substring(start, end));
            if (!block.field('P').isEmpty()) {
                blocks.add(block);
            }
            start = end;
        }
        return blocks;
    }

    private static ApkBlock of(String text) {
        Map<Character, String> fields = new HashMap<>();
        List<ImagePath> directories = new ArrayList<>();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("F:")) {
                directories.add(ImagePath.clean(RawText.bytes(line.substring(2))));
            } else if (line.length() > 1 && line.charAt(1) == ':') {
                fields.putIfAbsent(line.charAt(0), line.substring(2));
            }
        }
        return new ApkBlock(text, fields, directories);
    }

    /** The lines, except those about some files: a name and what follows it, below the line of its directory. */
    String without(Set<ImagePath> files) {
        if (files.isEmpty()) {
            return text;
        }
        StringBuilder left = new StringBuilder();
        ImagePath directory = ImagePath.ROOT;
        boolean removed = false;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("F:")) {
                directory = ImagePath.clean(RawText.bytes(line.substring(2)));
                removed = false;
            } else if (line.startsWith("R:")) {
                removed = files.contains(directory.child(RawText.name(line.substring(2))));
            } else if (!line.startsWith("a:") && !line.startsWith("Z:")) {
                removed = false;
            }
            if (!removed) {
                left.append(line).append('\n');
            }
        }
        return left.toString();
    }

    /** A field's value; empty if there is none. */
    String field(char letter) {
        return fields.getOrDefault(letter, "");
    }

    /** As {@link PackageRecord#key}. */
    String key() {
        return field('P') + ":" + field('A');
    }
}

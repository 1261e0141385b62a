// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The files of a tree, by path, and the attributes of each, by name. Names are bytes, a char each.
 *
 * @param files the attributes of each path
 */
record FileListing(SortedMap<String, SortedMap<String, String>> files) {
    private static final int MOST_DIFFERENCES = 40;

    FileListing {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    /** What is known of one file. */
    SortedMap<String, String> file(String path) {
        return Objects.requireNonNull(files.get(path), path);
    }

    /** This listing, were that attribute of a file so. */
    FileListing with(String path, String attribute, String value) {
        SortedMap<String, String> file = new TreeMap<>(file(path));
        file.put(attribute, value);
        SortedMap<String, SortedMap<String, String>> changed = new TreeMap<>(files);
        changed.put(path, file);
        return new FileListing(changed);
    }

    /** This listing, were that file not there. */
    FileListing without(String path) {
        SortedMap<String, SortedMap<String, String>> fewer = new TreeMap<>(files);
        Objects.requireNonNull(fewer.remove(path), path);
        return new FileListing(fewer);
    }

    /** The part below a directory, as if that were the root. */
    FileListing below(String directory) {
        String prefix = directory + "/";
        SortedMap<String, SortedMap<String, String>> part = new TreeMap<>();
        files.tailMap(prefix).entrySet().stream()
                .takeWhile(file -> file.getKey().startsWith(prefix))
                .forEach(file -> {
                    SortedMap<String, String> attributes = new TreeMap<>(file.getValue());
                    attributes.computeIfPresent("name of", (key, name) -> name.substring(prefix.length()));
                    part.put(file.getKey().substring(prefix.length()), attributes);
                });
        return new FileListing(part);
    }

    /** This listing without the times of some files, which need not be there. */
    FileListing withoutTimes(Set<String> paths) {
        FileListing untimed = this;
        for (String path : paths) {
            untimed = files.containsKey(path) ? untimed.with(path, "mtime", "any") : untimed;
        }
        return untimed;
    }

    /** Asserts that another tree is the same in everything; says what is not. */
    void assertSame(FileListing actual) {
        assertEquals("", differences(actual), "files that differ");
    }

    /** What is not the same in another tree; empty if nothing. */
    String differences(FileListing actual) {
        TreeSet<String> paths = new TreeSet<>(files.keySet());
        paths.addAll(actual.files.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(files.get(path), actual.files.get(path)))
                .limit(MOST_DIFFERENCES)
                .map(path -> path + "\n   expected " + files.get(path) + "\n   but is   " + actual.files.get(path))
                .collect(Collectors.joining("\n"));
    }
}

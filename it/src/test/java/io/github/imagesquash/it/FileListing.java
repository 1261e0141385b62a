package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.Objects;
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

    /** Asserts that another tree is the same in everything; says what is not. */
    void assertSame(FileListing actual) {
        TreeSet<String> paths = new TreeSet<>(files.keySet());
        paths.addAll(actual.files.keySet());
        String differences = paths.stream()
                .filter(path -> !Objects.equals(files.get(path), actual.files.get(path)))
                .limit(MOST_DIFFERENCES)
                .map(path -> path + "\n   expected " + files.get(path) + "\n   but is   " + actual.files.get(path))
                .collect(Collectors.joining("\n"));
        assertEquals("", differences, "files that differ");
    }
}

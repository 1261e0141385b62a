// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * Keywords and values of a PAX extended header, sorted by keyword. Both are bytes: extended attributes such as {@code
 * security.capability} are binary, and so may be their names. A key is therefore a string with one char for each byte
 * (ISO 8859-1), which sorts like unsigned bytes; it is not text to show. A value is the bytes themselves, which are
 * shared and must not be changed.
 */
public final class PaxRecords {
    public static final PaxRecords EMPTY = new PaxRecords(new String[0], new byte[0][]);

    private final String[] keys;
    private final byte[][] values;

    private PaxRecords(String[] keys, byte[][] values) {
        this.keys = keys;
        this.values = values;
    }

    /** The records of a map, in order of their keys. */
    public static PaxRecords of(Map<String, byte[]> records) {
        if (records.isEmpty()) {
            return EMPTY;
        }
        SortedMap<String, byte[]> sorted = new TreeMap<>(records);
        return new PaxRecords(
                sorted.keySet().toArray(String[]::new), sorted.values().toArray(byte[][]::new));
    }

    public boolean isEmpty() {
        return keys.length == 0;
    }

    public int size() {
        return keys.length;
    }

    /** The total size of keys and values, in bytes. */
    public long bytes() {
        long bytes = 0;
        for (int i = 0; i < keys.length; i++) {
            bytes += keys[i].length() + values[i].length;
        }
        return bytes;
    }

    /** The value of a key, which may have no bytes. */
    public Optional<byte[]> get(String key) {
        int index = Arrays.binarySearch(keys, key);
        return index < 0 ? Optional.empty() : Optional.of(values[index]);
    }

    /** Visits the records in order of their keys. */
    public void forEach(BiConsumer<String, byte[]> visitor) {
        for (int i = 0; i < keys.length; i++) {
            visitor.accept(keys[i], values[i]);
        }
    }

    /** These records and one more, which replaces one of the same key. */
    public PaxRecords with(String key, byte[] value) {
        return union(new PaxRecords(new String[] {key}, new byte[][] {value}));
    }

    /** These records and others; where both have a key, the other's value. */
    public PaxRecords union(PaxRecords later) {
        if (later.isEmpty() || isEmpty()) {
            return isEmpty() ? later : this;
        }
        List<String> mergedKeys = new ArrayList<>(keys.length + later.keys.length);
        List<byte[]> mergedValues = new ArrayList<>(keys.length + later.keys.length);
        int mine = 0;
        int theirs = 0;
        // A merge, not a map: in a hostile layer one inode can collect records from millions of links.
        while (mine < keys.length || theirs < later.keys.length) {
            int order = mine == keys.length
                    ? 1
                    : theirs == later.keys.length ? -1 : keys[mine].compareTo(later.keys[theirs]);
            PaxRecords source = order < 0 ? this : later;
            int index = order < 0 ? mine : theirs;
            mergedKeys.add(source.keys[index]);
            mergedValues.add(source.values[index]);
            mine += order <= 0 ? 1 : 0;
            theirs += order >= 0 ? 1 : 0;
        }
        return new PaxRecords(mergedKeys.toArray(String[]::new), mergedValues.toArray(byte[][]::new));
    }

    /**
     * These records, or an equal instance, so that a million files with the same attributes keep them in memory once.
     */
    PaxRecords sharedWith(PaxRecords others) {
        return equals(others) ? others : this;
    }

    /** These records without those whose key meets a condition. */
    public PaxRecords without(Predicate<String> condition) {
        if (Arrays.stream(keys).noneMatch(condition)) {
            return this;
        }
        Map<String, byte[]> rest = toMap();
        rest.keySet().removeIf(condition);
        return of(rest);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PaxRecords records
                && Arrays.equals(keys, records.keys)
                && Arrays.deepEquals(values, records.values);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(keys) + Arrays.deepHashCode(values);
    }

    private Map<String, byte[]> toMap() {
        Map<String, byte[]> map = new TreeMap<>();
        forEach(map::put);
        return map;
    }
}

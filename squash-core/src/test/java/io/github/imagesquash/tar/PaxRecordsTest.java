// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PaxRecordsTest {
    private static final byte[] ONE = {1};
    private static final byte[] TWO = {2};

    @Test
    void recordsAreSortedByUnsignedBytesOfTheKey() {
        PaxRecords records = PaxRecords.EMPTY
                .with("\u00ff", ONE)
                .with("a", ONE)
                .with("B", ONE)
                .with("\u0080", ONE);
        assertEquals(List.of("B", "a", "\u0080", "\u00ff"), keys(records));
    }

    @Test
    void unionPrefersTheLaterRecords() {
        PaxRecords union = PaxRecords.of(Map.of("a", ONE, "b", ONE)).union(PaxRecords.of(Map.of("b", TWO, "c", TWO)));
        assertEquals(List.of("a", "b", "c"), keys(union));
        assertArrayEquals(ONE, union.get("a").orElseThrow());
        assertArrayEquals(TWO, union.get("b").orElseThrow());
    }

    @Test
    void withoutRemovesByKeyAndLeavesTheOriginal() {
        PaxRecords records = PaxRecords.of(Map.of("user.a", ONE, "trusted.overlay.opaque", ONE));
        assertEquals(List.of("user.a"), keys(records.without(key -> key.startsWith("trusted.overlay."))));
        assertEquals(2, records.size());
        assertSame(records, records.without(String::isEmpty));
    }

    @Test
    void equalityIsByContent() {
        PaxRecords records = PaxRecords.of(Map.of("a", new byte[] {1}));
        assertEquals(PaxRecords.EMPTY.with("a", ONE), records);
        assertEquals(PaxRecords.EMPTY.with("a", ONE).hashCode(), records.hashCode());
        assertNotEquals(PaxRecords.EMPTY.with("a", TWO), records);
        assertEquals(PaxRecords.EMPTY, records.without(key -> true));
    }

    @Test
    void missingKeysHaveNoValueAndEmptyValuesAreValues() {
        PaxRecords records = PaxRecords.EMPTY.with("empty", new byte[0]);
        assertEquals(Optional.empty(), records.get("missing"));
        assertArrayEquals(new byte[0], records.get("empty").orElseThrow());
    }

    private static List<String> keys(PaxRecords records) {
        List<String> keys = new ArrayList<>();
        records.forEach((key, value) -> keys.add(key));
        return keys;
    }
}

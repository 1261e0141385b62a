// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

/**
 * The catalogue is tested whole: each of its rows has a test in this package that begins its display name with the row's
 * id, or says why it cannot have one.
 */
class CatalogueTest {
    private final List<Row> rows = Row.all();
    private final Set<String> ids = rows.stream().map(Row::id).collect(Collectors.toCollection(TreeSet::new));

    CatalogueTest() throws IOException {}

    @TestFactory
    Stream<DynamicTest> everyRowHasATest() throws IOException {
        Set<String> tested = TestedRows.in("catalogue");
        return rows.stream()
                .filter(row -> tested.contains(row.id()) || row.notYet().isEmpty())
                .map(row -> DynamicTest.dynamicTest(
                        row.toString(),
                        () -> assertTrue(tested.contains(row.id()), "no test begins with " + row.id())));
    }

    @TestFactory
    Stream<DynamicTest> whatCannotBeTestedYet() {
        return rows.stream()
                .flatMap(row -> row.notYet().stream().map(reason -> row.id() + " " + reason))
                .map(reason -> DynamicTest.dynamicTest(reason, () -> skip(reason)));
    }

    private static void skip(String reason) {
        System.err.println("SKIPPED: " + reason);
        throw new TestAbortedException(reason);
    }

    @Test
    void noTestNamesARowThatDoesNotExist() throws IOException {
        Set<String> unknown = TestedRows.in("");
        unknown.removeAll(ids);
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyIdStandsForOneRow() {
        assertEquals(rows.size(), ids.size());
        assertEquals(166, ids.size());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.html;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.report.SlimPackage;
import io.github.imagesquash.report.SlimStep;
import io.github.imagesquash.report.SlimSummary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SlimTablesTest {
    private static final SlimPackage NGINX = new SlimPackage(
            "nginx",
            "1",
            "amd64",
            5,
            0,
            0,
            "declared",
            "Cmd",
            List.of(
                    new SlimStep("/usr/sbin/nginx", "declared", "names nginx"),
                    new SlimStep("package nginx", "proven", "belongs to it")));
    private static final SlimPackage GIT = new SlimPackage("git", "2", "amd64", 9, 0, 0, "", "", List.of());

    @Test
    void eachPackageIsARowAndOneThatStaysHasItsChain() {
        List<Table> tables = SlimTables.of(Optional.of(new SlimSummary(List.of(NGINX), List.of(GIT))));
        assertEquals(
                List.of("Packages left out", "Packages kept"),
                tables.stream().map(Table::title).toList());
        assertEquals(
                TableColumn.texts("Package", List.of("git"), name -> name),
                tables.getFirst().columns().getFirst());
        assertEquals(
                TableColumn.texts("Because", List.of("Cmd → /usr/sbin/nginx → package nginx"), text -> text),
                tables.getLast().columns().get(2));
    }

    @Test
    void packagesThatOnlyAGuessKeepsAreListedWithTheOptionThatRemovesThem() {
        SlimPackage gcc = new SlimPackage(
                "gcc", "1", "amd64", 5, 1, 2, "guessed", "Cmd", List.of(new SlimStep("package gcc", "guessed", "")));
        List<Table> tables = SlimTables.of(Optional.of(new SlimSummary(List.of(gcc), List.of())));
        assertEquals(
                List.of("Packages left out", "Packages that only a guess keeps", "Packages kept"),
                tables.stream().map(Table::title).toList());
        assertEquals(
                TableColumn.texts("Removed with", List.of("--drop-package gcc"), text -> text),
                tables.get(1).columns().get(2));
    }

    @Test
    void imagesWhosePackagesWereNotJudgedHaveNoSuchTables() {
        assertEquals(List.of(), SlimTables.of(Optional.empty()));
    }
}

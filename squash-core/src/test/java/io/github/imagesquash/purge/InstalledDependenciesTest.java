// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.DebianRoot;
import io.github.imagesquash.fixture.ReplayedTree;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which installed packages meet a field of dpkg's database. */
class InstalledDependenciesTest {
    private static final String INSTALLED = DebianRoot.paragraph("mawk", "Provides: awk")
            + DebianRoot.paragraph("gawk", "Provides: awk (= 5)")
            + DebianRoot.paragraph("libc6", "Multi-Arch: same")
            + DebianRoot.paragraph("libc6", "Multi-Arch: same").replace("amd64", "i386")
            + DebianRoot.paragraph("perl", "Multi-Arch: allowed").replace("amd64", "i386")
            + DebianRoot.paragraph("tool", "Multi-Arch: foreign").replace("amd64", "i386")
            + DebianRoot.paragraph("data").replace("amd64", "all")
            + "Package: removed\nStatus: deinstall ok config-files\nVersion: 1\nArchitecture: amd64\n\n";

    private static String meeting(String field) throws IOException {
        String status = INSTALLED + DebianRoot.paragraph("app", "Pre-Depends:", " " + field);
        try (ReplayedTree root = ReplayedTree.of(layer().file("var/lib/dpkg/status", status))) {
            DpkgStatus installed = DpkgStatus.in(root.tree(), "old.tar").orElseThrow();
            PackageRecord app = installed.packages().getFirst();
            List<String> groups = new ArrayList<>();
            for (List<Requirement> group : app.depends()) {
                groups.add(String.join(
                        " ",
                        installed.dependencies().meeting(app, group).stream()
                                .map(PackageRecord::key)
                                .toList()));
            }
            return String.join(", ", groups);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "mawk; mawk:amd64",
                "mawk (>= 1); mawk:amd64",
                "mawk (>> 1); ''",
                "mawk (<< 2~), mawk (= 1), mawk (<= 0); 'mawk:amd64, mawk:amd64, '",
                "nothing | gawk; gawk:amd64",
                "gawk | mawk; gawk:amd64 mawk:amd64",
                "awk; gawk:amd64 mawk:amd64",
                "awk (>= 4); gawk:amd64",
                "libc6 (>= 0.9); libc6:amd64",
                "perl; ''",
                "perl:any; perl:i386",
                "tool; tool:i386",
                "data; data:all",
                "removed; ''",
                "mawk(>=1)|gawk,data; 'mawk:amd64 gawk:amd64, data:all'"
            })
    void alternativesVersionsAndProvisionsCount(String field, String expected) throws IOException {
        assertEquals(expected, meeting(field));
    }

    @Test
    void anImageWithoutDpkgHasNoStatus() throws IOException {
        try (ReplayedTree root = ReplayedTree.of(layer().dir("var/lib/dpkg/status/"))) {
            assertEquals(Optional.empty(), DpkgStatus.in(root.tree(), "old.tar").map(DpkgStatus::packages));
        }
    }
}

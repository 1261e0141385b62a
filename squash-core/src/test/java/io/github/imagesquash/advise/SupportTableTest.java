// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class SupportTableTest {
    @Test
    void theTableOfReleasesIsSound() {
        List<SupportTable.Support> releases = SupportTable.builtIn().releases();
        assertTrue(releases.size() > 50);
        for (SupportTable.Support release : releases) {
            assertTrue(release.source().startsWith("https://"), release::toString);
            assertTrue(release.longTerm().stream().allMatch(release.ends()::isBefore), release::toString);
            OsRelease os = new OsRelease(release.id(), release.version(), "");
            assertEquals(release, SupportTable.builtIn().find(os).orElseThrow());
        }
        assertEquals(
                "2021-05-01",
                SupportTable.builtIn()
                        .find(new OsRelease("alpine", "3.10.9", ""))
                        .orElseThrow()
                        .ends()
                        .toString());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ExternalTool;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The order of versions is that of dpkg. */
class DebianVersionOrderTest {
    private static final List<String> VERSIONS = List.of(
            "0",
            "1",
            "1.0",
            "1.0-1",
            "1.0-1~bpo12",
            "1.0-1+b1",
            "1.0~rc1",
            "1.0~rc1-1",
            "1.0~~",
            "1.0a",
            "1.0+",
            "1.00",
            "1.10",
            "1.9",
            "1:0.1",
            "2:0",
            "0:1.0",
            "1.0-0",
            "1.2.3-4ubuntu5",
            "1.2.3-4deb12u1",
            "5.36.0-7+deb12u4",
            "20230311+deb12u1",
            "1.0-1.1",
            "1.0.1-1",
            "2.36-9+deb12u10",
            "2.36-9+deb12u9",
            "1.0z",
            "1.0Z",
            "007",
            "7");

    @TempDir
    Path directory;

    @Test
    void isThatOfDpkg() throws Exception {
        StringBuilder script = new StringBuilder("v() { dpkg --compare-versions \"$2\" $1 \"$3\"; }\n");
        StringBuilder own = new StringBuilder();
        for (String a : VERSIONS) {
            for (String b : VERSIONS) {
                script.append("v lt '%s' '%s' && echo lt || { v eq '%s' '%s' && echo eq || echo gt; }%n"
                        .formatted(a, b, a, b));
                int order = new DebianVersionOrder().compare(a, b);
                own.append(order < 0 ? "lt\n" : order == 0 ? "eq\n" : "gt\n");
            }
        }
        ExternalTool.run(directory, "dpkg", "--version");
        byte[] judged = ExternalTool.run(directory, "sh", "-c", script.toString());
        assertEquals(new String(judged, StandardCharsets.US_ASCII), own.toString());
    }
}

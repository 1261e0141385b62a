// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.packages.FoundPackages.in;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApkDatabaseTest {
    private static final String INSTALLED = """
            C:Q1pGXNJPh6hOTRcWhYWHNWtYVX3EI=
            P:busybox
            V:1.36.1-r29
            A:x86_64
            S:509600
            I:962560
            T:Size optimized toolbox
            o:busybox
            D:so:libc.musl-x86_64.so.1
            F:bin
            M:0:0:1777
            R:busybox
            a:0:0:755
            Z:Q1Gr7iZcYpfFMLLmGfNCqpKqmjdSM=
            R:sh
            F:etc
            R:securetty
            Z:Q1mB95Hq2NUTZ599RDiSsj9w5FrOU=

            P:ssl_client
            V:1.36.1-r29
            A:x86_64
            I:28672
            o:busybox
            F:usr
            F:usr/bin
            R:ssl_client
            Z:Q1g1XlzuOkUmb/sOZ4c2vQ2PdqWxg=

            """;

    @ParameterizedTest
    @ValueSource(strings = {"lib/apk/db/installed", "usr/lib/apk/db/installed"})
    void packagesAndFilesAreThoseOfTheDatabase(String database) throws IOException {
        in(layer().file(database, INSTALLED)
                        .file("bin/busybox", "busybox")
                        .symlink("bin/sh", "/bin/busybox")
                        .file("etc/securetty", "")
                        .file("usr/bin/ssl_client", "ssl"))
                .are("apk busybox 1.36.1-r29 x86_64", "apk ssl_client 1.36.1-r29 x86_64")
                .owns("busybox", "/bin/busybox checked", "/bin/sh listed", "/etc/securetty checked")
                .owns("ssl_client", "/usr/bin/ssl_client checked")
                .hasSizes("busybox", 962560, 7)
                .hasSizes("ssl_client", 28672, 3)
                .hasSource("ssl_client", "busybox")
                .warnsOfNothing();
    }

    @Test
    void thereIsNoSourceUnlessTheDatabaseHasIt() throws IOException {
        in(layer().file("lib/apk/db/installed", "P:virtual\nV:0\n"))
                .are("apk virtual 0")
                .hasSource("virtual", "virtual");
    }

    @Test
    void whatIsNoDatabaseIsAWarning() throws IOException {
        in(layer().file("lib/apk/db/installed", "P:one\nV:1\n\nbinary\0rubbish\n"))
                .are("apk one 1")
                .warns(1, "/lib/apk/db/installed");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ExternalTool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A package that rpm itself built and put into its database. */
class RpmOracleTest {
    private static final String SPEC = """
            Name: hello
            Version: 1.2
            Release: 3
            Epoch: 4
            Summary: s
            License: MIT
            BuildArch: noarch
            %description
            d
            %install
            mkdir -p %{buildroot}/etc %{buildroot}/usr/share/hello
            echo conf > %{buildroot}/etc/hello.conf
            echo 12345 > %{buildroot}/usr/share/hello/data
            ln -s data %{buildroot}/usr/share/hello/link
            %files
            %config /etc/hello.conf
            %dir /usr/share/hello
            /usr/share/hello/data
            /usr/share/hello/link
            """;

    @TempDir
    Path directory;

    private String run(String... command) throws IOException, InterruptedException {
        return new String(ExternalTool.run(directory, command), StandardCharsets.UTF_8);
    }

    private String rpm(String... arguments) throws IOException, InterruptedException {
        return run(Stream.concat(
                        Stream.of("rpm", "--dbpath", directory.resolve("db").toString()), Stream.of(arguments))
                .toArray(String[]::new));
    }

    @Test
    void packageAndFilesAreThoseThatRpmLists() throws Exception {
        Path spec = Files.writeString(directory.resolve("hello.spec"), SPEC);
        Path top = directory.resolve("top");
        run("rpmbuild", "-bb", "--quiet", "--define", "_topdir " + top, spec.toString());
        rpm(
                "--define=_db_backend sqlite",
                "--install",
                "--justdb",
                "--nodeps",
                "--nosignature",
                top.resolve("RPMS/noarch/hello-1.2-3.noarch.rpm").toString());
        String identity = rpm("-qa", "--qf=rpm %{NAME} %{EPOCH}:%{VERSION}-%{RELEASE} %{ARCH}");
        String[] files = rpm("-ql", "hello")
                .lines()
                .filter(path -> !path.equals("/usr/share/hello"))
                .map(path -> path + (path.startsWith("/etc") ? " configuration" : " checked"))
                .toArray(String[]::new);
        assertEquals(3, files.length);
        FoundPackages.in(layer().file(
                                "var/lib/rpm/rpmdb.sqlite", Files.readAllBytes(directory.resolve("db/rpmdb.sqlite")))
                        .file("etc/hello.conf", "conf\n")
                        .file("usr/share/hello/data", "12345\n")
                        .symlink("usr/share/hello/link", "data"))
                .are(identity)
                .owns("hello", files)
                .hasSizes("hello", Long.parseLong(rpm("-q", "--qf=%{SIZE}", "hello")), 11)
                .hasSource("hello", "hello")
                .warnsOfNothing();
    }
}

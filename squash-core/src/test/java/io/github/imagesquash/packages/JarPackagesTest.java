// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.packages.FoundPackages.in;
import static io.github.imagesquash.packages.JarFile.jar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JarPackagesTest {
    @Test
    void coordinatesAreMavensWhereTheyAreInTheArchive() throws IOException {
        byte[] guava = jar().pom("com.google.guava", "guava", "31.1-jre").toBytes();
        in(layer().file("app/lib/guava-31.1-jre.jar", guava))
                .are("jar com.google.guava:guava 31.1-jre")
                .owns("com.google.guava:guava", "/app/lib/guava-31.1-jre.jar listed")
                .hasSizes("com.google.guava:guava", 0, guava.length)
                .warnsOfNothing();
    }

    @ParameterizedTest
    @CsvSource({
        "commons-io-2.11.0.jar, '', commons-io 2.11.0",
        "log4j-1.2-api-2.17.jar, '', log4j 1.2-api-2.17",
        "app.jar, '', app",
        "app.war, Implementation-Version: 3.1, app 3.1",
        "app.jar, Bundle-Version: 4.0.0, app 4.0.0",
        "junit-4.13.jar, Implementation-Vendor-Id: org.junit, org.junit:junit 4.13",
    })
    void elseTheNameAndTheManifestTell(String fileName, String manifest, String expected) throws IOException {
        byte[] archive = jar().file(
                        "META-INF/MANIFEST.MF", "Manifest-Version: 1.0\r\n" + manifest + "\r\n\r\nName: a\r\n")
                .toBytes();
        in(layer().file("srv/" + fileName, archive)).are("jar " + expected);
    }

    @Test
    void anArchiveIsTheOneOfItsMergedLibrariesThatHasItsName() throws IOException {
        byte[] shaded = jar().pom("org.a", "app", "1")
                .pom("org.a", "app-core", "2")
                .pom("org.b", "lib", "3")
                .toBytes();
        in(layer().file("app-core-2.jar", shaded))
                .are("jar org.a:app 1", "jar org.a:app-core 2", "jar org.b:lib 3")
                .owns("org.a:app-core", "/app-core-2.jar listed")
                .owns("org.b:lib");
    }

    @Test
    void librariesInsideOfAnApplicationArePackagesWithoutFiles() throws IOException {
        byte[] spring = jar().pom("org.springframework", "spring-core", "6.1").toBytes();
        byte[] app = jar().pom("com.example", "demo", "0.0.1")
                .stored("BOOT-INF/lib/spring-core-6.1.jar", spring)
                .file("WEB-INF/lib/snakeyaml-2.2.jar", "not even read")
                .toBytes();
        in(layer().file("app.jar", app))
                .are("jar com.example:demo 0.0.1", "jar org.springframework:spring-core 6.1", "jar snakeyaml 2.2")
                .hasSizes("com.example:demo", 0, app.length)
                .hasSizes("org.springframework:spring-core", spring.length, 0)
                .owns("snakeyaml");
    }

    @Test
    void archivesInsideOfArchivesInsideOfArchivesAreSeen() throws IOException {
        byte[] war = jar().stored(
                        "WEB-INF/lib/a-1.jar", jar().pom("g", "a", "1").toBytes())
                .toBytes();
        in(layer().file("e.ear", jar().stored("w.war", war).toBytes())).are("jar e", "jar g:a 1", "jar w");
    }

    @Test
    void aScriptInFrontOfAnArchiveIsPassedOver() throws IOException {
        byte[] script = "#!/bin/sh\nexec java -jar $0\n".getBytes(StandardCharsets.US_ASCII);
        byte[] archive = jar().pom("g", "a", "1").toBytes();
        byte[] executable = Arrays.copyOf(script, script.length + archive.length);
        System.arraycopy(archive, 0, executable, script.length, archive.length);
        in(layer().file("a.jar", executable)).are("jar g:a 1");
    }

    @Test
    void aDirectoryOfMoreThan65535EntriesIsRead() throws IOException {
        JarFile large = jar();
        for (int i = 0; i < 70_000; i++) {
            large.stored("a/" + i, new byte[0]);
        }
        in(layer().file("a.jar", large.pom("g", "a", "1").toBytes())).are("jar g:a 1");
    }

    @Test
    void aDamagedArchiveIsAWarning() throws IOException {
        byte[] archive = jar().pom("g", "a", "1").toBytes();
        byte[] cut = Arrays.copyOf(archive, archive.length - 30);
        byte[] behind = Arrays.copyOfRange(archive, 40, archive.length);
        in(layer().file("a.jar", "").file("b.jar", "text").file("c.jar", cut).file("d.jar", behind))
                .are()
                .warns(4, "/a.jar");
    }
}

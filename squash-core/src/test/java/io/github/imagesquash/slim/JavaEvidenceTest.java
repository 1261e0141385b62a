// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.fixture.ElfBuilder.elf;
import static io.github.imagesquash.slim.SlimmedRoot.slim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.fixture.DebianRoot;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.slim.SlimOptions.Unit;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps packages for a program in Java: class paths, options, manifests and native libraries. */
class JavaEvidenceTest {
    private static final String CLASS_PATH = "META-INF/MANIFEST.MF";

    private static byte[] jar(String name, byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            ZipEntry entry = new ZipEntry(name);
            entry.setMethod(ZipEntry.STORED);
            entry.setSize(content.length);
            CRC32 crc = new CRC32();
            crc.update(content);
            entry.setCrc(crc.getValue());
            zip.putNextEntry(entry);
            zip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] manifest(String classPath) {
        String text = "Manifest-Version: 1.0\r\nClass-Path: " + classPath + "\r\n\r\n";
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static DebianRoot libraries() {
        return debian().installed("jdk")
                .file("usr/lib/jvm/jdk/bin/java", "")
                .installed("a")
                .file("usr/share/java/a.jar", "")
                .installed("b")
                .file("usr/share/java/b-1.jar", "")
                .symlink("usr/share/java/b.jar", "b-1.jar")
                .installed("c")
                .file("opt/c/c.jar", "");
    }

    private static Consumer<ObjectNode> env(String... variables) {
        return settings -> {
            for (String variable : variables) {
                settings.withArray("Env").add(variable);
            }
        };
    }

    @Test
    void aClassPathOfTheCommandIsFollowed() throws IOException {
        slim(libraries().layer(), "/usr/lib/jvm/jdk/bin/java", "-cp", "/usr/share/java/b.jar:app/", "Main")
                .keeps("b", "jdk")
                .isSure("b", Strength.DECLARED);
        slim(libraries().layer(), "java", "-cp", "/app/*:/usr/share/java/*", "Main")
                .keeps("a", "b");
        slim(libraries().layer(), "java", "-jar", "/usr/share/java/a.jar").keeps("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CLASSPATH=/app/x.jar:/usr/share/java/a.jar",
                "JAVA_TOOL_OPTIONS=-Xmx1g -javaagent:/usr/share/java/a.jar=port=1",
                "JDK_JAVA_OPTIONS=--class-path=/usr/share/java/a.jar",
                "JAVA_OPTS=-Dx=1 -Xbootclasspath/a:/usr/share/java/a.jar"
            })
    void optionsInVariablesAreFollowed(String variable) throws IOException {
        slim(SlimOptions.PACKAGES, libraries().layer(), env(variable))
                .keeps("a")
                .isSure("a", Strength.DECLARED);
    }

    @Test
    void aDirectoryOfNativeLibrariesStaysIfAnOptionNamesIt() throws IOException {
        slim(
                        debian().installed("jni")
                                .file("usr/lib/jni/libx.so", "")
                                .layer(),
                        "java",
                        "-Djava.library.path=/usr/lib/jni",
                        "Main")
                .keeps("jni");
    }

    @Test
    void aFileOfArgumentsIsRead() throws IOException {
        slim(libraries().layer().file("app/args", "-cp\n/opt/c/c.jar\nMain\n"), "java", "@/app/args")
                .keeps("c")
                .isSure("c", Strength.NAMED);
    }

    @Test
    void aStartScriptMayNameAllArchivesOfADirectory() throws IOException {
        slim(
                        libraries()
                                .layer()
                                .file("start", "#!/bin/sh\nD=/usr/share/java\nexec java -cp \"$D/*\" Main\n")
                                .mode(0755),
                        "/start")
                .keeps("a", "b");
    }

    @Test
    void theClassPathOfAManifestIsRelativeToItsArchive() throws IOException {
        slim(libraries()
                        .layer()
                        .file(
                                "app/app.jar",
                                jar(CLASS_PATH, manifest("x.jar ../usr/share/java/a.jar\r\n  file:/opt/c/c.jar"))))
                .keeps("a", "c")
                .explains(
                        "a",
                        "files of no package > /app/app.jar [declared: belongs to no package]"
                                + " > /usr/share/java/a.jar [named: its manifest names ../usr/share/java/a.jar]"
                                + " > package a [proven: belongs to it]");
    }

    /** In the directory of archives of all packages, each is judged by itself. */
    @Test
    void archivesThatManifestsNameStayIfFilesAreJudged() throws IOException {
        slim(
                        SlimOptions.of(Unit.FILES),
                        debian().installed("app", "Depends: lib")
                                .file("usr/share/java/app.jar", jar(CLASS_PATH, manifest("lib.jar")))
                                .installed("lib")
                                .file("usr/share/java/lib.jar", "")
                                .file("usr/share/java/lib-extra.jar", "")
                                .layer(),
                        settings ->
                                settings.putArray("Cmd").add("java").add("-jar").add("/usr/share/java/app.jar"))
                .removes("/usr/share/java/lib-extra.jar");
    }

    @Test
    void librariesThatAClassLoadsByNameAreFound() throws IOException {
        String name = JavaEvidenceTest.class.getName().replace('.', '/') + "$Loads.class";
        byte[] loads;
        try (var in = JavaEvidenceTest.class.getResourceAsStream("/" + name)) {
            loads = in.readAllBytes();
        }
        LayerBuilder layer = debian().installed("jni")
                .file("usr/lib/x86_64-linux-gnu/jni/libown-name.so", "")
                .installed("other")
                .file("usr/lib/jni/libother.so", "")
                .layer();
        slim(layer.file("app/app.jar", jar("BOOT-INF/lib/x.jar", jar("x/Loads.class", loads))))
                .keeps("jni")
                .isSure("jni", Strength.GUESSED);
    }

    /** A class that loads a native library. */
    static final class Loads {
        private Loads() {}

        @SuppressWarnings("restricted")
        static void run() {
            System.loadLibrary("own-name");
        }
    }

    @Test
    void aDamagedArchiveNeedsNothing() throws IOException {
        slim(libraries().layer().file("app/app.jar", "PK no archive").file("app/b.jar", ""))
                .keeps()
                .warns();
    }

    /** A runtime made by jlink is a directory of its own; what its programs are linked to is a package. */
    @Test
    void aRuntimeOfNoPackageStaysWithItsLibraries() throws IOException {
        slim(
                        SlimOptions.PACKAGES,
                        debian().installed("zlib")
                                .file("usr/lib/libz.so.1", elf().bytes())
                                .layer()
                                .file("opt/runtime/lib/modules", "")
                                .file(
                                        "opt/runtime/lib/libzip.so",
                                        elf().needed("libz.so.1")
                                                .runpath("$ORIGIN")
                                                .bytes()),
                        env("JAVA_HOME=/opt/runtime"))
                .keeps("zlib")
                .isSure("zlib", Strength.DECLARED);
    }
}

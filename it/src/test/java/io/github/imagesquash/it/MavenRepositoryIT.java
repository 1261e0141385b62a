// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.ArchiveDialect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** What {@code mvn deploy} leaves in a repository is what Maven Central asks for, and what a user's build needs. */
class MavenRepositoryIT {
    static final List<String> MODULES = MavenCheckout.MODULES;

    @TempDir
    static Path directory;

    private static MavenCheckout checkout;
    private static Path repository;

    @BeforeAll
    static void deploy() throws IOException {
        checkout = MavenCheckout.in(directory);
        repository = directory.resolve("repository");
        checkout.deploy(repository);
    }

    private static Path artifact(String module, String suffix) throws IOException {
        String version = Release.version();
        return repository.resolve(
                "io/github/imagesquash/" + module + "/" + version + "/" + module + "-" + version + suffix);
    }

    /** The elements below the project in a POM, with their text. */
    private static Map<String, String> project(String module) throws Exception {
        Map<String, String> elements = new TreeMap<>();
        Element top = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(artifact(module, ".pom").toFile())
                .getDocumentElement();
        NodeList children = top.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            Node child = children.item(i);
            elements.put(child.getNodeName(), child.getTextContent().strip());
        }
        return elements;
    }

    /** What modules inherit. */
    @Test
    void parentSaysWhoseTheProjectIsAndWhere() throws Exception {
        Map<String, String> parent = project("squash-parent");
        assertEquals("pom", parent.get("packaging"));
        for (String element : List.of("name", "description", "url", "licenses", "developers", "scm")) {
            assertTrue(!parent.getOrDefault(element, "").isEmpty(), element);
        }
        assertTrue(parent.get("licenses").contains("Apache-2.0"));
        assertTrue(parent.get("scm").contains("scm:git:"));
    }

    @ParameterizedTest
    @FieldSource("MODULES")
    void moduleHasClassesSourcesAndJavadoc(String module) throws Exception {
        Map<String, String> project = project(module);
        assertEquals(module, project.get("name"));
        assertTrue(!project.getOrDefault("description", "").isEmpty());
        assertTrue(project.get("parent").contains("squash-parent"));
        assertTrue(names(artifact(module, ".jar")).stream().anyMatch(name -> name.endsWith(".class")));
        assertTrue(names(artifact(module, "-sources.jar")).stream().anyMatch(name -> name.endsWith(".java")));
        assertTrue(names(artifact(module, "-javadoc.jar")).contains("index.html"));
        assertTrue(Files.exists(artifact(module, ".jar.sha1")));
    }

    private static List<String> names(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(Object::toString).toList();
        }
    }

    /** A build that has nothing of squash but that repository compiles the guide's example, as a module, and runs it. */
    @Test
    void libraryIsUsedFromTheRepository() throws IOException {
        Path sources = Yaml.TOP.resolve("squash-maven-plugin/src/it");
        Path consumer = directory.resolve("consumer");
        Program.of("cp", "-a", sources.resolve("library").toString(), consumer.toString())
                .output();
        fill(consumer.resolve("pom.xml"), consumer.resolve("pom.xml"));
        Path settings = directory.resolve("settings.xml");
        fill(sources.resolve("settings.xml"), settings);
        Path old = ArchiveDialect.DOCKER_25.write(
                image("app:1").layer(layer().file("f", "x")).layer(layer().file("f", "y")), consumer);
        Files.move(old, consumer.resolve("old.tar"));
        Program.Outcome outcome = checkout.maven(
                        consumer,
                        "--settings=" + settings,
                        "compile",
                        "org.codehaus.mojo:exec-maven-plugin:" + version("exec-maven-plugin") + ":exec",
                        "-Dexec.executable=" + System.getProperty("java.home") + "/bin/java",
                        "-Dexec.args=-classpath %classpath app.Main")
                .run();
        assertEquals(0, outcome.exitCode(), outcome.text() + outcome.errors());
        Path small = consumer.resolve("new.tar");
        assertTrue(Files.exists(small), outcome.text());
    }

    /** Does what the invoker plugin does to its projects. */
    private static void fill(Path from, Path to) throws IOException {
        Files.writeString(
                to,
                Files.readString(from)
                        .replace("@project.groupId@", "io.github.imagesquash")
                        .replace("@project.version@", Release.version())
                        .replace("@compiler.version@", property("compiler-plugin.version"))
                        .replace("@toolchains.version@", property("toolchains-plugin.version"))
                        .replace("@localRepositoryUrl@", repository.toUri().toString()));
    }

    private static String property(String name) throws IOException {
        return between("<" + name + ">", "</" + name + ">");
    }

    private static String version(String plugin) throws IOException {
        return between("<artifactId>" + plugin + "</artifactId>\n          <version>", "</version>");
    }

    private static String between(String start, String end) throws IOException {
        String pom = Files.readString(Yaml.TOP.resolve("pom.xml"));
        int at = pom.indexOf(start) + start.length();
        return pom.substring(at, pom.indexOf(end, at));
    }
}

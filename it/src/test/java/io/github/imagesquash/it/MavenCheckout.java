// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The modules that are released, with the classes that the build has made, in a directory where Maven may run beside the build.
 * Maven writes nothing into the machine's own local repository about them.
 */
final class MavenCheckout {
    /** The modules with artifacts, after the parent. */
    static final List<String> MODULES = List.of("squash-core", "squash-cli", "squash-maven-plugin");

    private static final List<String> COPIED = List.of("pom.xml", "src", "target/classes", "target/test-classes");

    private final Path directory;
    private final Path localRepository;

    private MavenCheckout(Path directory, Path localRepository) {
        this.directory = directory;
        this.localRepository = localRepository;
    }

    /** Makes it in an empty directory. */
    static MavenCheckout in(Path directory) throws IOException {
        Needs.program("mvn", "maven");
        Path checkout = Files.createDirectory(directory.resolve("checkout"));
        copy("pom.xml", checkout);
        for (String module : MODULES) {
            Needs.file(Yaml.TOP.resolve(module + "/target/classes"), "mvn package makes it");
            for (String file : COPIED) {
                copy(module + "/" + file, checkout);
            }
        }
        for (String module : List.of("dist", "it")) {
            copy(module + "/pom.xml", checkout);
        }
        return new MavenCheckout(checkout, linkedRepository(directory.resolve("local-repository")));
    }

    /** Keeps the times of files, by which the compiler sees that there is nothing to do. */
    private static void copy(String file, Path checkout) throws IOException {
        Path from = Yaml.TOP.resolve(file);
        if (Files.exists(from)) {
            Path to = checkout.resolve(file);
            Files.createDirectories(to.getParent());
            Program.of("cp", "-a", from.toString(), to.toString()).output();
        }
    }

    /** A local repository with links to the other one's files, but with artifacts of squash of its own. */
    private static Path linkedRepository(Path top) throws IOException {
        // surefire sets the property
        Path machine =
                Path.of(System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository"));
        Path own = Files.createDirectory(top);
        Path theirs = Needs.file(machine, "Maven has not run here");
        for (String part : List.of("io", "github", "imagesquash")) {
            if (Files.isDirectory(theirs)) {
                try (Stream<Path> files = Files.list(theirs)) {
                    for (Path file : files.filter(each -> !each.endsWith(part)).toList()) {
                        Files.createSymbolicLink(own.resolve(file.getFileName()), file);
                    }
                }
            }
            own = Files.createDirectory(own.resolve(part));
            theirs = theirs.resolve(part);
        }
        return top;
    }

    /** Maven in a project. */
    Program maven(Path project, String... arguments) {
        List<String> command = new ArrayList<>(List.of("mvn", "-q", "-B", "-Dmaven.repo.local=" + localRepository));
        return Program.of(command, arguments)
                .in(project)
                .environment("MAVEN_OPTS", Launcher.FOR_SHORT_RUNS + " -XX:+UseSerialGC");
    }

    /** Deploys what a release deploys, but for signatures, from the classes that are there. */
    void deploy(Path repository) throws IOException {
        maven(
                        directory,
                        "deploy",
                        "-Prelease",
                        "-DaltDeploymentRepository=test::" + repository.toUri(),
                        "-pl",
                        ".," + String.join(",", MODULES),
                        "-DskipTests",
                        "-Dgpg.skip",
                        "-Dmaven.install.skip",
                        "-Dinvoker.skip",
                        "-Dexec.skip",
                        "-Dmdep.skip",
                        "-Dmaven.main.skip",
                        "-Dmaven.compiler.useIncrementalCompilation=false",
                        "-Dmaven.javadoc.additionalJOption=-J" + Launcher.FOR_SHORT_RUNS)
                .output();
    }
}

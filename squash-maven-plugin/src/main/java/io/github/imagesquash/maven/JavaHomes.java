// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.toolchain.Toolchain;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;

/**
 * Finds a JDK that can run squash.
 *
 * @param environment the environment variables
 */
record JavaHomes(ToolchainManager toolchains, MavenSession session, Map<String, String> environment) {
    private static final int NEEDED = 25;

    /** The directories where distributions install JDKs. */
    private static final List<String> USUAL = List.of(
            "/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt/java", "/opt", "/Library/Java/JavaVirtualMachines");

    /**
     * The JDK requested, or the first one found that is new enough.
     *
     * @throws MojoExecutionException if there is none; it says what to do
     */
    Path find(@Nullable File wanted) throws MojoExecutionException {
        if (wanted != null) {
            if (!isNewEnough(wanted.toPath())) {
                throw new MojoExecutionException(
                        "<javaHome> " + wanted + " is no JDK " + NEEDED + " or newer; squash runs on none older");
            }
            return wanted.toPath();
        }
        return candidates().stream()
                .filter(JavaHomes::isNewEnough)
                .findFirst()
                .orElseThrow(() -> new MojoExecutionException("squash needs a JDK " + NEEDED
                        + " or newer: install one and name it by <javaHome>, by JAVA25_HOME or in toolchains.xml"));
    }

    private List<Path> candidates() {
        List<Path> homes = new ArrayList<>();
        for (Toolchain toolchain : toolchains.getToolchains(session, "jdk", Map.of("version", "[" + NEEDED + ",)"))) {
            String java = toolchain.findTool("java");
            if (java != null) {
                homes.add(Path.of(java).resolveSibling("..").normalize());
            }
        }
        homes.add(Path.of(System.getProperty("java.home")));
        for (String variable : List.of("JAVA_HOME", "JAVA" + NEEDED + "_HOME")) {
            String home = environment.getOrDefault(variable, "");
            if (!home.isEmpty()) {
                homes.add(Path.of(home));
            }
        }
        USUAL.forEach(directory -> homes.addAll(in(Path.of(directory))));
        return homes;
    }

    private static List<Path> in(Path directory) {
        List<Path> homes = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                homes.add(entry);
                homes.add(entry.resolve("Contents/Home"));
            }
        } catch (IOException e) {
            return List.of();
        }
        homes.sort(null);
        return homes;
    }

    /** Reads the file "release": running java takes longer, and a directory without this file is not a JDK. */
    private static boolean isNewEnough(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/java")) || !Files.isRegularFile(release)) {
            return false;
        }
        Properties properties = new Properties();
        try (var in = Files.newInputStream(release)) {
            properties.load(in);
        } catch (IOException e) {
            return false;
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        String first = version.replaceFirst("[^0-9].*", "");
        return !first.isEmpty() && Integer.parseInt(first) >= NEEDED;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.SlimPackage;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.slim.SlimOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real programs in Debian images with compilers and tools: after {@code --slim} they answer as before, the image is about as
 * small as one that was made by hand, and dpkg and apt find nothing wrong. With {@code -Dapps=all} all programs.
 */
class SlimIT {
    /** The image may be this much larger than one with nothing but the minimal system and the program. */
    private static final double MOST = 1.25;

    private static final String VERIFICATION = "dpkg --verify; dpkg --audit; apt-get check -qq; echo $?\n";

    private static Engine engine;

    @TempDir
    static Path directory;

    @BeforeAll
    static void connect() {
        engine = Engine.connect();
        Needs.root();
        Needs.program("docker", "docker.io");
    }

    @AfterAll
    static void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    static Stream<SlimmedApp> apps() {
        String named = System.getProperty("apps", SlimmedApp.NGINX.name());
        return SlimmedApp.all().stream()
                .filter(app -> named.equals("all") || List.of(named.split(",")).contains(app.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("apps")
    void answersAsBeforeAndIsAsSmallAsOneMadeByHand(SlimmedApp app) throws IOException {
        Path old = fat(app);
        String image = Engine.imageName("slim-" + app.name());
        Path slim = directory.resolve(app.name() + ".tar");
        SquashReport report = Squasher.run(Squasher.request(old, slim)
                .withTags(List.of(Reference.parse(image)))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0))
                .withSlim(SlimOptions.PACKAGES));
        Files.delete(old);
        engine.load(slim);
        Files.delete(slim);
        requireAnswer(image, app);
        assertEquals(List.of("0"), answer(image, VERIFICATION));
        assertTrue(report.slim().orElseThrow().kept().stream()
                .noneMatch(one -> one.chain().isEmpty()));
        double ratio = (double) report.after().uncompressedBytes() / handMade(app);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d -> %,d bytes, %.2f times one made by hand; guesses: %s%n",
                app.name(),
                report.before().uncompressedBytes(),
                report.after().uncompressedBytes(),
                ratio,
                report.slim().orElseThrow().guesses().stream()
                        .map(SlimPackage::name)
                        .toList());
        assertTrue(
                ratio <= MOST,
                () -> String.format(Locale.ROOT, "%.2f times one made by hand, with ", ratio)
                        + report.slim().orElseThrow().kept().stream()
                                .map(SlimPackage::name)
                                .toList());
        engine.remove(image);
    }

    /** The image with tools, whose program has answered. */
    private static Path fat(SlimmedApp app) throws IOException {
        List<String> packages = new ArrayList<>(SlimmedApp.TOOLS);
        packages.addAll(app.tools());
        packages.addAll(app.packages());
        String base = Engine.imageName("root-" + app.name());
        String image = Engine.imageName("fat-" + app.name());
        Path root = root("fat", packages);
        Program.of("docker", "import", root.toString(), base).run().text();
        Files.delete(root);
        engine.build("FROM " + base + "\n" + app.dockerfile(), image);
        requireAnswer(image, app);
        Path old = engine.save(image, directory.resolve(app.name() + "-fat.tar"));
        engine.remove(image, base);
        return old;
    }

    /** Size of the tar of a minimal root with only the program's packages, in bytes. */
    private static long handMade(SlimmedApp app) throws IOException {
        Path root = root("small", app.packages());
        try {
            return Files.size(root);
        } finally {
            Files.delete(root);
        }
    }

    private static Path root(String name, List<String> packages) throws IOException {
        return DebianImage.made(
                directory.resolve(name + ".tar"), "--variant=minbase", "--include=" + String.join(",", packages));
    }

    private static List<String> answer(String image, String question) throws IOException {
        return engine.run(image, "bash", "-c", question)
                .text()
                .lines()
                .map(String::strip)
                .toList();
    }

    private static void requireAnswer(String image, SlimmedApp app) throws IOException {
        List<String> lines = answer(image, app.question());
        assertTrue(lines.contains(app.answer()), () -> app.name() + " says: " + lines);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.report.SlimPackage;
import io.github.imagesquash.report.SlimSummary;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.slim.SlimOptions;
import io.github.imagesquash.slim.SlimOptions.Unit;
import io.github.imagesquash.slim.TracedPaths;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Real programs in Debian images with compilers and tools: after {@code --slim} they answer as before, the image is about as
 * small as one that was made by hand, and dpkg and apt find nothing wrong. The same holds if files go too, with and without a
 * trace. With {@code -Dapps=all} all programs.
 */
class SlimIT {
    /** The image may be this much larger than one with nothing but the minimal system and the program. */
    private static final double MOST = 1.25;

    /** The same if files of packages go too, the mean of all programs. */
    private static final double MOST_WITH_FILES = 0.8;

    private static final List<Double> WITH_FILES = new ArrayList<>();

    /** Commands that only the question starts. Without a trace the user has to name them. */
    private static final Map<String, List<String>> ASKED = Map.of("redis", List.of("redis-cli"));

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

    @AfterAll
    static void withFilesTheMeanIsSmallerThanByHand() {
        double mean = WITH_FILES.stream().mapToDouble(ratio -> ratio).average().orElse(0);
        System.out.printf(
                Locale.ROOT, "with files, mean of %d: %.2f times one made by hand%n", WITH_FILES.size(), mean);
        assertTrue(mean <= MOST_WITH_FILES, () -> "times one made by hand: " + WITH_FILES);
    }

    static Stream<SlimmedApp> apps() {
        String named = System.getProperty("apps", SlimmedApp.NGINX.name());
        return SlimmedApp.all().stream()
                .filter(app -> named.equals("all") || List.of(named.split(",")).contains(app.name()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("apps")
    void answersAsBeforeAndIsAsSmallAsOneMadeByHand(SlimmedApp app) throws IOException {
        String fat = fat(app);
        List<String> traced = trace(fat, app);
        Path old = engine.save(fat, directory.resolve(app.name() + "-fat.tar"));
        engine.remove(fat);
        long handMade = handMade(app);
        requireSlim(app, old, SlimOptions.PACKAGES, handMade);
        SlimOptions files = new SlimOptions(Unit.FILES, List.of(), traced, List.of(), List.of(), false);
        WITH_FILES.add(requireSlim(app, old, files, handMade));
        List<String> asked = ASKED.getOrDefault(app.name(), List.of());
        requireSlim(app, old, new SlimOptions(Unit.FILES, asked, List.of(), List.of(), List.of(), false), handMade);
        Files.delete(old);
    }

    /** Returns how many times as large as the one made by hand the image is. */
    private static double requireSlim(SlimmedApp app, Path old, SlimOptions options, long handMade) throws IOException {
        String image = Engine.imageName("slim-" + app.name());
        Path slim = directory.resolve(app.name() + ".tar");
        SquashReport report = Squasher.run(Squasher.request(old, slim)
                .withTags(List.of(Reference.parse(image)))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0))
                .withSlim(options));
        engine.load(slim);
        Files.delete(slim);
        requireAnswer(image, app);
        assertEquals(List.of("0"), answer(image, VERIFICATION));
        requireChecksums(image);
        SlimSummary packages = report.slim().orElseThrow();
        assertTrue(packages.kept().stream().noneMatch(one -> one.chain().isEmpty()));
        assertTrue(packages.dropped().stream().allMatch(one -> one.chain().isEmpty()));
        double ratio = (double) report.after().uncompressedBytes() / handMade;
        System.out.printf(
                Locale.ROOT,
                "%s, %s%s: %,d -> %,d bytes, %.2f times one made by hand; guesses: %s%n",
                app.name(),
                options.unit(),
                options.traced().isEmpty() ? "" : " with a trace",
                report.before().uncompressedBytes(),
                report.after().uncompressedBytes(),
                ratio,
                packages.guesses().stream().map(SlimPackage::name).toList());
        assertTrue(
                ratio <= MOST,
                () -> String.format(Locale.ROOT, "%.2f times one made by hand, with ", ratio)
                        + packages.kept().stream().map(SlimPackage::name).toList());
        engine.remove(image);
        return ratio;
    }

    /** No file that a package lists is missing or changed, and no package has lost its list of checksums. */
    private static void requireChecksums(String image) throws IOException {
        Needs.program("debsums", "debsums");
        try (OverlayMount root = engine.mount(image)) {
            Program.Outcome outcome =
                    Program.of("debsums", "--silent", "--root=" + root.root()).run();
            assertEquals("", outcome.text() + outcome.errors());
        }
    }

    /** The image with tools, whose program has answered. */
    private static String fat(SlimmedApp app) throws IOException {
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
        engine.remove(base);
        return image;
    }

    /** The files that the program opens. Processes that it leaves behind are ended, since strace waits for them. */
    private static List<String> trace(String image, SlimmedApp app) throws IOException {
        String script = app.question() + """
                for s in /proc/[0-9]*/status; do
                  [ $s = /proc/$$/status ] || ! grep -q 'TracerPid:.*[1-9]' $s || kill -9 ${s//[!0-9]/}
                done
                """;
        String trace = engine.run(
                        image,
                        "bash",
                        "-c",
                        "strace -f -e trace=%file -o /tmp/trace bash -c \"$0\" > /dev/null 2>&1; cat /tmp/trace",
                        script)
                .text();
        List<String> paths = List.copyOf(TracedPaths.in(new BufferedReader(new StringReader(trace))));
        assertTrue(paths.size() > 10, paths::toString);
        return paths;
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

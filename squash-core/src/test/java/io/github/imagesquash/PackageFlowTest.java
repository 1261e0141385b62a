package io.github.imagesquash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the packages to their order: data flows one way, and so do imports. The sources are read as text, so an import
 * that only a comment needs counts as well.
 */
class PackageFlowTest {
    /** A package may import those before it; the base package, last, all of them. */
    private static final List<String> ORDER = List.of(
            "oci",
            "program",
            "edit",
            "blob",
            "registry",
            "tar",
            "engine",
            "image",
            "read",
            "tree",
            "replay",
            "compare",
            "rebase",
            "verify",
            "packages",
            "filter",
            "secrets",
            "group",
            "analyze",
            "advise",
            "write",
            "report",
            "html",
            "");

    private static final Path SOURCES = Path.of("src", "main", "java", "io", "github", "imagesquash");

    /** Names in imports and in code, {@code {@link}} included; group 1 is the package below the base package. */
    private static final Pattern USE = Pattern.compile("\\bio\\.github\\.imagesquash(?:\\.([a-z]\\w*))?\\.[A-Z]");

    @Test
    void everyPackageHasItsPlaceInTheOrder() throws IOException {
        assertEquals(new TreeSet<>(ORDER), new TreeSet<>(packages()));
    }

    @Test
    void everyPackageSaysWhatItIs() throws IOException {
        List<String> silent = packages().stream()
                .filter(name -> !Files.exists(SOURCES.resolve(name).resolve("package-info.java")))
                .toList();
        assertEquals(List.of(), silent);
    }

    @Test
    void noPackageUsesOneAfterIt() throws IOException {
        List<String> wrong =
                sources().stream().flatMap(PackageFlowTest::backwardUses).toList();
        assertEquals(List.of(), wrong);
    }

    @Test
    void aUseOfALaterPackageIsSeen() {
        Path source = SOURCES.resolve("tar").resolve("TarReader.java");
        assertEquals(
                List.of("tar uses read: tar/TarReader.java"),
                backwardUses(source, "import static io.github.imagesquash.read.Selection.ANY;")
                        .toList());
        assertEquals(
                List.of("tar uses : tar/TarReader.java"),
                backwardUses(source, "import io.github.imagesquash.Squash;").toList());
        assertTrue(backwardUses(source, "import io.github.imagesquash.oci.Digest;")
                .findAny()
                .isEmpty());
    }

    private static Stream<String> backwardUses(Path source) {
        try {
            return backwardUses(source, Files.readString(source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> backwardUses(Path source, String text) {
        String user = packageOf(source);
        return USE.matcher(text)
                .results()
                .map((MatchResult use) -> use.group(1) == null ? "" : use.group(1))
                .distinct()
                .filter(used -> ORDER.indexOf(used) > ORDER.indexOf(user))
                .map(used -> user + " uses " + used + ": " + SOURCES.relativize(source));
    }

    private static List<String> packages() throws IOException {
        return sources().stream().map(PackageFlowTest::packageOf).distinct().toList();
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    private static String packageOf(Path source) {
        return SOURCES.relativize(source.getParent()).toString();
    }
}

package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.Destination;
import io.github.imagesquash.Encoding;
import io.github.imagesquash.ProgressListener;
import io.github.imagesquash.Source;
import io.github.imagesquash.Squash;
import io.github.imagesquash.SquashRequest;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.fixture.WrittenArchive;
import io.github.imagesquash.oci.Warning;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.tree.ImagePath;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No rule takes what a container of the image starts with; a pattern may, and a warning says so. */
class StartFilesTest {
    private static final Filter TMP = Filter.of(Rules.builtIn().of(List.of("tmp", "caches")));

    @TempDir
    Path directory;

    private List<String> tree;
    private SquashReport report;

    private void squash(Filter filter, Consumer<ObjectNode> config, LayerBuilder layer) throws IOException {
        var image = image("app:1").layer(layer).config(json -> config.accept(json.putObject("config")));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(image, directory);
        report = Squash.run(
                SquashRequest.of(new Source.Archive(archive), new Destination.Stream(out))
                        .withFilter(filter)
                        .withEncoding(new Encoding.Chosen(Compression.NONE, 0)),
                ProgressListener.NONE);
        WrittenArchive written = WrittenArchive.of(out.toByteArray());
        tree = LayerListing.ofTar(written.blob(written.manifest().at("/layers/0")));
    }

    private List<Warning> warnings() {
        return report.warnings().stream().map(tally -> tally.first()).toList();
    }

    private static LayerBuilder files() {
        return layer().dir("tmp/")
                .file("tmp/app", "A")
                .file("tmp/conf", "C")
                .dir("tmp/d/")
                .file("tmp/d/real", "R")
                .symlink("tmp/link", "d/real")
                .file("tmp/x", "X");
    }

    @Test
    void programOfTheEntrypointStays() throws IOException {
        squash(TMP, config -> config.putArray("Entrypoint").add("/tmp/app"), files());
        assertEquals(List.of("tmp/", "tmp/app=A"), tree);
        assertEquals(List.of(), warnings());
    }

    @Test
    void programOfTheCommandStays() throws IOException {
        squash(TMP, config -> config.putArray("Cmd").add("/tmp/app"), files());
        assertEquals(List.of("tmp/", "tmp/app=A"), tree);
    }

    @Test
    void linkAndWhatItPointsToStay() throws IOException {
        squash(TMP, config -> config.putArray("Entrypoint").add("/tmp/link"), files());
        assertEquals(List.of("tmp/", "tmp/d/", "tmp/d/real=R", "tmp/link -> d/real"), tree);
    }

    @Test
    void argumentsThatAreFilesStay() throws IOException {
        squash(
                TMP,
                config -> config.putArray("Entrypoint").add("java").add("-jar").add("/tmp/app"),
                files());
        assertEquals(List.of("tmp/", "tmp/app=A"), tree);
    }

    @Test
    void wordsOfAShellsLineAreArguments() throws IOException {
        squash(
                TMP,
                config -> config.putArray("Cmd").add("/bin/sh").add("-c").add("cd /tmp; exec '/tmp/app' -f /tmp/conf"),
                files());
        assertEquals(List.of("tmp/", "tmp/app=A", "tmp/conf=C"), tree);
    }

    @Test
    void directoriesAmongTheArgumentsAreNotTakenForPrograms() throws IOException {
        squash(TMP, config -> config.putArray("Cmd").add("ls").add("/tmp"), files());
        assertEquals(List.of("tmp/"), tree);
    }

    @Test
    void programIsLookedForInThePath() throws IOException {
        squash(
                TMP,
                config -> {
                    config.putArray("Env").add("A=b").add("PATH=/bin:/tmp");
                    config.putArray("Cmd").add("app");
                },
                files());
        assertEquals(List.of("tmp/", "tmp/app=A"), tree);
    }

    @Test
    void workingDirectoryStaysAndRelativeNamesAreSeenFromIt() throws IOException {
        squash(
                TMP,
                config -> config.put("WorkingDir", "/tmp/d")
                        .putArray("Cmd")
                        .add("node")
                        .add("real"),
                files().file("tmp/d/other", "O"));
        assertEquals(List.of("tmp/", "tmp/d/", "tmp/d/real=R"), tree);
    }

    @Test
    void workingDirectoryBehindALinkStays() throws IOException {
        squash(
                TMP,
                config -> config.put("WorkingDir", "/srv/run"),
                files().dir("srv/").symlink("srv/run", "../tmp/w").symlink("tmp/w", "d"));
        assertEquals(List.of("srv/", "srv/run -> ../tmp/w", "tmp/", "tmp/d/", "tmp/w -> d"), tree);
    }

    @Test
    void patternTakesTheProgramAndAWarningSaysSo() throws IOException {
        squash(
                Filter.of(IgnoreList.of("--exclude", List.of("tmp"))),
                config -> config.put("WorkingDir", "/tmp/d")
                        .putArray("Entrypoint")
                        .add("/tmp/app"),
                files());
        assertEquals(List.of(), tree);
        assertEquals(List.of(new Warning(Warning.Kind.START_DROPPED, 0, "/tmp/d")), warnings());
        assertEquals(2, report.warnings().getFirst().count());
    }

    @Test
    void programThatIsNotKeptAloneIsWarnedOf() throws IOException {
        ImagePath conf = ImagePath.clean("tmp/conf".getBytes(StandardCharsets.UTF_8));
        squash(
                new Filter(List.of(conf), Rules.NONE, IgnoreList.EMPTY),
                config -> config.putArray("Entrypoint").add("/tmp/app"),
                files());
        assertEquals(List.of("tmp/", "tmp/conf=C"), tree);
        assertEquals(List.of(new Warning(Warning.Kind.START_DROPPED, 0, "/tmp/app")), warnings());
    }

    @Test
    void valuesThatNoEngineRunsNameNothing() throws IOException {
        squash(TMP, config -> config.put("Entrypoint", "/tmp/app").put("Cmd", 1).put("WorkingDir", ""), files());
        assertEquals(List.of("tmp/"), tree);
    }
}

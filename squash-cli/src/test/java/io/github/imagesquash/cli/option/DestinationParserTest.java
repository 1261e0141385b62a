// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.cli.Cli;
import io.github.imagesquash.cli.CliRun;
import io.github.imagesquash.cli.terminal.Terminals;
import io.github.imagesquash.engine.Engine;
import io.github.imagesquash.engine.EngineKind;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.ArchiveKind;
import io.github.imagesquash.read.Preferences.Trust;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Selection;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where an image comes from and goes to, by the names on the command line. */
class DestinationParserTest {
    private static final Terminals OUTPUT = new Terminals(false, true, false);
    private static final Map<String, String> ENVIRONMENT = Map.of("DOCKER_HOST", "unix:///run/test.sock");
    private static final Engine DOCKER = new Engine(EngineKind.DOCKER, ENVIRONMENT);
    private static final Engine PODMAN = new Engine(EngineKind.PODMAN, ENVIRONMENT);
    private static final Cli CLI = Cli.PLAIN.withVariable("DOCKER_HOST", "unix:///run/test.sock");

    private static SquashRequest request(String... arguments) {
        return CLI.run(arguments).request();
    }

    @Test
    void enginesImageGoesBackToItsEngine() {
        SquashRequest request = request("-t", "app:small", "app:1");
        assertEquals(new Source.Engine(DOCKER, "app:1", true), request.source());
        assertEquals(new Destination.Engine(DOCKER, false), request.destination());
        assertEquals(List.of(Reference.parse("app:small")), request.tags());
    }

    @Test
    void podmansImageGoesBackToPodmanUnderANameOfLocalhost() {
        SquashRequest request = request("-t", "app:small", "containers-storage:app:1");
        assertEquals(new Destination.Engine(PODMAN, false), request.destination());
        assertEquals(List.of(new Reference("localhost", "app", "small")), request.tags());
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-daemon:app:small", "containers-storage:docker.io/library/app:small"})
    void outputsNameIsTheNewName(String output) {
        SquashRequest request = request("old.tar", "-o", output);
        assertEquals(List.of(Reference.parse("app:small")), request.tags());
        assertInstanceOf(Destination.Engine.class, request.destination());
    }

    @Test
    void outputsNameComesBeforeTheOthers() {
        SquashRequest request = request("-t", "app:2", "old.tar", "-o", "docker-archive:new.tar:app:1");
        assertEquals(List.of(Reference.parse("app:1"), Reference.parse("app:2")), request.tags());
        assertEquals(new Destination.Archive(Path.of("new.tar")), request.destination());
    }

    private static WantedImage selected(SquashRequest request) {
        return assertInstanceOf(Selection.OneImage.class, request.selection())
                .selector()
                .image();
    }

    @ParameterizedTest
    @CsvSource({
        "docker-archive:old.tar, DOCKER_ARCHIVE, DOCKER",
        "oci-archive:old.tar, OCI_ARCHIVE, OCI",
        "oci:layout, OCI_LAYOUT, OCI",
        "dir:layout, DIR, AGREEMENT",
        "old.tar, ANY, AGREEMENT"
    })
    void transportSaysWhatTheArchiveIsAndWhoDescribesIt(String image, ArchiveKind kind, Trust trust) {
        SquashRequest request = request(image, "-o", "new.tar");
        Path path = Path.of(image.substring(image.indexOf(':') + 1));
        assertEquals(new Source.Archive(path, kind), request.source());
        assertEquals(trust, selected(request).preferences().trust());
    }

    @Test
    void layoutsOwnNameIsNoTag() {
        SquashRequest request = request("-t", "app:2", "old.tar", "-o", "oci:layout:small");
        assertEquals(new Destination.Layout(Path.of("layout"), "small"), request.destination());
        assertEquals(List.of(Reference.parse("app:2")), request.tags());
    }

    @Test
    void reportSaysWhichLayoutHasIt() {
        CliRun run = CLI.run("--json", "old.tar", "-o", "oci:layout:small");
        assertTrue(run.out().contains("\"output\": \"oci:layout:small\""), run.out());
        run = CLI.run("old.tar", "-o", "dir:layout");
        assertTrue(run.out().contains("written to dir:layout, also named"), run.out());
    }

    @Test
    void nameBehindAnArchiveChoosesTheImage() {
        assertEquals(
                Optional.of("app:1"),
                selected(request("docker-archive:old.tar:app:1", "-o", "new.tar"))
                        .name());
    }

    @Test
    void bareNameIsAFileIfOneExists(@TempDir Path directory) throws IOException {
        Path file = Files.createFile(directory.resolve("app"));
        assertEquals(
                new Source.Archive(file),
                request(file.toString(), "-o", "new.tar").source());
    }

    @Test
    void forceMovesAName() {
        assertEquals(
                new Destination.Engine(DOCKER, true),
                request("--force", "-t", "app:2", "app:1").destination());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-", "old.tar"})
    void whatComesFromElsewhereGoesDownAPipe(String image) {
        assertInstanceOf(Destination.Stream.class, request("-t", "app:2", image).destination());
    }

    @Test
    void summarySaysThatTheEngineHasIt() {
        CliRun run = CLI.run("-t", "app:small", "app:1");
        assertTrue(
                run.out()
                        .endsWith("loaded into Docker as app:small, also named registry.example:5000/team/app:small\n"),
                run.out());
    }

    @Test
    void reportNamesTheEnginesImage() {
        CliRun run = CLI.run("--json", "-t", "app:small", "app:1");
        assertTrue(run.out().contains("\"output\": \"docker-daemon:app:small\""), run.out());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        app:1                                           | the new image has no name: add -t NAME
        old.tar                                         | the new image has no destination: add -o FILE, -o docker-daemon:NAME, or -o - for standard output
        --force old.tar -o new.tar                      | --force has no meaning unless the new image goes to an engine
        docker://reg.example/app:1                      | the new image has no destination: add -o FILE, -o docker-daemon:NAME, or -o - for standard output
        docker:// -o new.tar                            | IMAGE: docker:// is not followed by a name
        --force old.tar -o docker://reg.example/app:1   | --force has no meaning unless the new image goes to an engine
        old.tar -o oci:layout:-                         | --output: "-" cannot be a name in a layout
        -t app:2 old.tar -o dir:layout                  | --tag: a dir: layout cannot hold a name; use oci:DIR:NAME
        old.tar -o docker-daemon:                       | --output: docker-daemon: is not followed by a name
        old.tar -o docker-daemon:App                    | --output: invalid repository in image name: "library/App"
        --image a docker-archive:old.tar:b -o new.tar   | --image: IMAGE already names the image b of the archive
        docker-daemon: -o new.tar                       | IMAGE: docker-daemon: is not followed by a name
        """)
    void whatMakesNoSenseIsWrongUsageAndSaysWhatToDo(String arguments, String message) {
        CliRun run = CLI.withTerminals(OUTPUT).run(arguments.split(" "));
        assertEquals("squash: " + message, run.refusal(2));
    }
}

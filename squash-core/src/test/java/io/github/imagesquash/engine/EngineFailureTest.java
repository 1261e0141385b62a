// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineFailureTest {
    private static String message(String said) {
        return EngineFailure.of(EngineKind.DOCKER, said, "nothing was said").getMessage();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Cannot connect to the Docker daemon at unix:///run/d.sock. Is the docker daemon running? | docker: cannot connect to the Docker daemon at unix:///run/d.sock; is it running?
        Error response from daemon: conflict: nope                                              | docker: conflict: nope
        Error: payload does not match any of the supported image formats                        | docker: payload does not match any of the supported image formats
        Failed to initialize: unable to resolve docker endpoint: context "x": context not found | docker: context "x": context not found
        permission denied while trying to connect to the Docker API at unix:///nowhere/d.sock   | docker: permission denied for unix:///nowhere/d.sock
        permission denied while trying to connect to the Docker daemon socket at unix:///nowhere/d.sock: Get "http://%2Fnowhere": dial unix | docker: permission denied for unix:///nowhere/d.sock
        """)
    void isOneLineInOurWords(String said, String message) {
        assertEquals(message, message(said));
    }

    @Test
    @DisplayName("C10: an image of which only some platforms are there")
    void saysWhatToDoAboutAPlatformThatIsNotThere() {
        assertEquals(
                "docker: unable to create manifests file: NotFound: content digest sha256:ab: not found; the engine does"
                        + " not have all platforms of the image: --platform (with Docker 28 or newer) takes one that it has,"
                        + " docker pull --platform brings another",
                message(
                        "Error response from daemon: unable to create manifests file: NotFound: content digest sha256:ab:"
                                + " not found"));
    }

    @Test
    void isTheReasonAndNotTheWarningsAroundIt() {
        assertEquals("docker: it broke", message("""
                WARNING: config file is old
                Error response from daemon: it broke
                See 'docker image save --help'.
                """));
        assertEquals("docker: the last of many", message("first\nthe last of many\n\n"));
    }

    @Test
    void saysSomethingEvenIfTheClientDoesNot() {
        assertEquals("docker: nothing was said", message("\n"));
    }

    @Test
    void doesNotSteerTheTerminal() {
        assertEquals("docker: a\\x1b[31mb", message("Error: a\u001b[31mb"));
    }

    @Test
    void ofPermissionNamesTheSocketsGroup(@TempDir Path directory) throws IOException {
        Path socket = Files.createFile(directory.resolve("docker.sock"));
        String group =
                Files.readAttributes(socket, PosixFileAttributes.class).group().getName();
        assertEquals(
                "docker: permission denied for unix://" + socket + "; only root and members of the group \"" + group
                        + "\" may connect: let your user join the group, or run as root",
                EngineFailure.noPermission(EngineKind.DOCKER, "unix://" + socket)
                        .getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Error response from daemon: No such image: app:1",
                "Error: No such image: app:1",
                "Error response from daemon: reference does not exist",
                "Error: inspecting object: app:1: image not known"
            })
    void ofAnUnknownImageIsRecognised(String said) {
        assertTrue(EngineFailure.isUnknownImage(said));
        assertFalse(EngineFailure.isUnknownImage("Error response from daemon: no such host"));
    }
}

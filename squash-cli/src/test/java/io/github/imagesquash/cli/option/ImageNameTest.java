// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.cli.text.Transport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
    private static ImageName input(String text) {
        return ImageName.ofInput(text, "there"::equals);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        -                                | STREAM             | ''           | ''
        there                            | FILE               | there        | ''
        app                              | ENGINE             | ''           | app
        app:1                            | ENGINE             | ''           | app:1
        docker:dind                      | ENGINE             | ''           | docker:dind
        registry.example:5000/app:1      | ENGINE             | ''           | registry.example:5000/app:1
        ab12cd34ef56                     | ENGINE             | ''           | ab12cd34ef56
        old.tar                          | FILE               | old.tar      | ''
        old.TAR.gz                       | FILE               | old.TAR.gz   | ''
        ./app                            | FILE               | ./app        | ''
        /app                             | FILE               | /app         | ''
        ../app                           | FILE               | ../app       | ''
        layout/                          | FILE               | layout/      | ''
        app.tar:1                        | ENGINE             | ''           | app.tar:1
        docker-archive:old.tar           | DOCKER_ARCHIVE     | old.tar      | ''
        docker-archive:old.tar:app:1     | DOCKER_ARCHIVE     | old.tar      | app:1
        oci-archive:/a/old.tar:app:1     | OCI_ARCHIVE        | /a/old.tar   | app:1
        oci:layout                       | OCI                | layout       | ''
        oci:layout:1                     | OCI                | layout       | 1
        dir:a:b                          | DIR                | a:b          | ''
        docker-daemon:app:1              | DOCKER_DAEMON      | ''           | app:1
        docker-daemon:sha256:ab12        | DOCKER_DAEMON      | ''           | sha256:ab12
        containers-storage:localhost/a:1 | CONTAINERS_STORAGE | ''           | localhost/a:1
        docker://registry.example/app:1  | REGISTRY           | ''           | registry.example/app:1
        """)
    void ofInputHasATransportOrIsAFileOrAnEnginesImage(
            String text, Transport transport, String path, String reference) {
        assertEquals(new ImageName(transport, path, reference), input(text));
    }

    @ParameterizedTest
    @CsvSource({
        "app:1.tar,FILE",
        "./app:1,FILE",
        "a/app:1,FILE",
        "new.tar,FILE",
        "-,STREAM",
        "docker-archive:new.tar,DOCKER_ARCHIVE"
    })
    void ofOutputIsAFileUnlessItHasATransport(String text, Transport transport) {
        assertEquals(transport, ImageName.ofOutput(text).transport());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        docker-daemon:                   | docker-daemon: is not followed by a name
        docker-archive:                  | docker-archive: is not followed by a name
        docker-archive::app:1            | docker-archive: is not followed by a path
        docker-archive:old.tar:@0        | an image is chosen by its name or digest, not by its position @0
        containers-storage:[vfs@/x]app:1 | a storage in brackets is not supported; set it in podman's storage.conf
        """)
    void withoutWhatItsTransportNeedsIsRefused(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> input(text)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        docker-archve:new.tar  | there is no transport docker-archve:; did you mean docker-archive:? A file of this name would be ./docker-archve:new.tar
        oci-archiv:new.tar     | there is no transport oci-archiv:; did you mean oci-archive:? A file of this name would be ./oci-archiv:new.tar
        docker-deamon:app:1    | there is no transport docker-deamon:; did you mean docker-daemon:? A file of this name would be ./docker-deamon:app:1
        OCI:layout             | there is no transport OCI:; did you mean oci:? A file of this name would be ./OCI:layout
        docker:app:1           | there is no transport docker:; did you mean docker://? A file of this name would be ./docker:app:1
        docker:/app            | there is no transport docker:; did you mean docker://?
        https://quay.io/app:1  | there is no transport https:; did you mean docker://quay.io/app:1?
        ostree:/app            | there is no transport ostree:, only docker-archive:, oci-archive:, oci:, dir:, docker-daemon:, containers-storage:, docker://
        localhost:5000/app:1   | "localhost:5000/app:1" has no transport; did you mean docker://localhost:5000/app:1?
        app:9                  | "app:9" may be an image or a file: use docker-daemon:app:9 for an image of Docker, or ./app:9 for a file
        """)
    void outputThatWasMeantToHaveATransportIsNoFile(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> ImageName.ofOutput(text))
                        .getMessage());
        assertEquals(Transport.FILE, ImageName.ofOutput("./" + text).transport());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        docker:/app            | there is no transport docker:; did you mean docker://?
        docker-archve:/old.tar | there is no transport docker-archve:; did you mean docker-archive:?
        https://quay.io/app:1  | there is no transport https:; did you mean docker://quay.io/app:1?
        """)
    void inputThatCanBeNoEnginesImageWasMeantToHaveATransport(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> input(text)).getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = "")
    void emptyIsRefused(String text) {
        assertThrows(IllegalArgumentException.class, () -> input(text));
    }
}

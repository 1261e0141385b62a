// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands to paste: the new image is beside the old one, under a name that tells what became of it. */
class PastedCommandTest {
    private static String line(String image, List<String> reading, String... options) {
        ImageName name = ImageName.ofInput(image, text -> text.equals("old") || text.equals("odd name"));
        return new PastedCommand(image, name, reading).line(List.of(options), "merged");
    }

    @ParameterizedTest
    @CsvSource({
        "app:1, -t app:1-merged app:1",
        "app, -t app:merged app",
        "localhost:5000/app, -t localhost:5000/app:merged localhost:5000/app",
        "docker-daemon:app:1, -t app:1-merged docker-daemon:app:1",
        "containers-storage:localhost/app:1, -t localhost/app:1-merged containers-storage:localhost/app:1",
        "0123456789ab, -t squashed:merged 0123456789ab",
        "old.tar, -o ./old-merged.tar old.tar",
        "/tmp/a:b.tar.gz, -o /tmp/a:b-merged.tar /tmp/a:b.tar.gz",
        "old, -o ./old-merged.tar old",
        "docker-archive:a.tar:app:1, -o ./a-merged.tar docker-archive:a.tar:app:1",
        "oci-archive:d/a.tar, -o oci-archive:d/a-merged.tar oci-archive:d/a.tar",
        "oci:layout:1, -o oci:layout-merged:1 oci:layout:1",
        "dir:d/, -o dir:d-merged dir:d/",
        "docker://reg.example/app:1, -o docker://reg.example/app:1-merged docker://reg.example/app:1",
        "docker://reg.example/app@sha256:00, -o docker://reg.example/app:merged docker://reg.example/app@sha256:00",
        "-, -o ./image-merged.tar -",
    })
    void theNewImageIsBesideTheOldOne(String image, String command) {
        assertEquals("squash " + command, line(image, List.of()));
    }

    @Test
    void wordsAreQuotedForTheShell() {
        assertEquals(
                "squash --exclude '/it'\\''s a key' -o './odd name-merged.tar' 'odd name'",
                line("odd name", List.of(), "--exclude", "/it's a key"));
    }

    @Test
    void optionsThatSayHowTheImageIsReadAreKept() {
        assertEquals(
                "squash --platform arm64 -c zstd -o ./old-merged.tar old.tar",
                line("old.tar", List.of("--platform", "arm64"), "-c", "zstd"));
    }

    @Test
    void aTagIsNotLongerThanEnginesAccept() {
        assertEquals("squash -t app:merged app:" + "1".repeat(125), line("app:" + "1".repeat(125), List.of()));
    }
}

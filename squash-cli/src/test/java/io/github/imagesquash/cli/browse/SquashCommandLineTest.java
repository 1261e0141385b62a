// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.cli.option.ImageName;
import io.github.imagesquash.cli.option.SelectionOptions;
import io.github.imagesquash.cli.text.Transport;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command that is printed for the marks. */
class SquashCommandLineTest {
    @ParameterizedTest
    @CsvSource({
        "old.tar, FILE, old.tar, '', old.tar -o old-small.tar",
        "dir/old.tar.gz, FILE, dir/old.tar.gz, '', dir/old.tar.gz -o dir/old-small.tar",
        "layout/, FILE, layout/, '', layout/ -o layout-small.tar",
        "docker-archive:a.tar:app:1, DOCKER_ARCHIVE, a.tar, app:1, docker-archive:a.tar:app:1 -o a-small.tar",
        "oci:layout:1, OCI, layout, 1, oci:layout:1 -o oci:layout-small",
        "dir:image, DIR, image, '', dir:image -o dir:image-small",
        "app, ENGINE, '', app, -t app:small app",
        "app:1, ENGINE, '', app:1, -t app:1-small app:1",
        "0123456789ab, ENGINE, '', 0123456789ab, -t squashed:small 0123456789ab",
        "docker-daemon:app:1, DOCKER_DAEMON, '', app:1, -t app:1-small docker-daemon:app:1",
        "docker://reg:5000/app, REGISTRY, '', reg:5000/app, docker://reg:5000/app -o docker://reg:5000/app:small"
    })
    void namesTheResultLikeTheImage(
            String argument, Transport transport, String path, String reference, String expected) {
        SquashCommandLine line =
                new SquashCommandLine(argument, new ImageName(transport, path, reference), new SelectionOptions.One());
        assertEquals("squash " + expected, line.text(List.of()));
    }

    @Test
    void quotesForAShell() {
        SelectionOptions selection = new SelectionOptions.One();
        selection.platform = "linux/arm64";
        SquashCommandLine line =
                new SquashCommandLine("it's.tar", new ImageName(Transport.FILE, "it's.tar", ""), selection);
        assertEquals(
                "squash --exclude /a --exclude '/$b c' --platform linux/arm64 'it'\\''s.tar' -o 'it'\\''s-small.tar'",
                line.text(SquashCommandLine.excluding(List.of("/a", "/$b c"))));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squashWithout;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.Squash;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.report.SquashReport.Flagged;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What misses what was left out. */
class FilterResultTest {
    private static final LayerBuilder DEBIAN = layer().file(
                    "var/lib/dpkg/status",
                    "Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5\n\n"
                            + "Package: tar\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n")
            .file("var/lib/dpkg/info/bash.list", "/.\n/usr/doc/bash\n/usr/doc/bash.2\n/usr/listed\n")
            .file(
                    "var/lib/dpkg/info/bash.md5sums",
                    "d41d8cd98f00b204e9800998ecf8427e  usr/doc/bash\n"
                            + "d41d8cd98f00b204e9800998ecf8427e  usr/doc/bash.2\n")
            .file("var/lib/dpkg/info/tar.list", "/.\n/usr/doc/tar\n")
            .file("var/lib/dpkg/info/tar.md5sums", "d41d8cd98f00b204e9800998ecf8427e  usr/doc/tar\n")
            .file("usr/doc/bash", "")
            .file("usr/doc/bash.2", "")
            .file("usr/doc/tar", "")
            .file("usr/listed", "");

    @TempDir
    Path directory;

    private List<Flagged> flagged(String... patterns) throws IOException {
        Path archive = ArchiveDialect.BUILDX_DOCKER.write(image("app:1").layer(DEBIAN), directory);
        SquashRequest request = SquashRequest.of(
                        new Source.Archive(archive), new Destination.Stream(new ByteArrayOutputStream()))
                .withFilter(excluding(patterns));
        SquashReport report = Squash.run(request, ProgressListener.NONE).only();
        return report.flagged();
    }

    private static Filter excluding(String... patterns) {
        return Filter.of(IgnoreList.of("--exclude", List.of(patterns)));
    }

    @Test
    void filesThatDpkgWouldMissAreFlagged() throws IOException {
        assertEquals(
                List.of(new Flagged("dpkg", "dpkg --verify", 2, 3, "/usr/doc/bash", "bash")), flagged("usr/doc/**"));
    }

    @Test
    void filesThatDpkgDoesNotCheckAreNotFlagged() throws IOException {
        assertEquals(List.of(), flagged("usr/listed"));
    }

    @Test
    void linksToWhatWentAreWarnedOf() {
        LayerBuilder links = layer().dir("d/")
                .file("d/a", "A")
                .symlink("direct", "d/a")
                .symlink("through", "direct")
                .symlink("d/gone", "a")
                .symlink("ever", "nowhere");
        squashWithout(excluding("d/*"), links).warns(Warning.Kind.LINK_TO_DROPPED, 2);
        squashWithout(excluding("nothing"), links).warnsNothing();
    }
}

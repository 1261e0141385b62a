// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.LayerChoice;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run writes into its temporary directory where layers are kept. */
@Isolated("counts open files")
class KeptLayersSpoolTest {
    @TempDir
    Path directory;

    @EnabledOnOs(OS.LINUX)
    @ParameterizedTest
    @EnumSource
    void keptLayersAreNotSpooled(Compression compression) throws IOException {
        ImageBuilder image = image("app:1")
                .layer(layer().file("a", "A".repeat(100_000)), compression)
                .layer(layer().file("b", "B"), compression);
        List<Long> spooled = new ArrayList<>();
        SquashRequest request = SquashRequest.of(
                        new Source.Archive(ArchiveDialect.BUILDX_DOCKER.write(image, directory)),
                        new Destination.Archive(directory.resolve("new.tar")))
                .withLayers(new LayerChoice.Upper(1))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0))
                .withSettings(settings -> settings.withTemporaryDirectory(directory));
        Squash.run(request, event -> spooled.add(openSpool()));
        long upper = layer().file("b", "B").toBytes().length;
        assertTrue(Collections.max(spooled) <= upper, () -> spooled + " bytes spooled");
    }

    /** How many bytes this process has in unlinked files of the directory. */
    private long openSpool() {
        try (var files = Files.list(Path.of("/proc/self/fd"))) {
            long bytes = 0;
            for (Path file : files.toList()) {
                bytes += spooled(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long spooled(Path file) {
        try {
            String target = Files.readSymbolicLink(file).toString();
            return target.startsWith(directory.resolve("squash-").toString()) ? Files.size(file) : 0;
        } catch (IOException e) {
            // closed meanwhile
            return 0;
        }
    }
}

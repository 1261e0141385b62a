// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A thousand layers, by a process that may have 256 files open. Catalogue S15. */
class FewDescriptorsIT {
    private static final int LAYERS = 1_000;
    private static final String LIMITED = "ulimit -n 256 && exec \"$0\" \"$@\"";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "OCI_DIRECTORY, --compression=gzip",
        "PODMAN_OCI, --compression=gzip",
        "DOCKER_LEGACY, --compression=none",
        "CRANE, --from-layer=990"
    })
    void aThousandLayersNeedFewFiles(ArchiveDialect dialect, String option) throws IOException {
        ImageBuilder image = ImageBuilder.image("app:1");
        for (int i = 0; i < LAYERS; i++) {
            image.layer(layer().file("f" + i, "content " + i));
        }
        Path old = dialect.write(image, directory);
        String layout = "oci:" + directory.resolve("new") + ":app";
        assertSucceeds("-q", option, old.toString(), "-o", layout);
        assertSucceeds("diff", "-q", old.toString(), layout);
    }

    private static void assertSucceeds(String... arguments) throws IOException {
        Outcome outcome = Program.of(List.of("sh", "-c", LIMITED, Launcher.PATH), arguments)
                .run();
        assertEquals(0, outcome.exitCode(), outcome.errors());
    }
}

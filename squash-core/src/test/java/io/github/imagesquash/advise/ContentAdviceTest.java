// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static io.github.imagesquash.advise.Advising.onDebian;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is found about the content of layers: what would compress, and what no container sees. */
class ContentAdviceTest {
    @Nested
    @DisplayName("6. compressed artefacts")
    class Compressed {
        @Test
        void layersAssetsAndDuplicatesAreTold() throws IOException {
            byte[] large = new byte[1_000_000];
            onDebian()
                    .layer("COPY data /data", layer().file("data/a.csv", large).file("data/b.csv", large))
                    .on(Check.COMPRESSED_ARTEFACTS)
                    .has(
                            "2004992: 2 layers are stored without compression",
                            "2000000: large files are of kinds that compress well",
                            "1000000: the same content is there several times")
                    .saysOnly("0: squash -c zstd");
        }

        @Test
        void hardLinksAreNoDuplicates() throws IOException {
            onDebian()
                    .layer("RUN make", layer().file("data/a", new byte[300_000]).hardLink("data/b", "data/a"))
                    .on(Check.COMPRESSED_ARTEFACTS)
                    .has("304128: 2 layers are stored without compression");
        }
    }

    @Nested
    @DisplayName("8. unused layers")
    class Unused {
        @Test
        void whatSquashingGivesBackIsTold() throws IOException {
            onDebian()
                    .layer("RUN a", layer().file("a", "12345"))
                    .layer("RUN b", layer().file("a", ""))
                    .on(Check.UNUSED_LAYERS)
                    .shows("5: layer 2 (RUN a)")
                    .saysOnly("5: squash ", "5: squash --from-layer 2");
        }

        @Test
        void nothingLostIsFine() throws IOException {
            onDebian().on(Check.UNUSED_LAYERS).isFine().notes("sees all content");
        }
    }
}

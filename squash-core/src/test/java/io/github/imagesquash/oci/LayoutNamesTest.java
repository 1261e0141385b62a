// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LayoutNamesTest {
    private static final String HEX = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final Digest DIGEST = new Digest("sha256", HEX);

    @Test
    void blobsAreNamedByAlgorithmAndDigits() {
        assertEquals("blobs/sha256/" + HEX, LayoutNames.blob(DIGEST));
    }

    @Test
    void nameOfABlobPromisesItsDigest() {
        assertEquals(Optional.of(DIGEST), LayoutNames.digestIn("blobs/sha256/" + HEX));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256:" + HEX, HEX + ".json"})
    void nameOfAConfigHasADigestButPromisesNothing(String name) {
        assertEquals(Optional.of(DIGEST), LayoutNames.digestInConfigName(name));
        assertEquals(Optional.empty(), LayoutNames.digestIn(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "blobs/sha256/" + HEX, "sha256:e3b0", HEX + "/json", HEX + ".tar.gz"})
    void otherNamesOfConfigsHaveNone(String name) {
        assertEquals(Optional.empty(), LayoutNames.digestInConfigName(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                HEX + "/layer.tar",
                HEX + ".tar.gz",
                "config.json",
                "blobs/sha256/e3b0",
                "blobs/sha512/" + HEX,
                "blobs/md5/" + HEX,
                "blobs/sha256/" + HEX + ".tar.gz"
            })
    void otherNamesPromiseNothing(String name) {
        assertEquals(Optional.empty(), LayoutNames.digestIn(name));
    }
}

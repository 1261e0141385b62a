// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DigestTest {
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void isWrittenAsItIsParsed() {
        assertEquals("sha256:" + EMPTY, Digest.parse("sha256:" + EMPTY).toString());
    }

    @Test
    void ofNothingIsTheKnownConstant() {
        assertEquals(new Digest("sha256", EMPTY), Digest.sha256Of(new byte[0]));
    }

    @Test
    void sha512HasTwiceTheDigits() {
        assertEquals(
                "sha512:" + EMPTY + EMPTY,
                Digest.parse("sha512:" + EMPTY + EMPTY).toString());
    }

    @Test
    void computesByItsOwnAlgorithm() {
        Digest wanted = new Digest("sha512", EMPTY + EMPTY);
        MessageDigest computation = wanted.newMessageDigest();
        computation.update("abc".getBytes(StandardCharsets.US_ASCII));

        Digest found = wanted.sameAlgorithm(computation);

        assertEquals(
                "sha512:ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
                        + "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
                found.toString());
    }

    @Test
    void shortFormHasTwelveDigits() {
        assertEquals("sha256:e3b0c44298fc", new Digest("sha256", EMPTY).shortForm());
    }

    @ParameterizedTest
    @CsvSource({
        "e3b0, 'digest without an algorithm: \"e3b0\"'",
        "md5:d41d8cd98f00b204e9800998ecf8427e, 'unknown digest algorithm \"md5\"'",
        "sha256:e3b0, 'wrong number of hex digits for sha256: expected 64, found 4'",
        "sha256:E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855, 'non-hex character in digest: ''E'''",
        "sha256:../../../../../../../../../../../../../../../../../../etc/passwd, 'non-hex character in digest: ''.'''",
    })
    void everythingElseIsRefused(String text, String message) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> Digest.parse(text))
                        .getMessage());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The checks of random images can fail. */
class RandomCheckTest {
    private static final Seeds HUNDRED = new Seeds(1, 100);

    private static Function<RandomImage, String> refusing(int share) {
        return image -> {
            if (image.seed() <= share) {
                throw new Refused("of seed " + image.seed());
            }
            return "";
        };
    }

    private static void assertFails(String message, Runnable check) {
        AssertionError failure = assertThrows(AssertionError.class, check::run);
        assertTrue(failure.getMessage().contains(message), failure.getMessage());
    }

    @Test
    @DisplayName("one refusal fails a check that accepts none, and is named")
    void refusalIsNoAgreement() {
        RandomCheck.forAll(HUNDRED, RandomImage::odd, refusing(0));
        assertFails("seed 1: of seed 1", () -> RandomCheck.forAll(HUNDRED, RandomImage::odd, refusing(1)));
    }

    @Test
    @DisplayName("more refusals than a check allows fail it")
    void shareOfAcceptedImages() {
        RandomCheck.forMost(90, HUNDRED, RandomImage::odd, refusing(10));
        assertFails(
                "accepted 89 of 100 images, expected at least 90 %",
                () -> RandomCheck.forMost(90, HUNDRED, RandomImage::odd, refusing(11)));
    }

    @Test
    @DisplayName("a difference fails it, and the image shown is small")
    void difference() {
        Function<RandomImage, String> check = image -> image.toString().contains("FILE") ? "a file" : "";
        AssertionError failure =
                assertThrows(AssertionError.class, () -> RandomCheck.forAll(HUNDRED, RandomImage::odd, check));
        assertTrue(
                failure.getMessage()
                                .lines()
                                .filter(line -> line.contains("FILE"))
                                .count()
                        == 1,
                failure::getMessage);
    }

    @Test
    @DisplayName("a merge of some layers that is refused does not hide what is wrong with another")
    void differenceBesideARefusal() {
        RandomImage image = RandomImage.odd(32);
        String differences = RandomCheck.ofEachRange(image, range -> {
            if (range.first() == 1) {
                throw new Refused("");
            }
            return range.first() == 2 && range.last() == 2 ? "wrong" : "";
        });
        assertTrue(differences.equals("layers 2 to 2 merged: wrong\n"), differences);
        assertThrows(
                Refused.class,
                () -> RandomCheck.ofEachRange(image, range -> {
                    throw new Refused("");
                }));
    }
}

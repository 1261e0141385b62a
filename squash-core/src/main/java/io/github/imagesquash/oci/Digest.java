// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A content identifier, {@code algorithm:hex}, as the image-spec's descriptor.md defines it. Only the registered
 * algorithms {@code sha256} and {@code sha512} are accepted; others are refused before they can become part of a name.
 *
 * @param algorithm {@code sha256} or {@code sha512}
 * @param hex lower-case hexadecimal digits, 64 or 128 of them
 */
public record Digest(String algorithm, String hex) {

    public Digest {
        int digits = hexLength(algorithm);
        if (hex.length() != digits) {
            throw new IllegalArgumentException(
                    "wrong number of hex digits for " + algorithm + ": expected " + digits + ", found " + hex.length());
        }
        for (int i = 0; i < digits; i++) {
            if (!isLowerHex(hex.charAt(i))) {
                throw new IllegalArgumentException("non-hex character in digest: '" + hex.charAt(i) + "'");
            }
        }
    }

    /**
     * Parses {@code algorithm:hex}.
     *
     * @throws IllegalArgumentException saying which part is wrong
     */
    public static Digest parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("digest without an algorithm: \"" + text + "\"");
        }
        return new Digest(text.substring(0, colon), text.substring(colon + 1));
    }

    /** The digest with the raw bytes that a {@link MessageDigest} of sha256 returned. */
    public static Digest sha256(MessageDigest finished) {
        return new Digest("sha256", HexFormat.of().formatHex(finished.digest()));
    }

    /** The sha256 of some bytes in memory. */
    public static Digest sha256Of(byte[] content) {
        MessageDigest digest = newSha256();
        digest.update(content);
        return sha256(digest);
    }

    /** The digest of this algorithm that {@code finished}, made by {@link #newMessageDigest}, has computed. */
    public Digest sameAlgorithm(MessageDigest finished) {
        return new Digest(algorithm, HexFormat.of().formatHex(finished.digest()));
    }

    /** A fresh computation by this digest's algorithm. */
    public MessageDigest newMessageDigest() {
        return messageDigest(algorithm.equals("sha256") ? "SHA-256" : "SHA-512");
    }

    /** A fresh sha256 computation. */
    public static MessageDigest newSha256() {
        return messageDigest("SHA-256");
    }

    /** The algorithm and the first twelve digits, for messages and tables. */
    public String shortForm() {
        return algorithm + ":" + hex.substring(0, 12);
    }

    @Override
    public String toString() {
        return algorithm + ":" + hex;
    }

    private static int hexLength(String algorithm) {
        return switch (algorithm) {
            case "sha256" -> 64;
            case "sha512" -> 128;
            default -> throw new IllegalArgumentException("unknown digest algorithm \"" + algorithm + "\"");
        };
    }

    private static boolean isLowerHex(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }

    private static MessageDigest messageDigest(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime must provide " + name, e);
        }
    }
}

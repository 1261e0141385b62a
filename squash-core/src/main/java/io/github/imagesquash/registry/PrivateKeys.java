// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.oci.SmallFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Private keys in PEM files (RFC 7468), as openssl writes them. */
final class PrivateKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ((?:RSA )?PRIVATE KEY)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    private static final byte[] VERSION_AND_RSA = {
        2, 1, 0, 0x30, 13, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 13, 1, 1, 1, 5, 0
    };
    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 4;

    private PrivateKeys() {}

    /**
     * Reads a key.
     *
     * @param algorithm that of the certificate's public key
     * @throws RegistryException if it is encrypted or of another form
     */
    static PrivateKey read(Path file, String algorithm) throws IOException {
        Matcher matcher = PEM.matcher(new String(SmallFile.read(file), StandardCharsets.ISO_8859_1));
        if (!matcher.find()) {
            throw unusable(file);
        }
        try {
            byte[] bytes = Base64.getMimeDecoder().decode(matcher.group(2));
            boolean bare = matcher.group(1).startsWith("RSA");
            return KeyFactory.getInstance(algorithm)
                    .generatePrivate(new PKCS8EncodedKeySpec(bare ? wrapped(bytes) : bytes));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw (IOException) unusable(file).initCause(e);
        }
    }

    private static RegistryException unusable(Path file) {
        return new RegistryException(
                file.toString(), "not a usable private key; convert it with openssl pkcs8 -topk8 -nodes");
    }

    /** A bare RSA key (PKCS #1), wrapped in the PKCS #8 structure. */
    private static byte[] wrapped(byte[] key) {
        byte[] octets = element(OCTETS, key);
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        content.writeBytes(VERSION_AND_RSA);
        content.writeBytes(octets);
        return element(SEQUENCE, content.toByteArray());
    }

    /** An element of DER, whose length takes two bytes: no key is shorter than 256 or longer than 65535. */
    private static byte[] element(int tag, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(tag);
        out.write(0x82);
        out.write(content.length >> 8);
        out.write(content.length);
        out.writeBytes(content);
        return out.toByteArray();
    }
}

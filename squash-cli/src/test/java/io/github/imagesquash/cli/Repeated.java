// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import com.github.luben.zstd.Zstd;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.StoredTar;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A long tar that is never held: any number of gzip members or zstd frames are one stream, so that its repeated part is
 * compressed once and repeated as it is.
 *
 * @param begin what comes first
 * @param part what follows, again and again
 * @param times how often
 */
record Repeated(byte[] begin, byte[] part, int times) {
    private static final int ENTRIES = 1000;

    /** So many of the same entry. */
    static Repeated of(LayerBuilder entry, int count) {
        return new Repeated(new byte[0], repeated(entry.withoutEnd().toBytes(), ENTRIES), count / ENTRIES);
    }

    byte[] gzip() {
        return joined(StoredTar.gzip(begin), repeated(StoredTar.gzip(part), times));
    }

    byte[] zstd() {
        return joined(Zstd.compress(begin), repeated(Zstd.compress(part), times));
    }

    /** The digest of the tar. */
    String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(begin);
            for (int i = 0; i < times; i++) {
                digest.update(part);
            }
            return "sha256:" + HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] repeated(byte[] bytes, int times) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            all.writeBytes(bytes);
        }
        return all.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}

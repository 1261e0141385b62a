// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Digest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;

/** Values of attributes as text, safe for a terminal. */
final class AttributeFormat {
    private static final int MOST_BYTES = 256;

    private AttributeFormat() {}

    /** Octal, four digits. */
    static String mode(int mode) {
        return String.format("%04o", mode);
    }

    /** As in RFC 3339 if the year allows it, otherwise in seconds since 1970. */
    static String time(long seconds, int nanos) {
        try {
            return Instant.ofEpochSecond(seconds, nanos).toString();
        } catch (DateTimeException e) {
            return "@" + seconds;
        }
    }

    /** In quotes if it is plain ASCII, otherwise in hexadecimal; long values as their digest. */
    static String bytes(byte[] value) {
        if (value.length > MOST_BYTES) {
            return value.length + " bytes (" + Digest.sha256Of(value) + ")";
        }
        return isPlain(value) ? text(value) : "0x" + HexFormat.of().formatHex(value);
    }

    /** Text that is nearly always UTF-8, such as the target of a link; in quotes. */
    static String text(byte[] value) {
        return "\"" + Printable.of(value) + "\"";
    }

    private static boolean isPlain(byte[] value) {
        for (byte b : value) {
            if (b < ' ' || b > '~') {
                return false;
            }
        }
        return true;
    }
}

package io.github.imagesquash.oci;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Shows bytes of an archive to a person. Names in a tar are bytes; they become text only here, on their way to a message,
 * and never back.
 */
public final class Printable {
    /** What is shown of a name, in bytes: every path that can exist, also whited out. A hostile one is cut, with an ellipsis. */
    private static final int LONGEST = 4100;

    private Printable() {}

    /**
     * The bytes as text: UTF-8 where they are valid UTF-8, else each byte outside ASCII as {@code \xhh}. Control
     * characters are always escaped, so that a hostile name cannot steer a terminal.
     */
    public static String of(byte[] bytes) {
        return bytes.length <= LONGEST ? escaped(bytes) : escaped(Arrays.copyOf(bytes, LONGEST)) + "…";
    }

    private static String escaped(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 8);
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .codePoints()
                    .forEach(c -> {
                        if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                            text.append(c < 0x80 ? "\\x" + hex((byte) c) : String.format("\\u{%x}", c));
                        } else {
                            text.appendCodePoint(c);
                        }
                    });
        } catch (CharacterCodingException e) {
            text.setLength(0);
            for (byte b : bytes) {
                text.append(b >= 0x20 && b < 0x7f ? String.valueOf((char) b) : "\\x" + hex(b));
            }
        }
        return text.toString();
    }

    /** Text that came from an archive, with its control characters escaped. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hex(byte b) {
        return HexFormat.of().toHexDigits(b);
    }
}

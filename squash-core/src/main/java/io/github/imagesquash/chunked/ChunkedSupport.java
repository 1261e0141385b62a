// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.chunked;

import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.TarHeader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which engines can take a layer's files one by one. A table of contents is JSON, and the engines' readers have gaps;
 * an entry in one of them would be lost or changed if it were fetched alone.
 */
public enum ChunkedSupport {
    /** No engine: the layer has to be pulled whole. */
    NONE,
    /** Engines that read the second generation of the format, which began with containers/storage 1.46. */
    CURRENT,
    /** Those of the first generation too. */
    ALL;

    /** Engines count nanoseconds since 1970 in 64 bits. */
    private static final Instant FIRST_TIME = Instant.ofEpochSecond(0, Long.MIN_VALUE);

    private static final Instant LAST_TIME = Instant.ofEpochSecond(0, Long.MAX_VALUE);

    /** Which engines can take an entry. */
    public static ChunkedSupport of(TarHeader header) {
        List<byte[]> names = names(header);
        if (isSpecial(header.type()) || !isInRange(header) || !names.stream().allMatch(ChunkedSupport::isText)) {
            return NONE;
        }
        // The first readers do not undo escapes of JSON.
        return names.stream().noneMatch(ChunkedSupport::isEscaped) ? ALL : CURRENT;
    }

    /** Engines that fetch single files make no other entries. */
    private static boolean isSpecial(EntryType type) {
        return switch (type) {
            case FIFO, CHARACTER_DEVICE, BLOCK_DEVICE -> true;
            case REGULAR, HARD_LINK, SYMLINK, DIRECTORY -> false;
        };
    }

    private static boolean isInRange(TarHeader header) {
        // A tar can have any number, more than Instant can.
        if (header.mtimeSeconds() < FIRST_TIME.getEpochSecond() || header.mtimeSeconds() > LAST_TIME.getEpochSecond()) {
            return false;
        }
        Instant time = Instant.ofEpochSecond(header.mtimeSeconds(), header.mtimeNanos());
        return !time.isBefore(FIRST_TIME) && !time.isAfter(LAST_TIME);
    }

    private static List<byte[]> names(TarHeader header) {
        List<byte[]> names = new ArrayList<>(List.of(header.name(), header.linkName()));
        ExtendedAttributes.of(header.records()).forEach(attribute -> names.add(attribute.name()));
        return names;
    }

    private static boolean isText(byte[] name) {
        for (byte b : name) {
            if (b < 0) {
                return isUtf8(name);
            }
        }
        return true;
    }

    private static boolean isUtf8(byte[] name) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static boolean isEscaped(byte[] name) {
        for (byte b : name) {
            if (b == '"' || b == '\\' || b >= 0 && b < ' ') {
                return true;
            }
        }
        return false;
    }
}

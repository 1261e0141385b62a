// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Sparse files in PAX form, GNU's formats 0.0 and 0.1 with the map in the PAX header and 1.0 with the map in front of
 * the data (GNU tar manual, "Storing Sparse Files").
 */
enum PaxSparse {
    /** Not a sparse file. */
    NONE,
    MAP_IN_RECORDS,
    MAP_IN_CONTENT;

    static final String PREFIX = "GNU.sparse.";
    static final String MAP = "GNU.sparse.map";
    static final String OFFSET = "GNU.sparse.offset";
    static final String NUM_BYTES = "GNU.sparse.numbytes";
    static final String NAME = "GNU.sparse.name";
    static final String SIZE = "GNU.sparse.size";
    static final String REAL_SIZE = "GNU.sparse.realsize";

    private static final byte[] ABSENT = {};

    /** By the version records; archives of format 0.0 and 0.1 may lack them. */
    static PaxSparse of(Map<String, byte[]> pax) throws MalformedTarException {
        if (pax.isEmpty()) {
            return NONE;
        }
        String major = text(pax, "GNU.sparse.major");
        String minor = text(pax, "GNU.sparse.minor");
        return switch (major + "." + minor) {
            case "0.0", "0.1" -> MAP_IN_RECORDS;
            case "1.0" -> MAP_IN_CONTENT;
            case "." -> text(pax, MAP).isEmpty() ? NONE : MAP_IN_RECORDS;
            default -> throw new MalformedTarException("sparse format other than 0.0, 0.1 and 1.0");
        };
    }

    /** The map of formats 0.0 and 0.1: offset and length of each run, with commas between all numbers. */
    static SparseMap fromRecords(Map<String, byte[]> pax) throws MalformedTarException {
        String list = text(pax, MAP);
        String[] numbers = list.isEmpty() ? new String[0] : list.split(",", -1);
        if (numbers.length != 2 * number(text(pax, "GNU.sparse.numblocks"))) {
            throw new MalformedTarException("sparse map does not have the announced length");
        }
        SparseMap map = new SparseMap();
        for (int i = 0; i < numbers.length; i += 2) {
            map.add(number(numbers[i]), number(numbers[i + 1]));
        }
        return map;
    }

    /** The map of format 1.0: lines with the count and then offset and length of each run, padded to whole blocks. */
    static SparseMap fromContent(BlockSource blocks) throws IOException, MalformedTarException {
        Lines lines = new Lines(blocks);
        long count = number(lines.next());
        SparseMap map = new SparseMap();
        for (long i = 0; i < count; i++) {
            map.add(number(lines.next()), number(lines.next()));
        }
        return map;
    }

    private static String text(Map<String, byte[]> pax, String key) {
        return new String(pax.getOrDefault(key, ABSENT), StandardCharsets.ISO_8859_1);
    }

    private static long number(String text) throws MalformedTarException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException _) {
            throw new MalformedTarException("sparse map with a value that is not a number");
        }
    }

    /** Reads no block before it is needed, since the data begins with the block after the last line. */
    private static final class Lines {
        private static final int LONGEST = 20;

        private final BlockSource blocks;
        private byte[] block = ABSENT;
        private int at;

        Lines(BlockSource blocks) {
            this.blocks = blocks;
        }

        String next() throws IOException, MalformedTarException {
            StringBuilder line = new StringBuilder();
            for (char c = nextChar(); c != '\n'; c = nextChar()) {
                if (line.append(c).length() > LONGEST) {
                    throw new MalformedTarException("sparse map without line ends");
                }
            }
            return line.toString();
        }

        private char nextChar() throws IOException, MalformedTarException {
            if (at == block.length) {
                block = blocks.next();
                at = 0;
            }
            return (char) (block[at++] & 0xff);
        }
    }
}

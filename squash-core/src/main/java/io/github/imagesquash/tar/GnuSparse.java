// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

import java.io.IOException;

/**
 * Sparse files in the old GNU form, type flag {@code S}: the header holds four runs and a flag for following blocks
 * with 21 further runs each.
 */
final class GnuSparse {
    private static final int HEADER_RUNS = 4;
    private static final int HEADER_OFFSET = 386;
    private static final int EXTENSION_RUNS = 21;
    private static final int NUMBER_WIDTH = 12;
    private static final int RUN_WIDTH = 2 * NUMBER_WIDTH;

    private GnuSparse() {}

    /** {@code extensions} gives the blocks behind the header, as many as the flags announce. */
    static SparseMap read(HeaderBlock header, BlockSource extensions) throws IOException, MalformedTarException {
        if (!header.isGnu()) {
            throw new MalformedTarException("sparse file (type S) in a header that is not GNU's");
        }
        SparseMap map = new SparseMap();
        boolean more = addRuns(map, header.bytes(), HEADER_OFFSET, HEADER_RUNS);
        while (more) {
            more = addRuns(map, extensions.next(), 0, EXTENSION_RUNS);
        }
        return map;
    }

    /** Adds the runs up to an empty one; returns whether another block follows. */
    private static boolean addRuns(SparseMap map, byte[] block, int from, int places) throws MalformedTarException {
        int end = from + places * RUN_WIDTH;
        for (int at = from; at < end && block[at] != 0; at += RUN_WIDTH) {
            long offset = NumberField.parse(block, at, NUMBER_WIDTH);
            map.add(offset, NumberField.parse(block, at + NUMBER_WIDTH, NUMBER_WIDTH));
        }
        return block[end] != 0;
    }
}

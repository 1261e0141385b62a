// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.blob.ByteMeter;
import java.io.IOException;

/** Counts each byte of an upload once, although it may be sent again. */
final class HighWaterMark {
    private final ByteMeter meter;
    private long mark;

    HighWaterMark(ByteMeter meter) {
        this.meter = meter;
    }

    /** All bytes up to a position were sent. */
    synchronized void reached(long position) throws IOException {
        long more = Math.max(0, position - mark);
        mark += more;
        meter.passed(more);
    }
}

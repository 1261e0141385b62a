// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import io.github.imagesquash.request.ProgressListener.Stage;

/** The progress of one stage on the screen, or none. Used by one thread at a time. */
interface StageDisplay {
    /** No bar. */
    StageDisplay HIDDEN = new StageDisplay() {
        @Override
        public void stepTo(long bytes) {}

        @Override
        public void remove() {}
    };

    /** This many bytes of the stage are done. */
    void stepTo(long bytes);

    /** The stage has ended: the bar on a terminal is erased, a log keeps the last state. */
    void remove();

    /** Makes bars. */
    interface Factory {
        /** A bar for a stage; {@code totalBytes} is -1 if unknown. */
        StageDisplay show(Stage stage, long totalBytes);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import java.io.IOException;

/** The new image was written, but a result file or the report could not be written or printed. */
public final class AfterSuccessException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * A failure after the image was written.
     *
     * @param placed the place of the image
     * @param undone what could not be written or printed
     */
    public AfterSuccessException(OutputLocation placed, String undone, IOException cause) {
        super("the new image was " + placed.sentence() + ", but " + undone + ": " + FailureMessage.of(cause), cause);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.nio.file.Path;

/** Temporary files cannot be made, or not be written: their disk is full, for example. The cause says why. */
public final class SpoolException extends IOException {
    private static final long serialVersionUID = 1;

    private final String directory;

    /**
     * @param directory where the temporary files are
     * @param cause what the system says
     */
    public SpoolException(Path directory, IOException cause) {
        super("temporary files in " + directory + ": " + cause.getMessage(), cause);
        this.directory = directory.toString();
    }

    /** Where the temporary files are. */
    public String directory() {
        return directory;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.nio.file.Path;

/** Temporary files cannot be created or written, for example because their disk is full. The cause gives the reason. */
public final class SpoolException extends IOException {
    private static final long serialVersionUID = 1;

    private final String directory;

    /**
     * @param directory the directory of the temporary files
     * @param cause the error of the system
     */
    public SpoolException(Path directory, IOException cause) {
        super("temporary files in " + directory + ": " + cause.getMessage(), cause);
        this.directory = directory.toString();
    }

    /** The directory of the temporary files. */
    public String directory() {
        return directory;
    }
}

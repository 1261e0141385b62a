// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.cli.text.FailureMessage;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Writes marks into a file that {@code squash} reads. It never writes over a file. */
final class MarksFile {
    /** The file that squash reads without being told. */
    static final String USUAL_NAME = ".squashignore";

    private Optional<Written> written = Optional.empty();

    /**
     * What was written last.
     *
     * @param file the file's name, as typed
     * @param patterns its lines
     */
    record Written(String file, List<String> patterns) {}

    /**
     * The result of writing.
     *
     * @param isWritten whether the file is there now
     * @param message what to tell the user
     */
    record Result(boolean isWritten, String message) {}

    /** Writes a new file. */
    Result write(String name, List<String> patterns) {
        try {
            Files.write(Path.of(name), patterns, StandardOpenOption.CREATE_NEW);
            written = Optional.of(new Written(name, patterns));
            return new Result(true, "wrote " + name + "; squash --exclude-from " + name + " reads it");
        } catch (FileAlreadyExistsException e) {
            return new Result(false, name + " exists; type another name");
        } catch (IOException e) {
            return new Result(false, FailureMessage.of(e) + "; type another name");
        } catch (InvalidPathException e) {
            return new Result(false, "that is no name of a file; type another one");
        }
    }

    /** What was written last; empty if nothing. */
    Optional<Written> written() {
        return written;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/**
 * The user's name for an output. Failures use this name, because the names of temporary files are meaningless to the
 * user.
 *
 * @param path the path as given
 * @param directory the directory of its temporary files
 */
record OutputName(Path path, Path directory) {

    /** An operation on temporary files. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws IOException;
    }

    /** Runs it, and names the output if it fails. */
    <T> T named(Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (FileSystemException e) {
            throw failure(e);
        } catch (ClosedChannelException | InterruptedIOException e) {
            // An interrupt, not a failure.
            throw e;
        } catch (IOException e) {
            throw (IOException) new FileSystemException(path.toString(), null, e.getMessage()).initCause(e);
        }
    }

    private FileSystemException failure(FileSystemException e) {
        FileSystemException named = e instanceof AccessDeniedException
                ? new AccessDeniedException(directory.toString(), null, "no permission to write to this directory")
                : new FileSystemException(path.toString(), null, e.getReason());
        named.initCause(e);
        return named;
    }
}

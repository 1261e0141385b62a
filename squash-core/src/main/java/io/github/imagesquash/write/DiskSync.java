// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Waits until written data would survive a loss of power. */
final class DiskSync {
    private DiskSync() {}

    /** Waits until a file's bytes are on the disk. */
    static void sync(FileChannel file) throws IOException {
        try {
            file.force(true);
        } catch (IOException e) {
            if (!isUnknown(e)) {
                throw e;
            }
        }
    }

    /**
     * Waits until the names in a directory are on the disk. This is not possible on Windows, and for a directory that
     * may be written to but not read.
     */
    static void syncNames(Path directory) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(directory, StandardOpenOption.READ);
        } catch (FileSystemException e) {
            return;
        }
        try (channel) {
            sync(channel);
        }
    }

    /** Some network file systems do not support this call: then the data is as safe as they make it. */
    private static boolean isUnknown(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("Invalid argument")
                || message.contains("not supported")
                || message.contains("not implemented");
    }
}

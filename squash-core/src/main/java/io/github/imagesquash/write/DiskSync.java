// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Waits until what was written would outlast a loss of power. */
final class DiskSync {
    private DiskSync() {}

    /** Has a file's bytes on the disk. */
    static void sync(FileChannel file) throws IOException {
        try {
            file.force(true);
        } catch (IOException e) {
            if (!isUnknown(e)) {
                throw e;
            }
        }
    }

    /** Has the names in a directory on the disk. Windows, and who may write to a directory but not read it, cannot ask. */
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

    /** Some network file systems do not know this call: what they have taken is as safe as they make it. */
    private static boolean isUnknown(IOException failure) {
        String message = String.valueOf(failure.getMessage());
        return message.contains("Invalid argument")
                || message.contains("not supported")
                || message.contains("not implemented");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.tree.Device;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Fifo;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.RegularFile;
import io.github.imagesquash.tree.Symlink;
import java.util.Locale;

/** The kind of file of an inode. */
public enum FileType {
    FILE,
    DIRECTORY,
    SYMLINK,
    CHARACTER_DEVICE,
    BLOCK_DEVICE,
    FIFO;

    /** The type of an inode. */
    public static FileType of(Inode inode) {
        return switch (inode) {
            case RegularFile _ -> FILE;
            case Directory _ -> DIRECTORY;
            case Symlink _ -> SYMLINK;
            case Device device -> device.isBlock() ? BLOCK_DEVICE : CHARACTER_DEVICE;
            case Fifo _ -> FIFO;
        };
    }

    /** The constant's name in lower case, with a dash between words. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

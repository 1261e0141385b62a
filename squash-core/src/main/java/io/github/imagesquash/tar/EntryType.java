// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.tar;

/** The kinds of entries in a layer (image-spec layer.md, "File Types"), with their ustar type flags. */
public enum EntryType {
    REGULAR('0'),
    HARD_LINK('1'),
    SYMLINK('2'),
    CHARACTER_DEVICE('3'),
    BLOCK_DEVICE('4'),
    DIRECTORY('5'),
    FIFO('6');

    private final byte flag;

    EntryType(char flag) {
        this.flag = (byte) flag;
    }

    /** The byte at offset 156 of a ustar header. */
    public byte flag() {
        return flag;
    }
}

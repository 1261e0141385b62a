// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.fixture.LayerBuilder;

/**
 * An entry of a layer as plain values, which the model replays, a {@link LayerBuilder} writes and people read.
 *
 * @param name as it stands in the layer, a byte a char; a whiteout is a file with a whiteout's name
 * @param content of a file; a link's target
 * @param major a device's number
 * @param minor a device's number
 * @param form how the header is written
 */
record LayerEntry(Kind kind, String name, String content, Meta meta, int major, int minor, Form form) {
    /** What an entry makes. */
    enum Kind {
        DIRECTORY,
        FILE,
        SYMLINK,
        HARD_LINK,
        CHARACTER_DEVICE,
        BLOCK_DEVICE,
        FIFO;

        boolean isDevice() {
            return this == CHARACTER_DEVICE || this == BLOCK_DEVICE;
        }
    }

    /** How a header says what does not fit into its fields: all forms mean the same. */
    enum Form {
        PAX,
        GNU_NAMES,
        GNU_NUMBERS
    }

    static LayerEntry of(Kind kind, String name, String content, Meta meta) {
        return new LayerEntry(kind, name, content, meta, 0, 0, Form.PAX);
    }

    LayerEntry named(String other) {
        return new LayerEntry(kind, other, content, meta, major, minor, form);
    }

    LayerEntry written(Form other) {
        return new LayerEntry(kind, name, content, meta, major, minor, other);
    }

    void addTo(LayerBuilder layer) {
        LayerBuilder entry = switch (kind) {
            case DIRECTORY -> layer.dir("");
            case FILE -> layer.file("", Latin.bytes(content));
            case SYMLINK -> layer.symlink("", "").rawLinkName(Latin.bytes(content));
            case HARD_LINK -> layer.hardLink("", "").rawLinkName(Latin.bytes(content));
            case CHARACTER_DEVICE -> layer.characterDevice("", major, minor);
            case BLOCK_DEVICE -> layer.blockDevice("", major, minor);
            case FIFO -> layer.fifo("");
        };
        entry.rawName(Latin.bytes(name)).mode(meta.mode()).owner(meta.uid(), meta.gid());
        if (meta.nanos() == 0) {
            entry.mtime(meta.seconds());
        } else {
            entry.mtime(meta.seconds(), meta.nanos());
        }
        meta.xattrs().forEach((key, value) -> entry.xattr(key, Latin.bytes(value)));
        switch (form) {
            case PAX -> {}
            case GNU_NAMES -> entry.gnuLongName();
            case GNU_NUMBERS -> entry.base256();
        }
    }

    @Override
    public String toString() {
        String what = switch (kind) {
            case DIRECTORY, FIFO -> "";
            case FILE ->
                " =" + Latin.printable(content.substring(0, Math.min(12, content.length()))) + " (" + content.length()
                        + ")";
            case SYMLINK -> " -> \"" + Latin.printable(content) + "\"";
            case HARD_LINK -> " => \"" + Latin.printable(content) + "\"";
            case CHARACTER_DEVICE, BLOCK_DEVICE -> " " + major + "," + minor;
        };
        String how = form == Form.PAX ? "" : " " + form;
        return kind + " \"" + Latin.printable(name) + "\"" + what + " " + meta + how;
    }
}

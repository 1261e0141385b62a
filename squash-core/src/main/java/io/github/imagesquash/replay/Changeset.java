// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.NamedChannel;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tar.EntryType;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tree.Name;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One layer in the terms of image-spec layer.md: what it removes from the layers below, and what it adds or changes.
 * The order of whiteouts matters only for the meaning of their paths. Additions are in the archive's order.
 *
 * @param layer the layer's number, 1 for the base
 * @param where the layer's name in messages
 * @param whiteouts the entries that hide something of the layers below, in the archive's order
 * @param additions all other entries
 * @param aufsFiles files that AUFS kept under {@code .wh..wh.plnk}, by name: the targets of hard links into it
 * @param tar the layer's uncompressed tar, which contains the additions' contents
 * @param entries the number of the tar's entries, including those left out
 * @param read whether the layer was read; if not, its effect is unknown and the other components are empty
 * @param warnings the warnings about the layer
 */
record Changeset(
        int layer,
        String where,
        List<Whiteout> whiteouts,
        List<TarEntry> additions,
        Map<Name, TarEntry> aufsFiles,
        FileRegion tar,
        long entries,
        boolean read,
        Warnings warnings) {

    /** Size of the files' content and of the symbolic links' targets, as an engine counts a layer, in bytes. */
    long fileBytes() {
        return additions.stream()
                .map(TarEntry::header)
                .mapToLong(file -> file.type() == EntryType.SYMLINK ? file.linkName().length : file.size())
                .sum();
    }

    /** A layer that is not read, and that has no effect. */
    static Changeset unread(Layer layer) {
        FileRegion nowhere = new FileRegion(
                NamedChannel.later(() -> {
                    throw new IOException(layer.where() + " was not to be read");
                }),
                0,
                0);
        return new Changeset(
                layer.number(), layer.where(), List.of(), List.of(), Map.of(), nowhere, 0, false, new Warnings());
    }

    /** The same layer at another position in an image, without the warnings, which were already reported. */
    Changeset as(int otherLayer, String otherWhere) {
        return new Changeset(
                otherLayer, otherWhere, whiteouts, additions, aufsFiles, tar, entries, read, new Warnings());
    }
}

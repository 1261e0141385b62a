// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.NamedChannel;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tree.Name;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * One layer in the words of image-spec layer.md: what it removes from the layers below, and what it adds or changes. The
 * order of whiteouts matters only to what their paths mean; that of additions is the archive's.
 *
 * @param layer the layer's number, 1 for the base
 * @param where the layer's name in messages
 * @param whiteouts what hides something of the layers below, in the archive's order
 * @param additions all other entries
 * @param aufsFiles files kept by AUFS under {@code .wh..wh.plnk}, by name: what hard links into it mean
 * @param tar the layer's uncompressed tar, which the additions' contents lie in
 * @param entries how many entries the tar has, those left out included
 * @param read whether the layer was read; if not, all that is said of what it does is nothing
 * @param warnings what is odd about the layer
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

    /** A layer that nobody reads, and that does nothing. */
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

    /** The same layer, elsewhere in an image; what is odd about it was told. */
    Changeset as(int otherLayer, String otherWhere) {
        return new Changeset(
                otherLayer, otherWhere, whiteouts, additions, aufsFiles, tar, entries, read, new Warnings());
    }
}

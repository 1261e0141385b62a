// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import io.github.imagesquash.blob.AbsentBlob;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.oci.Digest;
import java.util.List;
import java.util.Set;

/**
 * The layers of an image that should be those of its source: the source's lowest ones are its lowest, the source's
 * uppermost ones its uppermost, and all between them are new.
 *
 * @param where the name of the archive in messages
 * @param leftOut kept layers whose bytes may be missing
 */
record KeptLayers(String where, Image source, LayerRange range, Set<Digest> leftOut, Image found) {

    /** Whether a layer of the image is new. */
    boolean isNew(Layer layer) {
        return layer.number() > range.below()
                && layer.number() <= found.layers().size() - above();
    }

    private int above() {
        return Math.max(0, source.layers().size() - range.last());
    }

    /**
     * Fails if a layer is another blob than before, or has another descriptor. Its digest is verified while its bytes
     * are read.
     */
    void require() throws VerificationException {
        if (found.layers().size() < range.below() + above()) {
            throw new VerificationException(
                    where,
                    found.layers().size() + " layers, which is fewer than the " + (range.below() + above()) + " kept");
        }
        List<Layer> old = source.layers();
        for (int i = 0; i < range.below(); i++) {
            requireSame(old.get(i), found.layers().get(i));
        }
        for (int i = 1; i <= above(); i++) {
            requireSame(
                    old.get(old.size() - i), found.layers().get(found.layers().size() - i));
        }
    }

    private void requireSame(Layer kept, Layer layer) throws VerificationException {
        String what = "kept layer " + kept.number() + ": ";
        require(what + "diff ID", kept.diffId(), layer.diffId());
        require(what + "compression", kept.compression(), layer.compression());
        if (kept.storedDigest().isPresent()) {
            require(what + "digest", kept.storedDigest(), layer.storedDigest());
        }
        require(what + "size in bytes", kept.blob().size(), layer.blob().size());
        require(what + "other addresses", kept.urls(), layer.urls());
        require(what + "annotations", kept.annotations(), layer.annotations());
        boolean mayBeAbsent = layer.storedDigest().filter(leftOut::contains).isPresent();
        if (layer.blob() instanceof AbsentBlob absent && !mayBeAbsent) {
            throw new VerificationException(where, what + absent.reason());
        }
    }

    private void require(String what, Object wanted, Object found) throws VerificationException {
        if (!wanted.equals(found)) {
            throw new VerificationException(where, what + ": expected " + wanted + ", found " + found);
        }
    }
}

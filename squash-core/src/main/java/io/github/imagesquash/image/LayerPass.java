// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.SharedBlob;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarInput;
import java.io.IOException;
import java.util.Optional;

/** One pass over a layer's uncompressed tar, from the beginning. */
public interface LayerPass extends TarInput, AutoCloseable {
    /**
     * Subtracts the cost of an entry from the limits.
     *
     * @throws InvalidImageException naming the option that raises the limit
     */
    void spend(TarEntry entry) throws InvalidImageException;

    /**
     * Verifies the digests of a layer that has another fault, as far as the pass can: wrong ones are the better
     * explanation.
     *
     * @throws InvalidImageException if the layer differs from the image's digests
     */
    void requireIntact() throws IOException;

    /**
     * Ends the pass.
     *
     * @return the uncompressed tar, all of it, to be read again
     * @throws InvalidImageException if the layer differs from the image's digests
     */
    FileRegion finish() throws IOException;

    @Override
    void close() throws IOException;

    /**
     * A pass that reads only the headers of a layer that is uncompressed in a file, and trusts its digest. Any other
     * layer has to be inflated or fetched, and is verified at the same time.
     *
     * @param rules the strictness of decompression
     * @param meter counts the stored bytes
     */
    static LayerPass ofHeaders(Layer layer, Spool spool, DecodeRules rules, RemainingLimits budget, ByteMeter meter)
            throws IOException {
        Optional<FileRegion> tar = layer.inPlace();
        return tar.isPresent()
                ? new HeaderPass(layer, tar.get(), budget, meter)
                : new LayerStream(layer, spool, rules, budget, meter);
    }

    /**
     * A pass in which every byte is verified, unless another image's pass has verified the same layer.
     *
     * @param rules the strictness of decompression
     * @param meter counts the stored bytes
     */
    static LayerPass verifying(Layer layer, Spool spool, DecodeRules rules, RemainingLimits budget, ByteMeter meter)
            throws IOException {
        // What was forgiven in one image is not forgiven in others.
        return layer.blob() instanceof SharedBlob shared && !rules.lenient()
                ? SharedLayerPass.of(
                        layer, shared, rules, budget, meter, () -> new LayerStream(layer, spool, rules, budget, meter))
                : new LayerStream(layer, spool, rules, budget, meter);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.Inflation;
import io.github.imagesquash.blob.SharedBlob;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.tar.TarEntry;
import java.io.IOException;

/** The first pass over a layer that other images have too: it inflates and verifies the layer for all of them. */
final class SharedLayerPass implements LayerPass {
    private final LayerStream stream;
    private final Inflation.Begun inflation;

    private SharedLayerPass(LayerStream stream, Inflation.Begun inflation) {
        this.stream = stream;
        this.inflation = inflation;
    }

    /**
     * A pass over such a layer: the first one, or one that reads only the headers of what the first one has verified.
     *
     * @param alone for an image that has to inflate the layer on its own
     */
    static LayerPass of(
            Layer layer, SharedBlob blob, DecodeRules rules, RemainingLimits budget, ByteMeter meter, Opening alone)
            throws IOException {
        return switch (blob.inflation(new Inflation.Promise(layer.diffId(), layer.annotations()))) {
            case Inflation.Known(FileRegion tar) -> new HeaderPass(layer, tar, budget, meter);
            case Inflation.Alone _ -> alone.open();
            case Inflation.Begun begun -> first(layer.withBlob(blob.unkept()), begun, rules, budget, meter);
        };
    }

    /** Opens a pass. */
    @FunctionalInterface
    interface Opening {
        LayerPass open() throws IOException;
    }

    private static LayerPass first(
            Layer layer, Inflation.Begun begun, DecodeRules rules, RemainingLimits budget, ByteMeter meter)
            throws IOException {
        try {
            return new SharedLayerPass(LayerStream.into(begun.channel(), layer, rules, budget, meter), begun);
        } catch (IOException | RuntimeException e) {
            begun.close();
            throw e;
        }
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        return stream.read(into, at, length);
    }

    @Override
    public long skip(long bytes) throws IOException {
        return stream.skip(bytes);
    }

    @Override
    public long position() {
        return stream.position();
    }

    @Override
    public void spend(TarEntry entry) throws InvalidImageException {
        stream.spend(entry);
    }

    @Override
    public void requireIntact() throws IOException {
        stream.requireIntact();
    }

    @Override
    public FileRegion finish() throws IOException {
        FileRegion tar = stream.finish();
        inflation.complete(tar);
        return tar;
    }

    @Override
    public void close() throws IOException {
        try (inflation) {
            stream.close();
        }
    }
}

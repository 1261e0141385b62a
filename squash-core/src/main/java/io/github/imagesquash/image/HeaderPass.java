// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.tar.RegionInput;
import io.github.imagesquash.tar.TarEntry;
import java.io.IOException;

/**
 * A pass that skips payload. Skipped bytes are not hashed, so the digest that the image gives is trusted, unless it was
 * verified before.
 */
final class HeaderPass implements LayerPass {
    private final Layer layer;
    private final FileRegion tar;
    private final RegionInput in;
    private final RemainingLimits budget;
    private final ByteMeter meter;

    HeaderPass(Layer layer, FileRegion tar, RemainingLimits budget, ByteMeter meter) throws InvalidImageException {
        budget.spendBytes(tar.size(), layer.where());
        this.layer = layer;
        this.tar = tar;
        this.in = new RegionInput(tar);
        this.budget = budget;
        this.meter = meter;
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        return in.read(into, at, length);
    }

    @Override
    public long skip(long bytes) {
        return in.skip(bytes);
    }

    @Override
    public long position() {
        return in.position();
    }

    @Override
    public void spend(TarEntry entry) throws InvalidImageException {
        budget.spend(entry, layer.where());
    }

    /** The digest is trusted, or verified elsewhere. */
    @Override
    public void requireIntact() {}

    @Override
    public FileRegion finish() throws IOException {
        meter.passed(layer.blob().size());
        return tar;
    }

    @Override
    public void close() {
        // The file belongs to the archive.
    }
}

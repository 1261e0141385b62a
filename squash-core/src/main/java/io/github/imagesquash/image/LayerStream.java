// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.image;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.blob.NamedChannel;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.chunked.ChunkedCheck;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.tar.TarEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;

/**
 * One pass over a layer's uncompressed tar, in which every byte is hashed: stored bytes are compared with the
 * descriptor's digest, uncompressed bytes with the diff ID; if both are the same digest, they are hashed once. A layer that is compressed or not on this machine is
 * written to the spool at the same time, unless it is never read again; any other layer stays where it is. Skipped
 * payload is hashed as well.
 */
public final class LayerStream implements LayerPass {
    /** Bytes that were once read within the limits can be read again. */
    private static final Limits UNLIMITED = new Limits(Long.MAX_VALUE, Long.MAX_VALUE);

    private final Layer layer;
    private final RemainingLimits budget;
    private final MessageDigest uncompressed;
    private final Optional<Digest> promised;
    private final Optional<MessageDigest> storedHash;
    private final StoredBytes stored;
    private final LayerTarget target;
    private final Optional<ChunkedCheck> chunks;
    private final HashedTar tar;

    /**
     * Begins the pass.
     *
     * @param rules what is forgiven while decompressing
     * @param meter counts the bytes as stored
     */
    public LayerStream(Layer layer, Spool spool, DecodeRules rules, RemainingLimits budget, ByteMeter meter)
            throws IOException {
        this(layer, target(layer, spool, LayerTarget.Spooled::new), rules, budget, meter);
    }

    /** As the constructor, for a layer whose bytes are read only now: nothing is spooled. */
    public static LayerStream once(Layer layer, Spool spool, DecodeRules rules, RemainingLimits budget, ByteMeter meter)
            throws IOException {
        return new LayerStream(layer, target(layer, spool, LayerTarget.Nowhere::new), rules, budget, meter);
    }

    /**
     * As the constructor, for a layer whose contents are rarely read: it is spooled at the first such read, and so is
     * inflated a second time then.
     */
    public static LayerStream unspooled(
            Layer layer, Spool spool, DecodeRules rules, RemainingLimits budget, ByteMeter meter) throws IOException {
        return new LayerStream(
                layer,
                LayerTarget.of(
                        layer, NamedChannel.later(() -> inflated(layer, spool, rules)), LayerTarget.Nowhere::new),
                rules,
                budget,
                meter);
    }

    /** As the constructor, with the uncompressed bytes in a given file, unless the layer is uncompressed in a file. */
    static LayerStream into(
            FileChannel channel, Layer layer, DecodeRules rules, RemainingLimits budget, ByteMeter meter)
            throws IOException {
        return new LayerStream(layer, LayerTarget.of(layer, channel, LayerTarget.Spooled::new), rules, budget, meter);
    }

    private static FileChannel inflated(Layer layer, Spool spool, DecodeRules rules) throws IOException {
        DecodeRules silent = new DecodeRules(rules.lenient(), () -> {});
        LayerTarget target = target(layer, spool, LayerTarget.Spooled::new);
        RemainingLimits unlimited = new RemainingLimits(UNLIMITED);
        // The first pass has checked the table of contents.
        try (LayerStream again = new LayerStream(layer, target, silent, unlimited, ByteMeter.NONE, Optional.empty())) {
            return again.finish().channel();
        }
    }

    private LayerStream(Layer layer, LayerTarget target, DecodeRules rules, RemainingLimits budget, ByteMeter meter)
            throws IOException {
        this(layer, target, rules, budget, meter, check(layer, rules));
    }

    private LayerStream(
            Layer layer,
            LayerTarget target,
            DecodeRules rules,
            RemainingLimits budget,
            ByteMeter meter,
            Optional<ChunkedCheck> chunks)
            throws IOException {
        this.layer = layer;
        this.budget = budget;
        this.uncompressed = layer.diffId().newMessageDigest();
        this.promised = layer.storedDigests().stream()
                .filter(digest -> layer.compression() != Compression.NONE || !digest.equals(layer.diffId()))
                .findFirst();
        this.storedHash = promised.map(Digest::newMessageDigest);
        this.stored = new StoredBytes(layer.blob().stream(), storedHash, meter);
        this.target = target;
        this.chunks = chunks;
        InputStream in = chunks.isPresent()
                ? chunks.get().decompress(stored)
                : layer.compression().decompress(stored, rules, layer.where());
        this.tar = new HashedTar(in, uncompressed, new Receiver());
    }

    private final class Receiver implements HashedTar.Receiver {
        @Override
        public void received(byte[] buffer, int length) throws IOException {
            budget.spendBytes(length, layer.where());
            target.write(buffer, length);
        }

        @Override
        public Runnable passed(byte[] buffer, int length) {
            return chunks.isPresent() ? chunks.get().sum(buffer, length) : () -> {};
        }
    }

    private static Optional<ChunkedCheck> check(Layer layer, DecodeRules rules) throws InvalidImageException {
        return layer.compression() == Compression.ZSTD && !rules.lenient()
                ? ChunkedCheck.of(layer.annotations(), layer.where())
                : Optional.empty();
    }

    private static LayerTarget target(Layer layer, Spool spool, Function<FileChannel, LayerTarget> elsewhere) {
        return LayerTarget.of(layer, NamedChannel.later(spool::newPart), elsewhere);
    }

    @Override
    public int read(byte[] into, int at, int length) throws IOException {
        return tar.read(into, at, length);
    }

    @Override
    public long skip(long bytes) throws IOException {
        return tar.skip(bytes);
    }

    @Override
    public long position() {
        return tar.position();
    }

    /** The promised size; beyond the limit the stream ends, so that a bomb is not read to its end. */
    @Override
    public void spend(TarEntry entry) throws InvalidImageException {
        try {
            budget.spend(entry, layer.where());
            chunks.ifPresent(check -> check.entry(entry));
        } catch (InvalidImageException e) {
            tar.fail(e);
            throw e;
        }
    }

    /** Reads to the end and verifies both digests. */
    @Override
    public void requireIntact() throws IOException {
        try {
            tar.drain();
        } finally {
            // The digest explains a damaged blob better than the error of a decompressor.
            verifyStored();
        }
        Digest found = layer.diffId().sameAlgorithm(uncompressed);
        if (!found.equals(layer.diffId())) {
            throw InvalidImageException.mismatch(layer.where(), "diff ID", layer.diffId(), found);
        }
    }

    private void verifyStored() throws IOException {
        if (promised.isPresent()) {
            stored.drain();
            Digest found = promised.get().sameAlgorithm(storedHash.orElseThrow());
            if (!found.equals(promised.get())) {
                throw InvalidImageException.mismatch(layer.where(), "digest of the blob", promised.get(), found);
            }
        }
    }

    @Override
    public FileRegion finish() throws IOException {
        requireIntact();
        if (chunks.isPresent()) {
            chunks.get().require(layer.annotations());
        }
        return target.region(tar.position());
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}

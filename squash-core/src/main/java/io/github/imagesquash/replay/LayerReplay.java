// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.replay;

import io.github.imagesquash.blob.AbsentBlob;
import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.Layer;
import io.github.imagesquash.image.LayerChecks;
import io.github.imagesquash.image.LayerPass;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.image.LayerStream;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.image.StoredCheck;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Folds an image's layers, base first, into the one file system that a container would see. The layers are read and
 * verified in parallel, but applied in order, so the result does not depend on timing.
 */
public final class LayerReplay {
    /** Small layers may contain only zeros, and do no harm. */
    private static final long SUSPICIOUS_SIZE = 64 << 20;

    private static final int SUSPICIOUS_RATIO = 100;

    private final Spool spool;
    private final SymlinkParents symlinkParents;
    private final boolean lenient;
    private final int threads;
    private final Optional<LayerChecks> checks;

    /**
     * @param spool stores the compressed layers' uncompressed tars, and must stay open as long as the tree is used
     * @param symlinkParents how entries below a lower layer's symbolic link are handled
     * @param lenient accepts some faults that would otherwise be refused
     * @param threads the number of layers that are read in parallel, at least 1
     */
    public LayerReplay(Spool spool, SymlinkParents symlinkParents, boolean lenient, int threads) {
        this(spool, symlinkParents, lenient, threads, Optional.empty());
    }

    private LayerReplay(
            Spool spool, SymlinkParents symlinkParents, boolean lenient, int threads, Optional<LayerChecks> checks) {
        this.spool = spool;
        this.symlinkParents = symlinkParents;
        this.lenient = lenient;
        this.threads = threads;
        this.checks = checks;
    }

    /**
     * The same, with digests of uncompressed layers verified by others, so that the replay reads only their headers.
     *
     * @param beside verifies them; to be asked for the result
     */
    public LayerReplay checkedBy(LayerChecks beside) {
        return new LayerReplay(spool, symlinkParents, lenient, threads, Optional.of(beside));
    }

    /**
     * Replays all layers.
     *
     * @param meter counts each stored byte as it is read
     * @throws io.github.imagesquash.message.InvalidImageException naming the layer and entry that cannot be replayed, or the
     *     digest that differs
     * @throws java.io.InterruptedIOException if the thread was interrupted
     */
    public ReplayResult replay(Image image, RemainingLimits budget, ByteMeter meter) throws IOException {
        try (ReplaySession replaying = begin(image, budget, meter)) {
            return replaying.finish();
        }
    }

    /**
     * As {@link #replay(Image, RemainingLimits, ByteMeter)}, for contents that are examined once, while they are read:
     * compressed layers are not spooled, and the tree's files cannot be read.
     *
     * @param known what is known of the layers
     * @param contents examines the contents of new layers; called by the thread that reads the layer
     */
    public ReplayResult replay(
            Image image, RemainingLimits budget, ByteMeter meter, KnownLayers known, EntryContents contents)
            throws IOException {
        ReplaySession.LayerReader reader = layer -> {
            boolean isNew = known.isNew().test(layer);
            Optional<Changeset> before = (isNew ? known.examined() : known.kept()).find(layer);
            if (before.isEmpty()) {
                return readOnce(layer, budget, meter, isNew ? contents : EntryContents.UNSEEN);
            }
            if (!isNew && !(layer.blob() instanceof AbsentBlob)) {
                StoredCheck.verify(layer, meter);
            }
            return before.get();
        };
        try (ReplaySession replaying = begin(image, reader, layer -> false, ReplayObserver.NONE)) {
            return replaying.finish();
        }
    }

    /** The part of a layer that is read. */
    public enum Reading {
        /** All of it, and its digests are verified; but it is spooled only when its contents are needed. */
        UNSPOOLED,
        /** All of it, and its digests are verified. */
        VERIFIED,
        /** Its headers, if it is uncompressed in a file; payload is skipped, and no digest is verified. */
        HEADERS
    }

    /** As {@link #replay(Image, RemainingLimits, ByteMeter)}, with stops between layers. */
    public ReplaySession begin(Image image, RemainingLimits budget, ByteMeter meter) {
        return begin(image, budget, meter, Reading.VERIFIED, ReplayObserver.NONE);
    }

    /**
     * As {@link #begin(Image, RemainingLimits, ByteMeter)}, with an observer.
     *
     * @param observer called by the thread that continues the replay
     */
    public ReplaySession begin(
            Image image, RemainingLimits budget, ByteMeter meter, Reading reading, ReplayObserver observer) {
        return begin(image, layer -> read(layer, budget, meter, reading), layer -> false, observer);
    }

    /**
     * As {@link #begin(Image, RemainingLimits, ByteMeter)}, for an image of which some layers are kept.
     *
     * @param kept layers whose contents are rarely needed
     * @param observer called by the thread that continues the replay
     */
    public ReplaySession begin(
            Image image, RemainingLimits budget, ByteMeter meter, Predicate<Layer> kept, ReplayObserver observer) {
        return begin(image, keeping(kept, budget, meter), kept, observer);
    }

    /**
     * As {@link #begin(Image, RemainingLimits, ByteMeter, Predicate, ReplayObserver)}, but the kept layers are not read
     * if the merged ones have the same effect without them, and give the same new layer; then their changesets are
     * empty. Waits until the merged ones are read.
     *
     * @param merged the layers that are not kept
     * @param leftOut paths that will be removed from the tree
     * @throws io.github.imagesquash.message.InvalidImageException if one of the merged layers cannot be read
     */
    public ReplaySession beginSparing(
            Image image, RemainingLimits budget, ByteMeter meter, LayerRange merged, Predicate<ImagePath> leftOut)
            throws IOException {
        Predicate<Layer> kept = layer -> !merged.includes(layer);
        Changesets changesets = SparingChangesets.of(image, merged, keeping(kept, budget, meter), threads, leftOut);
        return new ReplaySession(image, changesets, symlinkParents, lenient, kept, ReplayObserver.NONE);
    }

    private ReplaySession.LayerReader keeping(Predicate<Layer> kept, RemainingLimits budget, ByteMeter meter) {
        return layer -> read(layer, budget, meter, kept.test(layer) ? Reading.UNSPOOLED : Reading.VERIFIED);
    }

    /**
     * As {@link #begin(Image, RemainingLimits, ByteMeter)}, and the changesets are kept, so that some of the layers can
     * be replayed without the others.
     *
     * @param observer called by the thread that continues the replay
     */
    public ReplaySession beginRemembering(
            Image image, RemainingLimits budget, ByteMeter meter, ReplayObserver observer) {
        return begin(image, layer -> read(layer, budget, meter, Reading.VERIFIED), layer -> true, observer);
    }

    /**
     * Begins to replay layers that were read before, without reading anything.
     *
     * @param known their changesets
     */
    public ReplaySession beginAgain(Image image, ReadLayers known) {
        ReplaySession.LayerReader reader = layer -> known.find(layer).orElseThrow();
        return begin(image, reader, layer -> true, ReplayObserver.NONE);
    }

    /** Begins to resolve paths, reading layers from the uppermost down, as few as possible. */
    public UpperLayersReplay fromAbove(Image image, RemainingLimits budget, ByteMeter meter) {
        ReplaySession.LayerReader reader = layer -> read(layer, budget, meter, Reading.HEADERS);
        return new UpperLayersReplay(image.layers(), reader, symlinkParents, lenient, threads);
    }

    private ReplaySession begin(
            Image image, ReplaySession.LayerReader reader, Predicate<Layer> unspooled, ReplayObserver observer) {
        Changesets changesets = Changesets.reading(image.layers(), reader, threads);
        return new ReplaySession(image, changesets, symlinkParents, lenient, unspooled, observer);
    }

    private Changeset read(Layer layer, RemainingLimits budget, ByteMeter meter, Reading reading) throws IOException {
        if (reading == Reading.HEADERS || checks.isEmpty() || layer.inPlace().isEmpty()) {
            return readPart(layer, budget, meter, reading);
        }
        checks.get().begin(layer);
        try {
            return readPart(layer, budget, meter, Reading.HEADERS);
        } catch (InvalidImageException e) {
            LayerChecks.verify(layer);
            throw e;
        }
    }

    private Changeset readPart(Layer layer, RemainingLimits budget, ByteMeter meter, Reading reading)
            throws IOException {
        Warnings warnings = new Warnings();
        DecodeRules rules = rules(layer, warnings);
        try (LayerPass pass = switch (reading) {
            case UNSPOOLED -> LayerStream.unspooled(layer, spool, rules, budget, meter);
            case VERIFIED -> LayerPass.verifying(layer, spool, rules, budget, meter);
            case HEADERS -> LayerPass.ofHeaders(layer, spool, rules, budget, meter);
        }) {
            return read(layer, pass, warnings, EntryContents.UNSEEN);
        }
    }

    private Changeset readOnce(Layer layer, RemainingLimits budget, ByteMeter meter, EntryContents contents)
            throws IOException {
        Warnings warnings = new Warnings();
        try (LayerPass pass = LayerStream.once(layer, spool, rules(layer, warnings), budget, meter)) {
            return read(layer, pass, warnings, contents);
        }
    }

    private Changeset read(Layer layer, LayerPass pass, Warnings warnings, EntryContents contents) throws IOException {
        Changeset changeset =
                new ChangesetReader(layer.number(), layer.where(), lenient, warnings, contents).read(pass);
        long inflated = changeset.tar().size();
        if (inflated > SUSPICIOUS_SIZE
                && inflated / SUSPICIOUS_RATIO > layer.blob().size()) {
            warnings.add(Warning.Kind.HIGH_RATIO, layer.number(), layer.where());
        }
        return changeset;
    }

    private DecodeRules rules(Layer layer, Warnings warnings) {
        return new DecodeRules(
                lenient, () -> warnings.add(Warning.Kind.TRAILING_GARBAGE, layer.number(), layer.where()));
    }
}

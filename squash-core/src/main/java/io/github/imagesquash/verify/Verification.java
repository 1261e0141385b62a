// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.compare.Attribute;
import io.github.imagesquash.compare.ComparisonRules;
import io.github.imagesquash.compare.ConfigChange;
import io.github.imagesquash.compare.ConfigComparison;
import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.compare.TreeComparison;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.AnnotationKeys;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.ImageArchive;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.replay.EntryContents;
import io.github.imagesquash.replay.KnownLayers;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.SymlinkParents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Reads a written archive back and compares it with the expectation: names, platform, config, annotations, every path
 * with every attribute, and every byte of content. New layers that a {@link Readback} has read are not read again. Of
 * others it takes one pass: contents are compared while the layer is hashed, and nothing is spooled. This requires that
 * new layers contain each path once. Kept layers must have their old digests.
 */
public final class Verification {
    /** No limits: the source has already passed them. */
    private static final Limits UNLIMITED = new Limits(Long.MAX_VALUE, Long.MAX_VALUE);

    private final String where;
    private final Expectation expected;
    private final Readback readback;

    /**
     * @param where the name of the archive in messages
     * @param readback the new layers that were read while they were written
     */
    public Verification(String where, Expectation expected, Readback readback) {
        this.where = where;
        this.expected = expected;
        this.readback = readback;
    }

    /**
     * Verifies an archive.
     *
     * @param archive the complete archive; stays open
     * @param selection the image to verify
     * @param spool the spool of the source's layers
     * @param meter counts the layers' stored bytes, at most {@code archive.size()}
     * @throws VerificationException if the archive cannot be read back, or anything in it is not as expected
     */
    public void verify(FileChannel archive, ImageSelector selection, Spool spool, ByteMeter meter) throws IOException {
        try {
            Warnings warnings = new Warnings();
            Image image = ImageArchive.in(archive, where, UNLIMITED, warnings).select(selection);
            requireAllRead(warnings);
            require("names", names(expected.names()), names(image.tags()));
            requireImage(image, spool, meter);
        } catch (InvalidImageException | UnmetRequestException e) {
            throw VerificationException.unreadable(where, e);
        }
    }

    /**
     * Verifies a directory, as {@link #verify(FileChannel, ImageSelector, Spool, ByteMeter)}. The image may already
     * have other names there.
     *
     * @param staging the written files
     * @param target the directory that it will be added to, which may be absent
     */
    public void verify(Path staging, Path target, ImageSelector selection, Spool spool, ByteMeter meter)
            throws IOException {
        try (ImageArchive directory = ImageArchive.staged(staging, target, where, UNLIMITED, new Warnings())) {
            Image image = directory.select(selection);
            SortedSet<String> missing = names(expected.names());
            missing.removeAll(names(image.tags()));
            require("missing names", Set.of(), missing);
            requireImage(image, spool, meter);
        } catch (InvalidImageException | UnmetRequestException e) {
            throw VerificationException.unreadable(where, e);
        }
    }

    private void requireImage(Image image, Spool spool, ByteMeter meter) throws IOException {
        requireDocuments(image);
        KeptLayers kept = new KeptLayers(where, expected.source(), expected.range(), expected.leftOut(), image);
        kept.require();
        EntryContents check =
                new ContentCheck(expected.merged().tree(), expected.range().last(), where);
        KnownLayers known = new KnownLayers(
                kept::isNew, readback.unchanged(image), expected.merged().kept());
        // One thread, because the contents are compared in one place.
        ReplayResult found = replay(spool).replay(image, new RemainingLimits(UNLIMITED), meter, known, check);
        if (expected.keepsLayers()) {
            LayerOriginCheck origins = new LayerOriginCheck(where, expected.merged(), found, kept);
            origins.require();
            origins.clampTimes(expected.latest());
        } else {
            expected.merged().tree().clampTimes(expected.latest());
        }
        requireTree(found);
        if (!expected.keepsLayers()) {
            requireAllRead(found.warnings());
        }
    }

    /** Bytes that this reader skips may have a meaning for other readers. */
    private void requireAllRead(Warnings warnings) throws IOException {
        for (Warnings.Tally tally : warnings.tallies()) {
            if (tally.first().kind() == Warning.Kind.DATA_BEHIND_END) {
                throw new VerificationException(where, tally.text());
            }
        }
    }

    /** New layers need no lenient rules; kept ones need the same rules as before. */
    private LayerReplay replay(Spool spool) {
        return expected.keepsLayers()
                ? new LayerReplay(spool, expected.symlinkParents(), expected.lenient(), 1)
                : new LayerReplay(spool, SymlinkParents.OVERLAY, false, 1);
    }

    private static SortedSet<String> names(List<Reference> references) {
        return new TreeSet<>(references.stream().map(Reference::toString).toList());
    }

    private void requireTree(ReplayResult found) throws IOException {
        require(
                "root directory described",
                expected.merged().tree().isRootDescribed(),
                found.tree().isRootDescribed());
        // Contents have already been compared.
        ComparisonRules rules = new ComparisonRules(EnumSet.of(Attribute.CONTENT), List.of(), Instant.MAX);
        List<PathDifference> differences =
                new TreeComparison(expected.merged(), found, rules).differences(1, bytes -> {});
        if (!differences.isEmpty()) {
            String more = differences.size() == 1 ? "" : ", and " + (differences.size() - 1) + " more paths differ";
            throw new VerificationException(where, text(differences.getFirst()) + more);
        }
    }

    private static String text(PathDifference difference) {
        return switch (difference) {
            case PathDifference.Added added -> added.path() + " is there, and should not be";
            case PathDifference.Removed removed -> removed.path() + " is missing";
            case PathDifference.Changed changed ->
                changed.path() + ": "
                        + changed.changes().stream().map(Object::toString).collect(Collectors.joining(", "));
        };
    }

    private void requireDocuments(Image image) throws IOException {
        Image source = expected.source();
        requireListing(source, image);
        require("annotations", withoutBase(source), withoutBase(image));
        requireConfig(expected.config(), image.config());
    }

    private void requireListing(Image source, Image image) throws IOException {
        switch (expected.listing()) {
            case NOWHERE -> require("platform", source.config().platform(), image.platform());
            case ALONE -> require("platform", source.platform(), image.platform());
            case IN_INDEX -> {
                require("platform", source.platform(), image.platform());
                require("annotations in the index", source.entry(), image.entry());
            }
        }
    }

    private static List<String> withoutBase(Image image) {
        return image.annotations().entrySet().stream()
                .filter(annotation -> !annotation.getKey().equals(AnnotationKeys.BASE_DIGEST))
                .map(Object::toString)
                .toList();
    }

    private void requireConfig(ImageConfig source, ImageConfig found) throws IOException {
        for (ConfigChange change : ConfigComparison.changes(source, found, List.of("/created"))) {
            require("config " + change.key(), shown(change.before()), shown(change.after()));
        }
        require("created", shown(source.created().map(this::notLater)), shown(found.created()));
        requireHistory(steps(source), steps(found));
    }

    /**
     * All old steps must be present in their order, with new ones among them. Messages give only their numbers, because
     * the command of a step may contain secrets.
     */
    private void requireHistory(List<String> old, List<String> found) throws IOException {
        Iterator<String> steps = found.iterator();
        for (int i = 0; i < old.size(); i++) {
            boolean there = false;
            while (!there && steps.hasNext()) {
                there = steps.next().equals(old.get(i));
            }
            if (!there) {
                String problem = "history: expected the source's " + old.size() + " steps in their order, found "
                        + found.size() + " without its step " + (i + 1);
                throw new VerificationException(where, problem);
            }
        }
    }

    private static String shown(String json) {
        return json.isEmpty() ? "no value" : json;
    }

    private static String shown(Optional<Instant> time) {
        return time.map(Instant::toString).orElse("no time");
    }

    private static List<String> steps(ImageConfig config) {
        return config.history().stream()
                .map(step -> step.createdBy() + "\n" + step.comment())
                .toList();
    }

    private Instant notLater(Instant time) {
        return time.isAfter(expected.latest()) ? expected.latest() : time;
    }

    private void require(String what, Object wanted, Object found) throws VerificationException {
        if (!wanted.equals(found)) {
            throw new VerificationException(where, what + ": expected " + wanted + ", found " + found);
        }
    }
}

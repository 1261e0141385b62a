// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.NearestName;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.IndexEntry;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.PlatformWish;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Chooses the requested image, for one platform or for all, and never guesses between two. */
final class ImageChooser {
    private static final int MOST_LISTED = 50;

    private static final Pattern DIGEST_PREFIX = Pattern.compile("(?:sha(?:256|512):)?[0-9a-f]{7,128}");

    private final String where;
    private final List<Candidate> candidates;
    private final List<Candidate> attestations;

    /**
     * @param where the name of the archive in messages
     * @param candidates everything that the archive lists
     */
    ImageChooser(String where, List<Candidate> candidates) {
        this.where = where;
        this.candidates = filter(candidates, image -> !(image instanceof Candidate.Attestation));
        this.attestations = filter(candidates, image -> image instanceof Candidate.Attestation);
    }

    /**
     * The requested image.
     *
     * @throws InvalidImageException if there is none, or it cannot be used
     * @throws UnmetRequestException if there are only other images, or several; the message lists them
     */
    Candidate.Stored choose(ImageSelector selection, Warnings warnings) throws IOException {
        List<Candidate> named = named(selection.image());
        List<Candidate> matching =
                selection.platform().equals(Platform.ANY) ? named : byPlatform(named, selection.platform());
        List<Candidate.Stored> usable =
                new EquivalentImages(selection.image().preferences(), warnings).oneOfEach(usable(matching));
        if (usable.size() == 1) {
            return warned(usable.getFirst(), selection, warnings);
        }
        requireOneImage(usable);
        List<Candidate.Stored> here = PlatformWish.of(Platform.host()).best(usable, Candidate::platform);
        if (here.size() == 1 && selection.platform().equals(Platform.ANY)) {
            return here.getFirst();
        }
        throw new UnmetRequestException(
                where,
                usable.getFirst().label() + " is there for " + usable.size() + " platforms (" + platforms(usable)
                        + "); choose one with --platform");
    }

    /**
     * The requested image, for each available platform, in the archive's order. Platforms that are listed but missing
     * are left out with a warning, because an engine lists all platforms and has only those that it ran.
     *
     * @throws InvalidImageException if there is none, or it cannot be used
     * @throws UnmetRequestException if there are only others, or several images
     */
    List<Candidate.Stored> chooseAll(WantedImage wanted, Warnings warnings) throws IOException {
        List<Candidate> named = named(wanted);
        List<Candidate.Stored> usable = new EquivalentImages(wanted.preferences(), warnings).oneOfEach(usable(named));
        requireOneImage(usable);
        List<Candidate.Stored> linux =
                usable.stream().filter(image -> image.platform().isLinux()).toList();
        if (linux.isEmpty()) {
            throw new UnmetRequestException(where, "holds no image for Linux, only for " + platforms(usable));
        }
        ImageNames names = usable.getFirst().names();
        List<Candidate> listed = filter(named, image -> image.names().equals(names));
        warn(Warning.Kind.OTHER_SYSTEM, filter(usable, image -> !linux.contains(image)), warnings);
        warn(Warning.Kind.ABSENT_PLATFORM, filter(listed, image -> isMissed(image, usable)), warnings);
        warn(Warning.Kind.ARTIFACT, filter(listed, image -> image instanceof Candidate.Artifact), warnings);
        warn(Warning.Kind.ATTESTATION, filter(attestations, one -> one.names().equals(names)), warnings);
        if (linux.size() == 1) {
            warn(linux.getFirst().entry(), warnings);
        }
        return linux;
    }

    private static Candidate.Stored warned(Candidate.Stored image, ImageSelector selection, Warnings warnings) {
        Platform wanted = selection.platform();
        if (!wanted.equals(Platform.ANY) && !PlatformWish.of(wanted).isExact(image.platform())) {
            warnings.add(Warning.Kind.OTHER_PLATFORM, 0, Printable.of(image.platform() + ", requested: " + wanted));
        }
        return image;
    }

    private static boolean isMissed(Candidate image, List<Candidate.Stored> usable) {
        return !usable.contains(image) && !(image instanceof Candidate.Artifact);
    }

    private static void warn(Warning.Kind kind, List<? extends Candidate> leftOut, Warnings warnings) {
        if (!leftOut.isEmpty()) {
            List<String> labels = leftOut.stream().map(ImageChooser::label).toList();
            warnings.add(kind, 0, String.join(", ", labels));
        }
    }

    private static void warn(IndexEntry lost, Warnings warnings) {
        for (String key : lost.keys()) {
            warnings.add(Warning.Kind.INDEX_ANNOTATION, 0, Printable.of(key));
        }
    }

    /** The identity of one of an image's platforms; an attestation has an unknown platform. */
    private static String label(Candidate image) {
        boolean known = !image.platform().os().isEmpty()
                && !(image instanceof Candidate.Attestation)
                && !(image instanceof Candidate.Artifact);
        return known
                ? Printable.of(image.platform().toString())
                : image.digests().getFirst().shortForm();
    }

    private List<Candidate> named(WantedImage wanted) throws UnmetRequestException {
        return wanted.name().isEmpty() ? candidates : byName(wanted.name().get());
    }

    private List<Candidate> byName(String wanted) throws UnmetRequestException {
        List<Candidate> named = filter(candidates, image -> image.names().include(wanted));
        if (named.isEmpty() && DIGEST_PREFIX.matcher(wanted).matches()) {
            named = filter(candidates, image -> image.digests().stream().anyMatch(digest -> hasPrefix(digest, wanted)));
        }
        if (named.isEmpty()) {
            throw new UnmetRequestException(
                    where, "holds no image \"" + Printable.of(wanted) + "\", only " + labels(candidates));
        }
        return named;
    }

    private List<Candidate> byPlatform(List<Candidate> images, Platform wanted) throws UnmetRequestException {
        List<Candidate> matching = PlatformWish.of(wanted).best(images, Candidate::platform);
        if (matching.isEmpty() && !images.isEmpty()) {
            throw new UnmetRequestException(
                    where,
                    "holds no image for " + Printable.of(wanted.toString()) + ", only for " + platforms(images)
                            + NearestName.question(
                                    wanted.toString(),
                                    images.stream()
                                            .map(image -> image.platform().toString())
                                            .toList()));
        }
        return matching;
    }

    /**
     * The candidates with all layers, or, if there are none, those with some: the reader then names the missing layer.
     */
    private List<Candidate.Stored> usable(List<Candidate> images) throws IOException {
        List<Candidate.Stored> stored = new ArrayList<>();
        List<Candidate.Stored> complete = new ArrayList<>();
        String reason = "holds no image";
        for (Candidate image : images) {
            switch (image) {
                case Candidate.Unusable unusable -> reason = unusable.label() + " cannot be read: " + unusable.reason();
                case Candidate.Artifact artifact -> reason = artifact.reason();
                case Candidate.Attestation _ -> {}
                case Candidate.Stored some -> {
                    stored.add(some);
                    if (some.isComplete()) {
                        complete.add(some);
                    }
                }
            }
        }
        if (stored.isEmpty()) {
            throw new InvalidImageException(where, reason);
        }
        return complete.isEmpty() ? stored : complete;
    }

    /** Manifests are one image if they differ only in their platform. */
    private void requireOneImage(List<Candidate.Stored> images) throws UnmetRequestException {
        boolean sameNames = images.stream().map(Candidate::names).distinct().count() == 1;
        boolean otherPlatforms = images.stream()
                        .map(image -> image.platform().normalized())
                        .distinct()
                        .count()
                == images.size();
        if (!sameNames || !otherPlatforms) {
            throw new UnmetRequestException(
                    where,
                    "holds " + images.size() + " images (" + labels(images)
                            + "); choose one with --image, or by name as in oci-archive:FILE:NAME");
        }
    }

    private static <T extends Candidate> List<T> filter(List<T> images, Predicate<T> wanted) {
        return images.stream().filter(wanted).toList();
    }

    private static boolean hasPrefix(Digest digest, String prefix) {
        return digest.toString().startsWith(prefix) || digest.hex().startsWith(prefix);
    }

    private static String labels(List<? extends Candidate> images) {
        return listed(images.stream()
                .map(image -> isOnlyOfItsName(image, images) ? image.label() : withDigest(image))
                .distinct()
                .toList());
    }

    private static boolean isOnlyOfItsName(Candidate image, List<? extends Candidate> images) {
        return images.stream()
                        .filter(other -> other.names().equals(image.names()))
                        .count()
                == 1;
    }

    /** Its difference from another image with the same name. */
    private static String withDigest(Candidate image) {
        String digest = image.digests().getFirst().shortForm();
        return image.names().equals(ImageNames.NONE) ? digest : image.label() + " (" + digest + ")";
    }

    /** A message is one line, and an archive may contain thousands of images. */
    private static String listed(List<String> texts) {
        String shown = String.join(", ", texts.subList(0, Math.min(MOST_LISTED, texts.size())));
        return texts.size() > MOST_LISTED ? shown + " and " + (texts.size() - MOST_LISTED) + " more" : shown;
    }

    private static String platforms(List<? extends Candidate> images) {
        return listed(images.stream()
                .map(image -> Printable.of(image.platform().toString()))
                .distinct()
                .sorted()
                .toList());
    }
}

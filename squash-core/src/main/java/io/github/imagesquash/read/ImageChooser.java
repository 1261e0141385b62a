package io.github.imagesquash.read;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.InvalidArchiveException;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Printable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Picks the one image that is meant, and never guesses between two. */
final class ImageChooser {
    private static final int MOST_LISTED = 50;

    private static final Pattern DIGEST_PREFIX = Pattern.compile("(?:sha(?:256|512):)?[0-9a-f]{7,128}");

    private final String where;
    private final List<Candidate> candidates;

    /**
     * @param where what messages call the archive
     * @param candidates all that the archive lists
     */
    ImageChooser(String where, List<Candidate> candidates) {
        this.where = where;
        this.candidates = candidates;
    }

    /**
     * The image that is meant.
     *
     * @throws InvalidArchiveException if there is none, it cannot be used, or there are several; the message then lists
     *     them
     */
    Candidate.Stored choose(Selection selection) throws IOException {
        List<Candidate> named = selection.image().isEmpty() ? candidates : byImage(selection.image());
        List<Candidate> matching =
                selection.platform().equals(Platform.ANY) ? named : byPlatform(named, selection.platform());
        List<Candidate.Stored> usable = usable(matching);
        if (usable.size() == 1) {
            return usable.getFirst();
        }
        requireOneImage(usable);
        List<Candidate.Stored> here = usable.stream()
                .filter(image -> Platform.host().accepts(image.platform()))
                .toList();
        if (here.size() == 1 && selection.platform().equals(Platform.ANY)) {
            return here.getFirst();
        }
        throw new InvalidArchiveException(
                where,
                usable.getFirst().label() + " is there for " + usable.size() + " platforms (" + platforms(usable)
                        + "); choose one with --platform");
    }

    private List<Candidate> byImage(String wanted) throws InvalidArchiveException {
        List<Candidate> named = filter(candidates, image -> image.names().include(wanted));
        if (named.isEmpty() && DIGEST_PREFIX.matcher(wanted).matches()) {
            named = filter(candidates, image -> image.digests().stream().anyMatch(digest -> hasPrefix(digest, wanted)));
        }
        if (named.isEmpty()) {
            throw new InvalidArchiveException(
                    where, "holds no image \"" + Printable.of(wanted) + "\", only " + labels(candidates));
        }
        return named;
    }

    private List<Candidate> byPlatform(List<Candidate> images, Platform wanted) throws InvalidArchiveException {
        List<Candidate> matching = filter(images, image -> wanted.accepts(image.platform()));
        if (matching.isEmpty() && !images.isEmpty()) {
            throw new InvalidArchiveException(
                    where, "holds no image for " + Printable.of(wanted.toString()) + ", only for " + platforms(images));
        }
        return matching;
    }

    /** What has all its layers, or, if nothing has, what has some: its reader then says which layer is missing. */
    private List<Candidate.Stored> usable(List<Candidate> images) throws IOException {
        List<Candidate.Stored> stored = new ArrayList<>();
        List<Candidate.Stored> complete = new ArrayList<>();
        String reason = "holds no image";
        for (Candidate image : images) {
            switch (image) {
                case Candidate.Unusable unusable -> reason = unusable.label() + " cannot be read: " + unusable.reason();
                case Candidate.Stored some -> {
                    stored.add(some);
                    if (some.isComplete()) {
                        complete.add(some);
                    }
                }
            }
        }
        if (stored.isEmpty()) {
            throw new InvalidArchiveException(where, reason);
        }
        return complete.isEmpty() ? stored : complete;
    }

    /** Images are one if they differ in nothing but their platform. */
    private void requireOneImage(List<Candidate.Stored> images) throws InvalidArchiveException {
        boolean sameNames = images.stream().map(Candidate::names).distinct().count() == 1;
        boolean otherPlatforms =
                images.stream().map(Candidate::platform).distinct().count() == images.size();
        if (!sameNames || !otherPlatforms) {
            throw new InvalidArchiveException(
                    where, "holds " + images.size() + " images (" + labels(images) + "); choose one with --image");
        }
    }

    private static List<Candidate> filter(List<Candidate> images, Predicate<Candidate> wanted) {
        return images.stream().filter(wanted).toList();
    }

    private static boolean hasPrefix(Digest digest, String prefix) {
        return digest.toString().startsWith(prefix) || digest.hex().startsWith(prefix);
    }

    private static String labels(List<? extends Candidate> images) {
        return listed(images.stream().map(Candidate::label).distinct().toList());
    }

    /** A message is one line, and an archive may hold thousands. */
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

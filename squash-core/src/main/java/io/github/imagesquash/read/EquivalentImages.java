// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Platform;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Images that one index lists for one platform, or that have one config: engines choose among them. Builders create
 * them to offer the same layers in two compressions. The image in the requested compression is taken, otherwise the
 * first, as in containerd.
 */
final class EquivalentImages {
    private final Preferences preferences;
    private final Warnings warnings;

    /** The common properties of equivalent images. */
    private record Key(ImageNames names, Platform platform) {}

    /** @param warnings receives one for an image with other content that is left out */
    EquivalentImages(Preferences preferences, Warnings warnings) {
        this.preferences = preferences;
        this.warnings = warnings;
    }

    /** The images without equivalent ones, in their order. */
    <T extends Candidate> List<T> oneOfEach(List<T> images) {
        Map<Key, List<T>> groups = new LinkedHashMap<>();
        for (T image : images) {
            if (image instanceof Candidate.Stored) {
                Key key = new Key(image.names(), image.platform().normalized());
                groups.computeIfAbsent(key, _ -> new ArrayList<>()).add(image);
            }
        }
        List<T> left = new ArrayList<>(images);
        for (List<T> group : groups.values()) {
            if (group.size() > 1 && areTwins(group)) {
                T chosen = chosen(group);
                group.remove(chosen);
                left.removeAll(group);
                warn(chosen, group);
            }
        }
        return left;
    }

    private static boolean areTwins(List<? extends Candidate> group) {
        Candidate.Stored first = (Candidate.Stored) group.getFirst();
        return group.stream()
                .map(Candidate.Stored.class::cast)
                .allMatch(other -> other.configDigest().equals(first.configDigest())
                        || !first.inIndexes().isEmpty() && first.inIndexes().equals(other.inIndexes()));
    }

    private <T extends Candidate> T chosen(List<T> group) {
        return group.stream()
                .filter(image -> preferences
                        .compression()
                        .filter(wanted -> isIn((Candidate.Stored) image, wanted))
                        .isPresent())
                .findFirst()
                .orElse(group.getFirst());
    }

    private static boolean isIn(Candidate.Stored image, Compression compression) {
        return !image.layers().isEmpty()
                && image.layers().stream()
                        .allMatch(layer -> Compression.named(layer.mediaType().text()) == compression);
    }

    private void warn(Candidate chosen, List<? extends Candidate> leftOut) {
        Digest config = ((Candidate.Stored) chosen).configDigest();
        for (Candidate other : leftOut) {
            if (!((Candidate.Stored) other).configDigest().equals(config)) {
                warnings.add(
                        Warning.Kind.SAME_PLATFORM,
                        0,
                        other.digests().getFirst().shortForm() + ", beside "
                                + chosen.digests().getFirst().shortForm());
            }
        }
    }
}

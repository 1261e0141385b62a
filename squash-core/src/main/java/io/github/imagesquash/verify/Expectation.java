// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.verify;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageConfig;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.SymlinkParents;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What an archive should hold.
 *
 * @param source the image that it was made of
 * @param listing where it is written what indexes say: its platform and annotations
 * @param config the source's config, with the changes that were asked for
 * @param merged the source's layers, merged; what was to be removed is gone from the tree, and its files can be read
 * @param range which of the source's layers the new ones stand for; all others should be there as they were
 * @param leftOut kept layers whose bytes need not be there
 * @param symlinkParents how the source's layers were read
 * @param lenient how the source's layers were read
 * @param names what the image should be called
 * @param latest no time of what is new is to be later; {@link Instant#MAX} keeps all
 */
public record Expectation(
        Image source,
        Listing listing,
        ImageConfig config,
        ReplayResult merged,
        LayerRange range,
        Set<Digest> leftOut,
        SymlinkParents symlinkParents,
        boolean lenient,
        List<Reference> names,
        Instant latest) {

    /** How the image is listed where it was written. */
    public enum Listing {
        /** In an index with other platforms. */
        IN_INDEX,
        /** By a descriptor, which says its platform. */
        ALONE,
        /** Not at all, so that only its config says its platform. */
        NOWHERE
    }

    public Expectation {
        leftOut = Set.copyOf(leftOut);
        names = List.copyOf(names);
    }

    /** Whether some of the source's layers should be there as they were. */
    boolean keepsLayers() {
        return !range.equals(LayerRange.all(source));
    }
}

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
 * The expected content of an archive.
 *
 * @param source the image that it was made from
 * @param listing where the platform and the annotations of the index are written
 * @param config the source's config, with the requested changes
 * @param merged the source's layers, merged; files to be removed are not in the tree, and its files can be read
 * @param range the source's layers that the new ones replace; all others should be unchanged
 * @param leftOut kept layers whose bytes may be missing
 * @param symlinkParents how the source's layers were read
 * @param lenient how the source's layers were read
 * @param names the expected names of the image
 * @param latest no time in new layers may be later; {@link Instant#MAX} keeps all
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

    /** How the written image is listed. */
    public enum Listing {
        /** In an index with other platforms. */
        IN_INDEX,
        /** By a descriptor, which contains its platform. */
        ALONE,
        /** Not at all, so only its config contains its platform. */
        NOWHERE
    }

    public Expectation {
        leftOut = Set.copyOf(leftOut);
        names = List.copyOf(names);
    }

    /** Whether some of the source's layers should be unchanged. */
    boolean keepsLayers() {
        return !range.equals(LayerRange.all(source));
    }
}

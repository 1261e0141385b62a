// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.write.WrittenImages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * An image after it was written, for each of its platforms.
 *
 * @param tags what they are called together; may be none
 * @param platforms one for each platform, at least one
 */
public record SquashedPlatforms(ImageTags tags, List<SquashedImage> platforms) {
    public SquashedPlatforms {
        platforms = List.copyOf(platforms);
    }

    public WrittenImages.Named written() {
        return new WrittenImages.Named(
                tags, platforms.stream().map(SquashedImage::written).toList());
    }

    /** The same, with layers that the destination has held before. */
    public SquashedPlatforms in(Set<Digest> held) {
        return new SquashedPlatforms(
                tags, platforms.stream().map(platform -> platform.in(held)).toList());
    }

    /** The same in the format in which it is there. */
    public SquashedPlatforms in(ManifestFormat format) throws IOException {
        if (format != ManifestFormat.DOCKER) {
            return this;
        }
        List<SquashedImage> relabelled = new ArrayList<>();
        for (SquashedImage platform : platforms) {
            relabelled.add(platform.inDockerFormat());
        }
        return new SquashedPlatforms(tags, relabelled);
    }

    public List<SquashReport> reports() {
        return platforms.stream().map(SquashedImage::report).toList();
    }
}

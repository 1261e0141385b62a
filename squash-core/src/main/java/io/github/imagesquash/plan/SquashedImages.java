// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ManifestFormat;
import io.github.imagesquash.oci.Tagged;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.write.WrittenImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The images of a run after they were written.
 *
 * @param images at least one
 */
public record SquashedImages(List<Tagged<SquashedImage>> images) {
    public SquashedImages {
        images = List.copyOf(images);
    }

    /** What was written. */
    public List<Tagged<WrittenImage>> written() {
        return images.stream().map(image -> image.map(SquashedImage::written)).toList();
    }

    /** What became of each image's platforms. */
    public List<List<SquashReport>> reports() {
        return images.stream()
                .map(image -> image.map(SquashedImage::report).platforms())
                .toList();
    }

    /**
     * The same as they are where they went.
     *
     * @param held layers that were there before
     * @param format in whose media types they are there
     */
    public SquashedImages at(Set<Digest> held, ManifestFormat format) throws IOException {
        List<Tagged<SquashedImage>> there = new ArrayList<>();
        for (Tagged<SquashedImage> image : images) {
            List<SquashedImage> platforms = new ArrayList<>();
            for (SquashedImage platform : image.platforms()) {
                SquashedImage known = platform.in(held);
                platforms.add(format == ManifestFormat.DOCKER ? known.inDockerFormat() : known);
            }
            there.add(new Tagged<>(image.tags(), platforms));
        }
        return new SquashedImages(there);
    }
}

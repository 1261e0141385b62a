// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.write.ImageDocuments;
import io.github.imagesquash.write.ImageTemplate;
import io.github.imagesquash.write.ListedImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A new image but for its layers.
 *
 * @param tags what it will be called; may be none
 * @param platforms a draft for each platform, at least one
 */
public record NamedDraft(ImageTags tags, List<ImageTemplate> platforms) {
    public NamedDraft {
        platforms = List.copyOf(platforms);
    }

    /**
     * The images with documents that are at least as long as those of the finished ones.
     *
     * @param previous what they may be laid on
     */
    public static List<ListedImage> largest(List<NamedDraft> drafts, Previous previous) throws IOException {
        List<ImageTemplate> platforms = new ArrayList<>();
        for (NamedDraft draft : drafts) {
            for (ImageTemplate platform : draft.platforms) {
                platforms.add(previous.largest(platform));
            }
        }
        List<ImageDocuments> all = ImageTemplate.largest(platforms);
        List<ListedImage> images = new ArrayList<>();
        int done = 0;
        for (NamedDraft draft : drafts) {
            int end = done + draft.platforms.size();
            images.add(new ListedImage(draft.tags, all.subList(done, end)));
            done = end;
        }
        return images;
    }
}

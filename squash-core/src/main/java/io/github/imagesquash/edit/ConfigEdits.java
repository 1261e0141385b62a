// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.ImageConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * The changes of an image's config.
 *
 * @param edits the changes, in order; each applies to the result of those before it
 * @param scrubHistory whether to replace the values of build arguments and variables in the history
 */
public record ConfigEdits(List<ConfigEdit> edits, boolean scrubHistory) {
    /** No change. */
    public static final ConfigEdits NONE = new ConfigEdits(List.of(), false);

    public ConfigEdits {
        edits = List.copyOf(edits);
    }

    /**
     * The config with the changes applied. Everything else stays: unknown keys and the order too.
     *
     * @throws ConfigEditException if a change is impossible for this image
     * @throws InvalidImageException if a key that a change needs has a value of another type
     */
    public EditedConfig apply(ImageConfig config) throws InvalidImageException, ConfigEditException {
        if (equals(NONE)) {
            return EditedConfig.unchanged(config);
        }
        ImageConfig.Draft draft = config.draft();
        List<EditedConfig.Applied> applied = new ArrayList<>();
        if (!edits.isEmpty()) {
            RunConfig running = RunConfig.of(draft.json());
            for (ConfigEdit edit : edits) {
                applied.add(new EditedConfig.Applied(edit.text(), edit.apply(running)));
            }
        }
        ScrubbedHistory scrubbed = scrubHistory ? HistoryScrub.scrub(draft.json()) : ScrubbedHistory.NOTHING;
        return new EditedConfig(draft.finish(), applied, scrubbed);
    }
}

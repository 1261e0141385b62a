// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.OciJson;
import java.util.List;

/**
 * The options for the images of a group.
 *
 * @param name the name of the policy's group
 * @param options the options of {@code squash}, as words of a command line
 */
public record PlannedGroup(String name, List<String> options) {
    public PlannedGroup {
        options = List.copyOf(options);
    }

    /** The digest of the options, which tells whether an image was squashed with them. */
    public Digest optionsDigest() {
        ArrayNode words = JsonNodeFactory.instance.arrayNode();
        options.forEach(words::add);
        return Digest.sha256Of(OciJson.write(words));
    }
}

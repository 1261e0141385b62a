// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.secrets.ConfigSecret;
import java.util.List;

/**
 * The places of the secrets of an image, without their values.
 *
 * @param files those in files, layer by layer, in the order of their tars
 * @param config those in the config: of its environment, then of each step of its history
 */
public record FoundSecrets(List<FileSecret> files, List<ConfigSecret> config) {
    public FoundSecrets {
        files = List.copyOf(files);
        config = List.copyOf(config);
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return files.isEmpty() && config.isEmpty();
    }

    /** The number of secrets that squashing removes: those in files that no container sees. */
    public long removedBySquash() {
        return files.stream().filter(secret -> !secret.survives()).count();
    }
}

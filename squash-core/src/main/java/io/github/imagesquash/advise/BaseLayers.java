// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.analyze.LayerEntry;

/** The layers that are taken for the base of an image. */
public final class BaseLayers {
    private BaseLayers() {}

    /** The number of lowest layers up to the first with the distribution's os-release; 0 if none has one. */
    public static int count(ImageAnalysis analysis) {
        return analysis.entries().stream()
                .filter(entry -> entry.name().equals(OsRelease.NAME)
                        && OsRelease.PATHS.contains(entry.path().toString()))
                .mapToInt(LayerEntry::layer)
                .findFirst()
                .orElse(0);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.source;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.engine.EngineException;
import io.github.imagesquash.engine.EngineImage;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.ImageArchive;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.io.InputStream;

/** Copies an engine's image to the spool, as the archive that the engine saves. */
public final class EngineInput {
    private EngineInput() {}

    /** The archive with only this image, and only this platform if the engine supports that. */
    static ImageArchive open(
            Source.Engine source, Platform platform, Spool spool, Limits limits, ByteMeter meter, Warnings warnings)
            throws IOException {
        String name = find(source).nameFor(source.image());
        try (InputStream saved = source.engine().connect().save(name, platform)) {
            return ImageArchive.open(saved, source.name(), spool, limits, meter, warnings);
        }
    }

    /**
     * The image.
     *
     * @throws EngineException if there is no such image, or no engine
     */
    public static EngineImage find(Source.Engine source) throws IOException {
        try {
            return source.engine().connect().require(source.image());
        } catch (EngineException e) {
            throw source.bare() ? e.besideFile(source.image()) : e;
        }
    }
}

package io.github.imagesquash;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.engine.EngineClient;
import io.github.imagesquash.oci.Limits;
import io.github.imagesquash.oci.Warnings;
import io.github.imagesquash.read.ImageArchive;
import java.io.IOException;
import java.io.InputStream;

/** Brings an engine's image to the spool, as the archive that the engine saves. */
final class EngineInput {
    private EngineInput() {}

    /** The archive with this image alone. */
    static ImageArchive open(Source.Engine source, Spool spool, Limits limits, ByteMeter meter, Warnings warnings)
            throws IOException {
        EngineClient client = source.engine().connect();
        String name = client.require(source.image()).nameFor(source.image());
        try (InputStream saved = client.save(name)) {
            return ImageArchive.open(saved, source.name(), spool, limits, meter, warnings);
        }
    }
}

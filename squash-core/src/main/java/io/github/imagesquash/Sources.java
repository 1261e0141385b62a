package io.github.imagesquash;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.oci.Limits;
import io.github.imagesquash.oci.Warnings;
import io.github.imagesquash.read.ImageArchive;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.read.RegistrySource;
import java.io.IOException;

/** Opens what a request names. */
final class Sources {
    private Sources() {}

    /** The archive or registry of a source; the parameters are those of {@link ImageArchive#open}. */
    static ImageSource open(Source source, Spool spool, Limits limits, ByteMeter meter, Warnings warnings)
            throws IOException {
        return switch (source) {
            case Source.Archive file ->
                ImageArchive.open(file.path(), spool, limits, meter, warnings).require(file.kind());
            case Source.Engine engine -> EngineInput.open(engine, spool, limits, meter, warnings);
            case Source.Registry remote -> RegistrySource.open(remote.address(), remote.access(), warnings);
            case Source.Stream stream -> ImageArchive.open(stream.in(), stream.name(), spool, limits, meter, warnings);
        };
    }

    /** How many layers of it are read side by side where so many threads may work. */
    static int readers(Source source, int threads) {
        return source instanceof Source.Registry ? RegistrySource.PARALLEL : threads;
    }

    /** What reading its layers is called. */
    static ProgressListener.Stage readingStage(Source source) {
        return source instanceof Source.Registry ? ProgressListener.Stage.DOWNLOAD : ProgressListener.Stage.READ;
    }
}

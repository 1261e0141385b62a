// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.source;

import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.image.LayerChecks;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.read.RegistrySource;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.ProgressListener.Stage;
import io.github.imagesquash.request.RunSettings;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.time.Duration;

/** What a run works with: its settings, room for temporary files until it is closed, and the stages that it reports. */
public final class Workspace implements AutoCloseable {
    private final long begun = System.nanoTime();
    private final RunSettings settings;
    private final Stages stages;
    private final Spool spool;
    private final LayerChecks checks;

    public Workspace(RunSettings settings, ProgressListener progress) {
        this.settings = settings;
        this.stages = new Stages(progress);
        this.spool = new Spool(settings.temporaryDirectory());
        // The other half is for the work that the checks are beside.
        this.checks = new LayerChecks(Math.max(1, settings.threads() / 2));
    }

    /** Takes what has to be read twice. */
    public Spool spool() {
        return spool;
    }

    /** Verifies layers beside the stages. */
    public LayerChecks checks() {
        return checks;
    }

    /** Runs and reports the stages. */
    public Stages stages() {
        return stages;
    }

    /** What the layers of an image may cost. */
    public RemainingLimits budget() {
        return new RemainingLimits(settings.limits());
    }

    /** How long the run has taken. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    /** Opens a source as a stage of its own, which is not mentioned where nothing has to be spooled. */
    public ImageSource open(Source source, Warnings warnings) throws IOException {
        return open(source, Platform.ANY, warnings);
    }

    /** As {@link #open(Source, Warnings)}, of a source that may bring the image for this platform alone. */
    public ImageSource open(Source source, Platform platform, Warnings warnings) throws IOException {
        return stages.runIfNeeded(
                Stage.SPOOL, meter -> Sources.open(source, platform, spool, settings.limits(), meter, warnings));
    }

    /** What replays a source's layers. */
    public LayerReplay replay(Source source) {
        int readers = source instanceof Source.Registry ? RegistrySource.PARALLEL : settings.threads();
        return new LayerReplay(
                spool, settings.replay().symlinkParents(), settings.replay().lenient(), readers);
    }

    /** Runs the stage in which a source's layers are read. */
    public <T> T read(Source source, long totalBytes, Stages.Work<T> work) throws IOException {
        return stages.run(source instanceof Source.Registry ? Stage.DOWNLOAD : Stage.READ, totalBytes, work);
    }

    @Override
    public void close() throws IOException {
        checks.close();
        spool.close();
    }
}

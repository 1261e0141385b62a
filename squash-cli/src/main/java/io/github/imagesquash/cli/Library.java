package io.github.imagesquash.cli;

import io.github.imagesquash.ProgressListener;
import io.github.imagesquash.Squash;
import io.github.imagesquash.SquashRequest;
import io.github.imagesquash.cli.Squasher.Platforms;
import io.github.imagesquash.report.RunReport;
import java.io.IOException;

/** The library. Verifying this class loads the reports' types, so nothing may name it but a run that begins. */
final class Library {
    private Library() {}

    /** {@link Squash#run} or {@link Squash#runAll}. */
    static RunReport run(SquashRequest request, Platforms platforms, ProgressListener progress) throws IOException {
        return switch (platforms) {
            case ONE -> Squash.run(request, progress);
            case ALL -> Squash.runAll(request, progress);
        };
    }
}

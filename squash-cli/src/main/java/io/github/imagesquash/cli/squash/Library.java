package io.github.imagesquash.cli.squash;

import io.github.imagesquash.Squash;
import io.github.imagesquash.cli.squash.Squasher.Scope;
import io.github.imagesquash.read.Platforms;
import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;

/** The library. Verifying this class loads the reports' types, so nothing may name it but a run that begins. */
final class Library {
    private Library() {}

    /** {@link Squash#run}, {@link Squash#runAll} or {@link Squash#runEach}. */
    static RunReport run(SquashRequest request, Scope scope, ProgressListener progress) throws IOException {
        return switch (scope) {
            case IMAGE -> Squash.run(request, progress);
            case PLATFORMS -> Squash.runAll(request, progress);
            case IMAGES -> Squash.runEach(request, Platforms.ONE, progress);
            case IMAGES_AND_PLATFORMS -> Squash.runEach(request, Platforms.ALL, progress);
        };
    }
}

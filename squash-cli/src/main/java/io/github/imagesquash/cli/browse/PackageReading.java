// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import io.github.imagesquash.Analysis;
import io.github.imagesquash.cli.text.FailureMessage;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.ProgressListener;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Reads an image's package databases while the user goes on. Closing stops it. */
final class PackageReading implements AutoCloseable {
    private final AnalysisRequest request;
    private final CompletableFuture<Packages> result = new CompletableFuture<>();
    private Optional<Thread> thread = Optional.empty();
    private boolean told;

    PackageReading(AnalysisRequest request) {
        this.request = request.withExtras(Extra.PACKAGES, Extra.NO_SECRETS);
    }

    void start() {
        thread = Optional.of(Thread.ofPlatform().name("packages").daemon().start(this::read));
    }

    private void read() {
        try {
            result.complete(
                    Analysis.run(request, ProgressListener.NONE).packages().orElse(Packages.NONE));
        } catch (IOException | RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    /** Gives the browser what was read; whether that is new. */
    boolean tell(Browser browser) {
        if (told || !result.isDone()) {
            return false;
        }
        told = true;
        try {
            browser.views().packagesRead(result.join());
        } catch (CompletionException e) {
            browser.views()
                    .packagesFailed(
                            FailureMessage.of(Optional.ofNullable(e.getCause()).orElse(e)));
        }
        return true;
    }

    /** Stops it, and waits until it has removed its temporary files. */
    @Override
    public void close() {
        thread.ifPresent(reading -> {
            reading.interrupt();
            try {
                reading.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }
}

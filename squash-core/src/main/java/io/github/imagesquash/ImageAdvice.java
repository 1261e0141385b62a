// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.advise.Check;
import io.github.imagesquash.advise.CheckContext;
import io.github.imagesquash.advise.CheckResult;
import io.github.imagesquash.report.AdviceReport;
import io.github.imagesquash.request.AdviceRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** Checks an image for the ten known ways to make images smaller. Nothing is written. */
public final class ImageAdvice {
    private ImageAdvice() {}

    /**
     * Reads an image and gives advice on it. It leaves no temporary file. To cancel it, interrupt the calling thread.
     *
     * @param progress receives the events of the run, from several threads
     * @return an answer for each check, in their order
     * @throws io.github.imagesquash.message.InvalidImageException if the source is not a valid image; the message names
     *     the archive, the layer and the entry
     * @throws io.github.imagesquash.message.UnmetRequestException if the source does not have that image
     * @throws java.io.InterruptedIOException if the calling thread was interrupted
     * @throws IOException if reading fails
     */
    public static AdviceReport run(AdviceRequest request, ProgressListener progress) throws IOException {
        return Analysis.run(
                request.reading().withExtras(Extra.ACTIONS, Extra.DROPS), progress, (image, tree, report, warnings) -> {
                    CheckContext subject = CheckContext.of(
                            image,
                            report.analysis(),
                            report.reclaimableBytes(),
                            report.actions(),
                            request.reading().source() instanceof Source.Engine,
                            tree,
                            request.inputs(),
                            warnings);
                    List<CheckResult> answers = Arrays.stream(Check.values())
                            .map(way -> way.answer(subject))
                            .toList();
                    return new AdviceReport(
                            report.source(),
                            report.platform(),
                            report.image(),
                            subject.os(),
                            request.inputs(),
                            report.actions(),
                            answers,
                            warnings.tallies());
                });
    }
}

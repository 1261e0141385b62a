// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash;

import io.github.imagesquash.advise.Check;
import io.github.imagesquash.advise.CheckContext;
import io.github.imagesquash.advise.CheckResult;
import io.github.imagesquash.advise.PreviousBuild;
import io.github.imagesquash.compare.Attribute;
import io.github.imagesquash.compare.ComparisonRules;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.report.AdviceReport;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.DiffReport;
import io.github.imagesquash.request.AdviceRequest;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.DiffRequest;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.RunSettings;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Checks an image for the ten known ways to make images smaller. Nothing is written. */
public final class ImageAdvice {
    private static final ComparisonRules CONTENTS = new ComparisonRules(
            EnumSet.complementOf(EnumSet.of(Attribute.TYPE, Attribute.SIZE, Attribute.CONTENT)),
            List.of(),
            Instant.MAX);

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
                request.reading().withExtras(Extra.ACTIONS, Extra.DROPS, Extra.SLIM),
                progress,
                (image, tree, slim, report, warnings) -> {
                    CheckContext.Inputs inputs = inputs(request, image, report, progress);
                    CheckContext subject = CheckContext.of(
                            image,
                            report.analysis(),
                            report.reclaimableBytes(),
                            report.actions(),
                            request.reading().source() instanceof Source.Engine,
                            tree,
                            slim,
                            inputs,
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

    private static CheckContext.Inputs inputs(
            AdviceRequest request, Image image, AnalysisReport report, ProgressListener progress) throws IOException {
        if (request.reading().since().isEmpty()) {
            return request.inputs();
        }
        BaseImage since = request.reading().since().get();
        DiffRequest.Side before =
                new DiffRequest.Side(since.source(), since.image().on(image.platform()));
        DiffRequest.Side after = new DiffRequest.Side(
                request.reading().source(),
                request.reading().selection().image().on(image.platform()));
        RunSettings settings = request.reading().settings();
        AnalysisReport old = Analysis.run(
                new AnalysisRequest(before.source(), before.selection(), settings, false, Set.of(Extra.NO_SECRETS)),
                progress);
        DiffReport differences = ImageDiff.run(
                new DiffRequest(before, after, CONTENTS, new DiffRequest.ConfigRules.Ignored(), settings), progress);
        Set<String> changed = differences.files().stream()
                .map(difference -> difference.path().toString())
                .collect(Collectors.toSet());
        return request.inputs().with(PreviousBuild.of(since.name(), old.analysis(), report.analysis(), changed));
    }
}

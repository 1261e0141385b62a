// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.chunked.StoredForm;
import io.github.imagesquash.filter.PackageLoss;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.filter.SparedPath;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.LayerLosses;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.LayerSummary;
import io.github.imagesquash.report.ResultLayer;
import io.github.imagesquash.report.Reuse;
import io.github.imagesquash.report.Reuse.Outcome;
import io.github.imagesquash.report.SquashReport;
import io.github.imagesquash.request.SquashRequest;
import io.github.imagesquash.secrets.ConfigSecrets;
import io.github.imagesquash.secrets.SecretRules;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.write.WrittenImage;
import io.github.imagesquash.write.WrittenLayer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the report from the results of the stages of squashing one image. */
public record ReportBuilder(SquashRequest request, ImagePlan planned, WrittenImage written) {

    SquashReport report(boolean verified, Duration elapsed) {
        Image image = planned.own().source();
        MergePlan merging = planned.merging();
        ImageSummary before = summary(image, merging.merged().layers());
        ImageSummary after = summary(written);
        Reuse reuse = planned.reuse().report(merging.merged().layers(), written.layers());
        ConfigSecrets secrets = ConfigSecrets.of(image.config(), SecretRules.builtIn());
        return new SquashReport(
                image.where(),
                List.of(),
                written.documents().descriptor(),
                image.platform().toString(),
                before,
                after,
                merging.merged().layers().stream()
                        .map(layer -> layer(layer, secrets.masked(layer.layer().createdBy())))
                        .toList(),
                result(),
                new SquashReport.Grouped(
                        planned.reuse().outcome() == Outcome.REUSED
                                ? "previous"
                                : merging.division().grouping().label(),
                        merging.division().chosen()),
                merging.slim(),
                merging.filtered().removals().stream()
                        .map(ReportBuilder::dropped)
                        .toList(),
                merging.filtered().losses().stream().map(ReportBuilder::flagged).toList(),
                merging.filtered().spared().stream().map(ReportBuilder::kept).toList(),
                new SquashReport.Hidden(
                        merging.hidden().files(), merging.hidden().bytes()),
                SafeguardCheck.growth(request, planned, before, after, reuse),
                reuse,
                merging.gates(),
                planned.draft().edited().edits(),
                planned.draft().edited().scrubbed(),
                merging.analysis(),
                verified,
                merging.merged().warnings().tallies(),
                elapsed);
    }

    /** The figures of the old image. */
    public static ImageSummary summary(Image image, List<ReplayedLayer> layers) {
        return new ImageSummary(
                image.manifestDigest().map(Digest::toString),
                image.configDigest().toString(),
                layers.size(),
                (int) layers.stream().filter(layer -> !layer.read()).count(),
                layers.stream().mapToLong(ReplayedLayer::entries).sum(),
                layers.stream().mapToLong(ReplayedLayer::fileBytes).sum(),
                layers.stream().mapToLong(ReplayedLayer::uncompressedBytes).sum(),
                layers.stream().mapToLong(ReportBuilder::storedBytes).sum());
    }

    /** The figures of the new image. */
    public static ImageSummary summary(WrittenImage written) {
        List<WrittenLayer> layers = written.layers();
        return new ImageSummary(
                Optional.of(written.manifestDigest().toString()),
                written.configDigest().toString(),
                layers.size(),
                (int) layers.stream().filter(layer -> !layer.read()).count(),
                layers.stream().mapToLong(WrittenLayer::entries).sum(),
                layers.stream().mapToLong(WrittenLayer::fileBytes).sum(),
                layers.stream().mapToLong(WrittenLayer::uncompressedBytes).sum(),
                layers.stream().mapToLong(layer -> layer.descriptor().size()).sum());
    }

    private static LayerSummary layer(ReplayedLayer layer, String createdBy) {
        LayerLosses losses = layer.losses();
        return new LayerSummary(
                layer.layer().number(),
                layer.layer().diffId().toString(),
                createdBy,
                StoredForm.name(layer.layer().compression(), layer.layer().annotations()),
                storedBytes(layer),
                layer.read(),
                layer.uncompressedBytes(),
                layer.entries(),
                layer.whiteouts(),
                losses.removedEntries(),
                losses.removedBytes(),
                losses.overwrittenEntries(),
                losses.overwrittenBytes());
    }

    private List<ResultLayer> result() {
        List<ResultLayer> layers = new ArrayList<>();
        for (WrittenLayer layer : written.layers()) {
            String holds =
                    planned.merging().plans().get(layers.size()) instanceof LayerPlan.New plan ? plan.name() : "";
            layers.add(result(layer, sourceHas(layer.descriptor().digest()), holds));
        }
        return layers;
    }

    /** If a source promises no digests of stored bytes, those of uncompressed layers are still known. */
    private boolean sourceHas(Digest digest) {
        return planned.own().source().layers().stream()
                .anyMatch(layer -> layer.storedDigest().orElse(layer.diffId()).equals(digest));
    }

    /**
     * The report on a written layer.
     *
     * @param inSource whether the source has it; kept layers exist in any case
     * @param holds a description in a few words; empty if it was kept
     */
    public static ResultLayer result(WrittenLayer layer, boolean inSource, String holds) {
        return new ResultLayer(
                layer.kept(),
                inSource || layer.kept(),
                false,
                holds,
                layer.diffId().toString(),
                layer.descriptor().digest().toString(),
                StoredForm.name(layer.compression(), layer.descriptor().annotations()),
                layer.descriptor().size(),
                layer.read(),
                layer.uncompressedBytes(),
                layer.entries());
    }

    private static long storedBytes(ReplayedLayer layer) {
        return layer.layer().blob().size();
    }

    private static SquashReport.Flagged flagged(PackageLoss loss) {
        return new SquashReport.Flagged(
                loss.ecosystem().label(),
                loss.verification(),
                loss.packages(),
                loss.files(),
                loss.first().toString(),
                loss.owner());
    }

    private static SquashReport.Kept kept(SparedPath spared) {
        return new SquashReport.Kept(
                spared.reason().path().toString(), spared.reason().by(), spared.paths());
    }

    /** The figures of a removal. */
    public static SquashReport.Dropped dropped(Removal removal) {
        return new SquashReport.Dropped(
                removal.cause().name(),
                removal.cause().text(),
                removal.paths(),
                removal.bytes(),
                removal.first().stream().map(ImagePath::toString).toList());
    }
}

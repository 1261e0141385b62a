// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.plan;

import io.github.imagesquash.advise.Actions;
import io.github.imagesquash.advise.BaseLayers;
import io.github.imagesquash.analyze.DuplicateSearch;
import io.github.imagesquash.analyze.Duplicates;
import io.github.imagesquash.analyze.FateLedger;
import io.github.imagesquash.analyze.FoundSecrets;
import io.github.imagesquash.analyze.ImageAnalysis;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.edit.EditedConfig;
import io.github.imagesquash.filter.Removal;
import io.github.imagesquash.filter.RulePreview;
import io.github.imagesquash.filter.RuleSet;
import io.github.imagesquash.filter.Rules;
import io.github.imagesquash.group.LayerPlan;
import io.github.imagesquash.group.SingleLayer;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.LayerRange;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.report.AnalysisReport;
import io.github.imagesquash.report.CompressedEstimate;
import io.github.imagesquash.report.DropPreview;
import io.github.imagesquash.report.ImageSummary;
import io.github.imagesquash.report.PullCosts;
import io.github.imagesquash.report.SlimPreview;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.secrets.ConfigSecrets;
import io.github.imagesquash.secrets.SecretFiles;
import io.github.imagesquash.secrets.SecretRules;
import io.github.imagesquash.slim.SlimAttempt;
import io.github.imagesquash.source.Workspace;
import io.github.imagesquash.write.ImageTemplate;
import io.github.imagesquash.write.ImageWriter;
import io.github.imagesquash.write.LayerEncoding;
import io.github.imagesquash.write.LayerSizer;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Builds the report on an image whose layers are replayed and still open.
 *
 * @param replayed the merged layers, without files that every squash drops
 * @param ledger the record of the replay
 * @param slim which packages nothing needs, if that is requested
 */
public record AnalysisAssembly(
        AnalysisRequest request,
        Image image,
        ReplayResult replayed,
        FateLedger ledger,
        Workspace work,
        SlimAttempt slim) {

    /** The minimum size of compared files, in bytes: headers and padding of smaller ones take as much. */
    private static final long SMALLEST_DUPLICATE = 1 << 10;

    /**
     * The findings, with the optional parts of the request.
     *
     * @param warnings receives one for each part that cannot be read
     */
    public AnalysisReport report(Warnings warnings) throws IOException {
        Optional<Packages> packages = request.wants(Extra.PACKAGES)
                ? Optional.of(PackageDatabases.read(replayed.tree(), warnings))
                : Optional.empty();
        SecretRules rules = SecretRules.builtIn();
        ConfigSecrets config = ConfigSecrets.of(image.config(), rules);
        LayerPlan.New plan = SingleLayer.of(replayed.tree());
        long squashedBytes = squashedBytes(plan);
        SecretFiles files = new SecretFiles(rules, request.wants(Extra.SECRETS));
        ImageAnalysis analysis = ledger.analysis(replayed.layers(), config::masked);
        FoundSecrets secrets = request.wants(Extra.NO_SECRETS)
                ? new FoundSecrets(List.of(), List.of())
                : new FoundSecrets(ledger.secrets(files), config.found());
        ImageSummary summary = ReportBuilder.summary(image, replayed.layers());
        Previews previews = previews(new Subject(analysis, summary.uncompressedBytes() - squashedBytes, secrets));
        return new AnalysisReport(
                image.where(),
                image.platform().toString(),
                summary,
                request.check(),
                analysis,
                previews.actions(),
                secrets,
                squashedBytes,
                previews.drops(),
                packages,
                request.wants(Extra.SLIM) ? Optional.of(SlimPreview.of(slim)) : Optional.empty(),
                request.wants(Extra.DUPLICATES) ? Optional.of(duplicates()) : Optional.empty(),
                request.wants(Extra.ESTIMATE) ? Optional.of(estimate(plan, squashedBytes)) : Optional.empty(),
                request.wants(Extra.PULL) ? Optional.of(pull(analysis)) : Optional.empty(),
                warnings.tallies(),
                work.elapsed());
    }

    private PullCosts pull(ImageAnalysis analysis) throws IOException {
        PullEstimate estimate = new PullEstimate(replayed.layers(), request.speeds());
        Optional<PullCosts.Since> since = Optional.empty();
        if (request.since().isPresent()) {
            since = Optional.of(estimate.since(request.since().get(), image, work));
        }
        return estimate.costs(BaseLayers.count(analysis), since);
    }

    private Duplicates duplicates() throws IOException {
        DuplicateSearch search = new DuplicateSearch(replayed.tree(), SMALLEST_DUPLICATE);
        return work.stages().run(ProgressListener.Stage.COMPARE, search.bytes(), search::run);
    }

    /** What actions are judged by. */
    private record Subject(ImageAnalysis analysis, long reclaimable, FoundSecrets secrets) {}

    /** What comes of trying the rules. */
    private record Previews(Actions actions, List<DropPreview> drops) {}

    private Previews previews(Subject subject) throws IOException {
        if (!request.wants(Extra.ACTIONS) && !request.wants(Extra.DROPS)) {
            return new Previews(Actions.NONE, List.of());
        }
        RulePreview preview =
                RulePreview.of(Rules.builtIn(), replayed.tree(), image.config().execution());
        Map<RuleSet, List<Removal>> droppable = request.wants(Extra.DROPS) ? preview.alone() : Map.of();
        Actions actions = request.wants(Extra.ACTIONS)
                ? Actions.of(
                        subject.analysis(),
                        subject.reclaimable(),
                        subject.secrets(),
                        replayed.tree(),
                        preview,
                        slim,
                        droppable)
                : Actions.NONE;
        return new Previews(actions, drops(droppable));
    }

    private static List<DropPreview> drops(Map<RuleSet, List<Removal>> droppable) {
        return droppable.entrySet().stream()
                .map(set -> new DropPreview(
                        set.getKey().name(),
                        set.getKey().about(),
                        set.getValue().stream().mapToLong(Removal::paths).sum(),
                        set.getValue().stream().mapToLong(Removal::bytes).sum(),
                        set.getValue().stream()
                                .flatMap(removal -> removal.first().stream())
                                .toList()))
                .toList();
    }

    /** Plans what squash would write, without writing it. */
    private long squashedBytes(LayerPlan plan) {
        LayerEncoding plain = new LayerEncoding(Compression.NONE, Compression.NONE.defaultLevel(), 1);
        ImageTemplate draft = new ImageTemplate(
                image, EditedConfig.unchanged(image.config()), LayerRange.all(image), 1, false, Instant.MAX, plain);
        return new ImageWriter(draft, List.of(plan)).bytes();
    }

    /** The compression of the layers; if most are not compressed, zstd, which takes the least time. */
    private CompressedEstimate estimate(LayerPlan.New plan, long squashedBytes) throws IOException {
        LayerEncoding encoding = LayerEncoding.asMostOf(
                        image.layers(), request.settings().threads())
                .compressedBy(Compression.ZSTD);
        LayerSizer sizer = new LayerSizer(encoding);
        long layersBytes = replayed.layers().stream()
                .mapToLong(ReplayedLayer::uncompressedBytes)
                .sum();
        return work.stages().run(ProgressListener.Stage.ESTIMATE, layersBytes + squashedBytes, meter -> {
            long layers = 0;
            for (ReplayedLayer layer : replayed.layers()) {
                layers += sizer.storedBytes(layer.tar(), meter);
            }
            return new CompressedEstimate(
                    encoding.compression(), encoding.level(), layers, sizer.storedBytes(plan, meter));
        });
    }
}

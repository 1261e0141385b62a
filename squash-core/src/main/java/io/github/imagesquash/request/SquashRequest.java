// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.edit.ConfigEdits;
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.slim.SlimOptions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What to squash, where to, and how. Begin with {@link #of} and change what differs:
 *
 * {@snippet :
 * SquashRequest request = SquashRequest.of(new Source.Archive(Path.of("old.tar")), new
 * Destination.Archive(Path.of("new.tar"))) .withTags(List.of(Reference.parse("app:small"))) .withEncoding(new
 * Encoding.Chosen(Compression.ZSTD, 3)); }
 *
 * @param source where the image comes from
 * @param destination the destination of the new image
 * @param tags the new image's names; empty to keep the old ones
 * @param selection the images of the source, and their platforms
 * @param layers the layers to merge
 * @param grouping how the merged part is divided into new layers
 * @param encoding the compression of new layers
 * @param settings how images are read
 * @param latest no file time and no creation time of the result is later than this; {@link Instant#MAX} leaves all
 * @param slim the packages that the image needs, if only these are to stay
 * @param filter the files to leave out
 * @param safeguards the conditions for refusing the result
 * @param configEdits the changes of the config
 * @param annotations further annotations of the new manifest, and of the new index if there is one
 * @param verify reads the written archive back and compares it with the source before it gets its name
 * @param sync gives a written file or directory its name only when it would survive a loss of power
 * @param analysis adds to the report what became of each entry of each layer, which takes memory for each
 */
public record SquashRequest(
        Source source,
        Destination destination,
        List<Reference> tags,
        Selection selection,
        LayerChoice layers,
        GroupingChoice grouping,
        Encoding encoding,
        RunSettings settings,
        Instant latest,
        SlimOptions slim,
        Filter filter,
        Safeguards safeguards,
        ConfigEdits configEdits,
        Map<String, String> annotations,
        boolean verify,
        boolean sync,
        boolean analysis)
        implements WriteRequest {

    public SquashRequest {
        tags = List.copyOf(tags);
        annotations = Map.copyOf(annotations);
    }

    /** A request with the defaults of the command line, on all processors. */
    public static SquashRequest of(Source source, Destination destination) {
        return new SquashRequest(
                source,
                destination,
                List.of(),
                Selection.ONLY,
                new LayerChoice.All(),
                GroupingChoice.ONE,
                new Encoding.AsInput(),
                RunSettings.standard(),
                Instant.MAX,
                SlimOptions.NONE,
                Filter.NONE,
                Safeguards.DEFAULT,
                ConfigEdits.NONE,
                Map.of(),
                true,
                true,
                false);
    }

    @Override
    public boolean dryRun() {
        return safeguards.dryRun();
    }

    /** This request for another source. */
    public SquashRequest withSource(Source source) {
        return with(draft -> draft.source = source);
    }

    /** This request for another destination. */
    public SquashRequest withDestination(Destination destination) {
        return with(draft -> draft.destination = destination);
    }

    /** This request with other names. */
    public SquashRequest withTags(List<Reference> tags) {
        return with(draft -> draft.tags = tags);
    }

    /** This request for other images or platforms. */
    public SquashRequest withSelection(Selection selection) {
        return with(draft -> draft.selection = selection);
    }

    /** This request with other layers to be merged. */
    public SquashRequest withLayers(LayerChoice layers) {
        return with(draft -> draft.layers = layers);
    }

    /** This request with other division into layers. */
    public SquashRequest withGrouping(Grouping grouping) {
        return withGrouping(new GroupingChoice.Fixed(grouping));
    }

    /** This request with other division into layers, or reuse of some. */
    public SquashRequest withGrouping(GroupingChoice grouping) {
        return with(draft -> draft.grouping = grouping);
    }

    /** This request with other compression. */
    public SquashRequest withEncoding(Encoding encoding) {
        return with(draft -> draft.encoding = encoding);
    }

    /** This request with other latest time. */
    public SquashRequest withLatest(Instant latest) {
        return with(draft -> draft.latest = latest);
    }

    /** This request with other packages to keep. */
    public SquashRequest withSlim(SlimOptions slim) {
        return with(draft -> draft.slim = slim);
    }

    /** This request with another filter. */
    public SquashRequest withFilter(Filter filter) {
        return with(draft -> draft.filter = filter);
    }

    /** This request with other safeguards. */
    public SquashRequest withSafeguards(Safeguards safeguards) {
        return with(draft -> draft.safeguards = safeguards);
    }

    /** This request with other changes of the config. */
    public SquashRequest withConfigEdits(ConfigEdits configEdits) {
        return with(draft -> draft.configEdits = configEdits);
    }

    /** This request with other annotations. */
    public SquashRequest withAnnotations(Map<String, String> annotations) {
        return with(draft -> draft.annotations = annotations);
    }

    /** This request with or without verification of the result. */
    public SquashRequest withVerify(boolean verify) {
        return with(draft -> draft.verify = verify);
    }

    /** This request with or without waiting for the disk. */
    public SquashRequest withSync(boolean sync) {
        return with(draft -> draft.sync = sync);
    }

    /** This request with or without the analysis of each entry. */
    public SquashRequest withAnalysis(boolean analysis) {
        return with(draft -> draft.analysis = analysis);
    }

    /** This request with changed settings. */
    public SquashRequest withSettings(UnaryOperator<RunSettings> change) {
        return with(draft -> draft.settings = change.apply(settings));
    }

    private SquashRequest with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** A request in which one thing is being changed. */
    private static final class Draft {
        private Source source;
        private Destination destination;
        private List<Reference> tags;
        private Selection selection;
        private LayerChoice layers;
        private GroupingChoice grouping;
        private Encoding encoding;
        private RunSettings settings;
        private Instant latest;
        private SlimOptions slim;
        private Filter filter;
        private Safeguards safeguards;
        private ConfigEdits configEdits;
        private Map<String, String> annotations;
        private boolean verify;
        private boolean sync;
        private boolean analysis;

        Draft(SquashRequest request) {
            source = request.source;
            destination = request.destination;
            tags = request.tags;
            selection = request.selection;
            layers = request.layers;
            grouping = request.grouping;
            encoding = request.encoding;
            settings = request.settings;
            latest = request.latest;
            slim = request.slim;
            filter = request.filter;
            safeguards = request.safeguards;
            configEdits = request.configEdits;
            annotations = request.annotations;
            verify = request.verify;
            sync = request.sync;
            analysis = request.analysis;
        }

        SquashRequest request() {
            return new SquashRequest(
                    source,
                    destination,
                    tags,
                    selection,
                    layers,
                    grouping,
                    encoding,
                    settings,
                    latest,
                    slim,
                    filter,
                    safeguards,
                    configEdits,
                    annotations,
                    verify,
                    sync,
                    analysis);
        }
    }
}

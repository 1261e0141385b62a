package io.github.imagesquash.request;

import io.github.imagesquash.edit.ConfigEdits;
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.ImageSelector;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * What to squash, where to, and how. Begin with {@link #of} and change what differs:
 *
 * {@snippet :
 * SquashRequest request = SquashRequest.of(new Source.Archive(Path.of("old.tar")), new Destination.Archive(Path.of("new.tar")))
 *         .withTags(List.of(Reference.parse("app:small")))
 *         .withEncoding(new Encoding.Chosen(Compression.ZSTD, 3));
 * }
 *
 * @param source where the image comes from
 * @param destination where the new archive goes
 * @param tags the new image's names; empty to keep the old ones
 * @param selection which image, where the source holds several
 * @param layers which of the image's layers are merged
 * @param grouping how what is merged is divided into new layers
 * @param encoding how the new layer is compressed
 * @param replay how doubtful layers are read
 * @param limits what the source may cost
 * @param latest no file time and no creation time of the result is later than this; {@link Instant#MAX} leaves all
 * @param filter what is left out
 * @param keepToc keeps eStargz's table of contents and landmarks, which are wrong after squashing
 * @param safeguards what keeps the result back
 * @param configEdits what changes in the config
 * @param verify reads the written archive back and compares it with the source before it gets its name
 * @param sync waits until a file or directory that was written would outlast a loss of power before it gets its name
 * @param analysis has the report tell what became of each entry of each layer, which takes memory for each
 * @param temporaryDirectory where compressed layers are inflated to; must exist
 * @param threads how many threads read and compress, at least 1; the result does not depend on it
 */
public record SquashRequest(
        Source source,
        Destination destination,
        List<Reference> tags,
        ImageSelector selection,
        LayerChoice layers,
        Grouping grouping,
        Encoding encoding,
        ReplayRules replay,
        Limits limits,
        Instant latest,
        Filter filter,
        boolean keepToc,
        Safeguards safeguards,
        ConfigEdits configEdits,
        boolean verify,
        boolean sync,
        boolean analysis,
        Path temporaryDirectory,
        int threads) {

    public SquashRequest {
        tags = List.copyOf(tags);
        if (threads < 1) {
            throw new IllegalArgumentException("threads must be at least 1, not " + threads);
        }
    }

    /** A request with the defaults that the command line has, on all processors. */
    public static SquashRequest of(Source source, Destination destination) {
        return new SquashRequest(
                source,
                destination,
                List.of(),
                ImageSelector.ONLY,
                new LayerChoice.All(),
                Grouping.ONE,
                new Encoding.AsInput(),
                ReplayRules.STRICT,
                Limits.DEFAULT,
                Instant.MAX,
                Filter.NONE,
                false,
                Safeguards.DEFAULT,
                ConfigEdits.NONE,
                true,
                true,
                false,
                Path.of(System.getProperty("java.io.tmpdir")),
                Runtime.getRuntime().availableProcessors());
    }

    /** This request with other names. */
    public SquashRequest withTags(List<Reference> tags) {
        return with(draft -> draft.tags = tags);
    }

    /** This request with other choice of image. */
    public SquashRequest withSelection(ImageSelector selection) {
        return with(draft -> draft.selection = selection);
    }

    /** This request with other layers to be merged. */
    public SquashRequest withLayers(LayerChoice layers) {
        return with(draft -> draft.layers = layers);
    }

    /** This request with other division into layers. */
    public SquashRequest withGrouping(Grouping grouping) {
        return with(draft -> draft.grouping = grouping);
    }

    /** This request with other compression. */
    public SquashRequest withEncoding(Encoding encoding) {
        return with(draft -> draft.encoding = encoding);
    }

    /** This request with other reading of doubtful layers. */
    public SquashRequest withReplay(ReplayRules replay) {
        return with(draft -> draft.replay = replay);
    }

    /** This request with other limits. */
    public SquashRequest withLimits(Limits limits) {
        return with(draft -> draft.limits = limits);
    }

    /** This request with other latest time. */
    public SquashRequest withLatest(Instant latest) {
        return with(draft -> draft.latest = latest);
    }

    /** This request with other things left out. */
    public SquashRequest withFilter(Filter filter) {
        return with(draft -> draft.filter = filter);
    }

    /** This request with other treatment of eStargz names. */
    public SquashRequest withKeepToc(boolean keepToc) {
        return with(draft -> draft.keepToc = keepToc);
    }

    /** This request with other safeguards. */
    public SquashRequest withSafeguards(Safeguards safeguards) {
        return with(draft -> draft.safeguards = safeguards);
    }

    /** This request with other changes of the config. */
    public SquashRequest withConfigEdits(ConfigEdits configEdits) {
        return with(draft -> draft.configEdits = configEdits);
    }

    /** This request with or without reading back what was written. */
    public SquashRequest withVerify(boolean verify) {
        return with(draft -> draft.verify = verify);
    }

    /** This request with or without waiting for the disk. */
    public SquashRequest withSync(boolean sync) {
        return with(draft -> draft.sync = sync);
    }

    /** This request with or without what became of each entry. */
    public SquashRequest withAnalysis(boolean analysis) {
        return with(draft -> draft.analysis = analysis);
    }

    /** This request with other temporary directory. */
    public SquashRequest withTemporaryDirectory(Path temporaryDirectory) {
        return with(draft -> draft.temporaryDirectory = temporaryDirectory);
    }

    /** This request with other number of threads. */
    public SquashRequest withThreads(int threads) {
        return with(draft -> draft.threads = threads);
    }

    private SquashRequest with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** A request in which one thing is being changed. */
    private static final class Draft {
        private final Source source;
        private final Destination destination;
        private List<Reference> tags;
        private ImageSelector selection;
        private LayerChoice layers;
        private Grouping grouping;
        private Encoding encoding;
        private ReplayRules replay;
        private Limits limits;
        private Instant latest;
        private Filter filter;
        private boolean keepToc;
        private Safeguards safeguards;
        private ConfigEdits configEdits;
        private boolean verify;
        private boolean sync;
        private boolean analysis;
        private Path temporaryDirectory;
        private int threads;

        Draft(SquashRequest request) {
            source = request.source;
            destination = request.destination;
            tags = request.tags;
            selection = request.selection;
            layers = request.layers;
            grouping = request.grouping;
            encoding = request.encoding;
            replay = request.replay;
            limits = request.limits;
            latest = request.latest;
            filter = request.filter;
            keepToc = request.keepToc;
            safeguards = request.safeguards;
            configEdits = request.configEdits;
            verify = request.verify;
            sync = request.sync;
            analysis = request.analysis;
            temporaryDirectory = request.temporaryDirectory;
            threads = request.threads;
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
                    replay,
                    limits,
                    latest,
                    filter,
                    keepToc,
                    safeguards,
                    configEdits,
                    verify,
                    sync,
                    analysis,
                    temporaryDirectory,
                    threads);
        }
    }
}

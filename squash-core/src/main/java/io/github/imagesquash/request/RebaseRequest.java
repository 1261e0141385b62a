// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.rebase.OnConflict;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The image to rebase, and its new base. Begin with {@link #of} and change what differs.
 *
 * @param source the source of the image
 * @param selector the image, if the source holds several
 * @param destination the destination of the new image
 * @param tags the new image's names; empty to keep the old ones
 * @param oldBase the base that it is built on
 * @param newBase the base that it gets
 * @param onConflict how conflicts of config keys that both changed are resolved
 * @param allowPathConflicts continues if the image's layers depend on paths of the base that differ in the new one
 * @param settings how images are read
 * @param latest no creation time of the result is later than this; {@link Instant#MAX} leaves all
 * @param dryRun does everything except writing to the destination
 * @param verify reads the written image back and compares it with its source before it gets its name
 * @param sync gives a written file or directory its name only when it would survive a loss of power
 */
public record RebaseRequest(
        Source source,
        ImageSelector selector,
        Destination destination,
        List<Reference> tags,
        OldBase oldBase,
        BaseImage newBase,
        OnConflict onConflict,
        boolean allowPathConflicts,
        RunSettings settings,
        Instant latest,
        boolean dryRun,
        boolean verify,
        boolean sync)
        implements WriteRequest {

    public RebaseRequest {
        tags = List.copyOf(tags);
    }

    /** A request with the defaults of the command line, on all processors. */
    public static RebaseRequest of(Source source, Destination destination, OldBase oldBase, BaseImage newBase) {
        return new RebaseRequest(
                source,
                ImageSelector.ONLY,
                destination,
                List.of(),
                oldBase,
                newBase,
                OnConflict.FAIL,
                false,
                RunSettings.standard(),
                Instant.MAX,
                false,
                true,
                true);
    }

    /** This request with other names. */
    public RebaseRequest withTags(List<Reference> tags) {
        return with(draft -> draft.tags = tags);
    }

    /** This request with another resolution of conflicts. */
    public RebaseRequest withConflicts(OnConflict config, boolean allowPaths) {
        return with(draft -> {
            draft.onConflict = config;
            draft.allowPathConflicts = allowPaths;
        });
    }

    /** This request with changed settings. */
    public RebaseRequest withSettings(UnaryOperator<RunSettings> change) {
        return with(draft -> draft.settings = change.apply(settings));
    }

    /** This request with another latest time. */
    public RebaseRequest withLatest(Instant latest) {
        return with(draft -> draft.latest = latest);
    }

    /** This request with or without verification of the result. */
    public RebaseRequest withVerify(boolean verify) {
        return with(draft -> draft.verify = verify);
    }

    private RebaseRequest with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.request();
    }

    /** A request in which something is being changed. */
    private static final class Draft {
        private final RebaseRequest from;
        private List<Reference> tags;
        private OnConflict onConflict;
        private boolean allowPathConflicts;
        private RunSettings settings;
        private Instant latest;
        private boolean verify;

        Draft(RebaseRequest request) {
            from = request;
            tags = request.tags;
            onConflict = request.onConflict;
            allowPathConflicts = request.allowPathConflicts;
            settings = request.settings;
            latest = request.latest;
            verify = request.verify;
        }

        RebaseRequest request() {
            return new RebaseRequest(
                    from.source,
                    from.selector,
                    from.destination,
                    tags,
                    from.oldBase,
                    from.newBase,
                    onConflict,
                    allowPathConflicts,
                    settings,
                    latest,
                    from.dryRun,
                    verify,
                    from.sync);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.analyze.Gate;
import io.github.imagesquash.rebase.ConfigConflict;
import io.github.imagesquash.rebase.PathConflict;
import io.github.imagesquash.report.Growth;
import java.io.IOException;
import java.util.List;

/** A result that {@link Safeguards} refuse. Source and result are valid, and nothing was written. */
public final class RefusedException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Reason reason;

    /** Why. */
    public sealed interface Reason {
        /**
         * The source does not meet a gate.
         *
         * @param platform the image's platform
         * @param verdicts the verdicts on all gates
         */
        record GateFailed(String platform, List<Gate.Verdict> verdicts) implements Reason {
            public GateFailed {
                verdicts = List.copyOf(verdicts);
            }
        }

        /**
         * The result is larger than the source.
         *
         * @param growth the growth
         */
        record Larger(Growth growth) implements Reason {}

        /**
         * A command ends differently in the new image, which the engine has removed.
         *
         * @param command the command
         * @param before the exit code in the old image
         * @param after the exit code in the new image
         */
        record CheckFailed(String command, int before, int after) implements Reason {}

        /**
         * An image does not fit its new base.
         *
         * @param config keys of the config that both changed
         * @param paths paths of the base on which the image's layers depend and that differ in the new base
         */
        record Conflicts(List<ConfigConflict> config, List<PathConflict> paths) implements Reason {
            public Conflicts {
                config = List.copyOf(config);
                paths = List.copyOf(paths);
            }
        }
    }

    public RefusedException(String message, Reason reason) {
        super(message);
        this.reason = reason;
    }

    /** Why. */
    public Reason reason() {
        return reason;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.oci.Reference;
import java.time.Instant;
import java.util.List;

/** The common parts of all requests that write an image. */
public sealed interface WriteRequest permits SquashRequest, RebaseRequest {
    /** The source of the image. */
    Source source();

    /** The destination of the new image. */
    Destination destination();

    /** The new image's names; empty to keep the old ones. */
    List<Reference> tags();

    /** How images are read. */
    RunSettings settings();

    /** No written time is later than this; {@link Instant#MAX} leaves all. */
    Instant latest();

    /** Whether the written image is read back and compared with its source before it gets its name. */
    boolean verify();

    /** Whether a file or directory gets its name only when it would survive a loss of power. */
    boolean sync();

    /** Whether the result is not written. */
    boolean dryRun();
}

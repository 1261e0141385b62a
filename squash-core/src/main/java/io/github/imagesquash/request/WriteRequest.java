// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.request;

import io.github.imagesquash.oci.Reference;
import java.time.Instant;
import java.util.List;

/** What all requests that write an image have in common. */
public sealed interface WriteRequest permits SquashRequest, RebaseRequest {
    /** Where the image comes from. */
    Source source();

    /** Where the new image goes. */
    Destination destination();

    /** The new image's names; empty to keep the old ones. */
    List<Reference> tags();

    /** How images are read. */
    RunSettings settings();

    /** No time that is written is later than this; {@link Instant#MAX} leaves all. */
    Instant latest();

    /** Whether the written image is read back and compared with its source before it gets its name. */
    boolean verify();

    /** Whether a file or directory gets its name only when it would outlast a loss of power. */
    boolean sync();

    /** Whether everything is done but giving the result away. */
    boolean dryRun();
}

package io.github.imagesquash.report;

import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Warnings;
import java.time.Duration;
import java.util.List;

/** What every run can say of itself. */
public sealed interface RunReport permits SquashReport, IndexReport {
    /** What was read, as the user named it. */
    String source();

    /** The new image's names, fully qualified; empty if it has none. */
    List<String> tags();

    /** What the names stand for now: a manifest, or an index of several platforms. */
    Descriptor descriptor();

    /** What the user should know, each kind once. */
    List<Warnings.Tally> warnings();

    /** How long the run took. */
    Duration elapsed();
}

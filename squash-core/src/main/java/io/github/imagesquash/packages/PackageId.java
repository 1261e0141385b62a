// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.util.Comparator;

/**
 * Which package, and which version of it, in its ecosystem's words. All texts are fit for a terminal.
 *
 * @param ecosystem whose words they are
 * @param name for Java {@code group:artifact}, for npm with its scope
 * @param version as the database has it, an rpm's with epoch, if there is one, and release; may be empty
 * @param architecture empty where the ecosystem has none
 */
public record PackageId(Ecosystem ecosystem, String name, String version, String architecture)
        implements Comparable<PackageId> {
    private static final Comparator<PackageId> ORDER = Comparator.comparing(PackageId::ecosystem)
            .thenComparing(PackageId::name)
            .thenComparing(PackageId::version)
            .thenComparing(PackageId::architecture);

    /** By ecosystem, name, version and architecture; versions are compared as texts. */
    @Override
    public int compareTo(PackageId other) {
        return ORDER.compare(this, other);
    }

    /** For messages only. */
    @Override
    public String toString() {
        return ecosystem.label() + ":" + name + (version.isEmpty() ? "" : "@" + version);
    }
}

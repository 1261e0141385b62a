// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.util.Comparator;

/**
 * A package and its version, in its ecosystem's terms. All texts are printable.
 *
 * @param ecosystem the ecosystem
 * @param name for Java {@code group:artifact}, for npm with its scope
 * @param version the version in the database; for rpm with epoch, if there is one, and release; may be empty
 * @param architecture empty if the ecosystem has none
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

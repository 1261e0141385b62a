// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.RawText;
import java.util.List;

/**
 * An installed package with its dependencies, as its package manager's database describes it.
 *
 * @param name its name, like all texts with a character for each byte
 * @param version its version
 * @param architecture its architecture
 * @param essential whether the package manager refuses to remove it, since other packages use it without saying so
 * @param foreign whether it can serve packages of every architecture
 * @param depends what it needs; each element is a list of alternatives, the preferred one first
 * @param recommends what it is normally installed with, in the same form
 * @param provides what it provides beside itself
 */
public record PackageRecord(
        String name,
        String version,
        String architecture,
        boolean essential,
        boolean foreign,
        List<List<Requirement>> depends,
        List<List<Requirement>> recommends,
        List<Provision> provides)
        implements Comparable<PackageRecord> {
    /** The architecture of packages that run everywhere. */
    private static final String ALL = "all";

    public PackageRecord {
        depends = List.copyOf(depends);
        recommends = List.copyOf(recommends);
        provides = List.copyOf(provides);
    }

    /** What identifies it in dpkg's files: its name and architecture. */
    String key() {
        return name + ":" + architecture;
    }

    /** Whether it may serve a package of another architecture, as far as that is concerned. */
    boolean serves(PackageRecord other, Requirement requirement) {
        return foreign
                || requirement.anyArchitecture()
                || architecture.equals(other.architecture)
                || architecture.equals(ALL)
                || other.architecture.equals(ALL);
    }

    /** By name, then by architecture. */
    @Override
    public int compareTo(PackageRecord other) {
        int names = name.compareTo(other.name);
        return names != 0 ? names : architecture.compareTo(other.architecture);
    }

    /** Two records are about the same package if names and architectures are equal; lists may be long. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PackageRecord one && name.equals(one.name) && architecture.equals(one.architecture);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + architecture.hashCode();
    }

    /** For messages: the name, escaped. */
    @Override
    public String toString() {
        return RawText.shown(name);
    }
}

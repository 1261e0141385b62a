// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

/**
 * A world of packages with databases of its own kind. Where a file belongs to packages of several, the first of these wins:
 * what a distribution installed, it also removes.
 */
public enum Ecosystem {
    /** Debian and what derives from it. */
    DPKG("dpkg"),
    /** Alpine, Wolfi. */
    APK("apk"),
    /** Fedora, RHEL, SUSE, Amazon Linux. */
    RPM("rpm"),
    /** Python distributions, whatever installer brought them. */
    PIP("pip"),
    /** Packages below {@code node_modules}, whatever installer brought them. */
    NPM("npm"),
    /** Java archives; their names are Maven coordinates where they tell them. */
    JAR("jar"),
    /** Ruby. */
    GEM("gem");

    private final String label;

    Ecosystem(String label) {
        this.label = label;
    }

    /** Its name in lower-case ASCII, which never changes. */
    public String label() {
        return label;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

/**
 * A kind of packages with its own kind of databases. If a file belongs to packages of several kinds, the first of these
 * counts: a distribution also removes the files that it installed.
 */
public enum Ecosystem {
    /** Debian and its derivatives. */
    DPKG("dpkg"),
    /** Alpine, Wolfi. */
    APK("apk"),
    /** Fedora, RHEL, SUSE, Amazon Linux. */
    RPM("rpm"),
    /** Python distributions, from any installer. */
    PIP("pip"),
    /** Packages below {@code node_modules}, from any installer. */
    NPM("npm"),
    /** Java archives; their names are Maven coordinates if the archives contain them. */
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

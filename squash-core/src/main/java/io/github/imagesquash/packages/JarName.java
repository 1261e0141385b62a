// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of an archive's name: {@code ARTIFACT-VERSION.jar}, as Maven and Gradle write it.
 *
 * @param artifact the part before the version
 * @param version begins with a digit; empty if there is none
 */
record JarName(String artifact, String version) {
    private static final Pattern VERSIONED = Pattern.compile("(.+?)-(\\d.*)");

    /** Parses a file name with its suffix, as {@link RawText}. */
    static JarName of(String fileName) {
        String base = fileName.substring(0, fileName.lastIndexOf('.'));
        Matcher versioned = VERSIONED.matcher(base);
        return versioned.matches() ? new JarName(versioned.group(1), versioned.group(2)) : new JarName(base, "");
    }

    /** Whether this could be the name of an artifact's archive. */
    boolean isOf(String artifactId) {
        return artifact.equals(artifactId) || artifact.startsWith(artifactId + "-");
    }

    /**
     * The package of such an archive.
     *
     * @param group the Maven group; empty if unknown
     * @param otherVersion the version from another place; counts if the name has none
     */
    PackageId id(String group, String otherVersion) {
        String name = group.isEmpty() ? artifact : group + ":" + artifact;
        String known = version.isEmpty() ? otherVersion : version;
        return new PackageId(Ecosystem.JAR, RawText.shown(name), RawText.shown(known), "");
    }
}

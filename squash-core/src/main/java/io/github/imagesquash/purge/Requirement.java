// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import java.util.Optional;

/**
 * A package, or something that packages provide, that a package needs.
 *
 * @param name the name of the package or of what is provided
 * @param bound the accepted versions; empty for all
 * @param anyArchitecture whether a package of another architecture is accepted, if it allows that
 */
public record Requirement(String name, Optional<VersionBound> bound, boolean anyArchitecture) {}

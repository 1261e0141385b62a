// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import java.util.Optional;

/**
 * Something that a package provides beside itself, such as {@code mail-transport-agent}.
 *
 * @param name its name
 * @param version its version; without one it meets only requirements without a bound
 */
public record Provision(String name, Optional<String> version) {}

// SPDX-License-Identifier: Apache-2.0
/**
 * The command {@code squash}: options become a request, the report becomes text or JSON, an exception becomes one line
 * and an exit code. Begin with {@link io.github.imagesquash.cli.Main}.
 *
 * <p>No method takes or returns null. The code for {@code --help} and {@code --version} is separate from the code of
 * runs, so that they start at once: the classes of the options name no type of squash-core or Jackson.
 */
package io.github.imagesquash.cli;

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.ImagePath;

/**
 * The reason why a path is kept.
 *
 * @param path the named path; the kept files may be below it, or a link may lead there
 * @param by the place that names it, such as {@code Env JAVA_TOOL_OPTIONS} or the path of a script
 */
public record Reason(ImagePath path, String by) {}

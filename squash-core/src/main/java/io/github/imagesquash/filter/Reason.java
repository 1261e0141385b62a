// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import io.github.imagesquash.tree.ImagePath;

/**
 * Why a path is kept.
 *
 * @param path the path that is named; what is kept with it may lie below it, or a link may lead there
 * @param by what names it, such as {@code Env JAVA_TOOL_OPTIONS} or the path of a script
 */
public record Reason(ImagePath path, String by) {}

// SPDX-License-Identifier: Apache-2.0
/**
 * The Maven plugin: parameters become options of {@code squash}, which runs in a process of its own, since Maven may run
 * on an older JDK. Its messages become Maven's log, its exit code the end of the build.
 */
@NullMarked
package io.github.imagesquash.maven;

import org.jspecify.annotations.NullMarked;

// SPDX-License-Identifier: Apache-2.0
/** Makes what is released of squash: a directory with a Java runtime of its own, its archive, checksums. */
@NullMarked
package io.github.imagesquash.dist;

import org.jspecify.annotations.NullMarked;

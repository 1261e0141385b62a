// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.tree.ImagePath;
import java.util.Optional;

/**
 * A path of the base on which the image's own layers depend, and that is not the same in the new base.
 *
 * @param path the path
 * @param dependency how the layer depends on it
 * @param layer the last layer of the image that depends on it, 1 for the base
 * @param difference the difference in the new base; empty only for {@link BaseDependency#DIVERTS}
 */
public record PathConflict(ImagePath path, BaseDependency dependency, int layer, Optional<PathDifference> difference) {}

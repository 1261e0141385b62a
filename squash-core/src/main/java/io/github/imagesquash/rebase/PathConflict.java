// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import io.github.imagesquash.compare.PathDifference;
import io.github.imagesquash.tree.ImagePath;
import java.util.Optional;

/**
 * A path of the base that the image's own layers touch, and that is not the same in the new base.
 *
 * @param path the path
 * @param dependency what is done to it
 * @param layer the image's layer that does it last, 1 for the base
 * @param difference what is other in the new base; empty only for {@link BaseDependency#DIVERTS}
 */
public record PathConflict(ImagePath path, BaseDependency dependency, int layer, Optional<PathDifference> difference) {}

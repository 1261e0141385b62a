// SPDX-License-Identifier: Apache-2.0
/**
 * Squashes many images of registries: a policy says which, a plan lists them, shards divide the plan, and annotations of the
 * new manifests say what is done. No method takes or returns null. Begin with {@link
 * io.github.imagesquash.fleet.Policy}.
 */
package io.github.imagesquash.fleet;

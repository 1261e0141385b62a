// SPDX-License-Identifier: Apache-2.0
/**
 * Opens what a request reads: archives, layouts, engines and registries; and runs the stages of a run with their
 * progress.
 */
package io.github.imagesquash.source;

// SPDX-License-Identifier: Apache-2.0
/**
 * The steps of a run on one image or several: replay, filter, group, reuse of a previous image, and the report of each.
 */
package io.github.imagesquash.plan;

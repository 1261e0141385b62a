// SPDX-License-Identifier: Apache-2.0
/**
 * What a user may ask for: immutable requests, and the sources, destinations, layer choices and safeguards that they
 * name.
 */
package io.github.imagesquash.request;

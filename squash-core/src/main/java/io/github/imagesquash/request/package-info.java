// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that a user can request: immutable requests, and the sources, destinations, layer choices and safeguards
 * that they name.
 */
package io.github.imagesquash.request;

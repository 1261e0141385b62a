// SPDX-License-Identifier: Apache-2.0
/**
 * Squash against the engines that run its images. File systems are compared as the kernel shows them, by tools that share
 * no code with squash. Each test cleans up what it made in an engine, under the name prefix {@code squash-it-}.
 */
package io.github.imagesquash.it;

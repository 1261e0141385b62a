// SPDX-License-Identifier: Apache-2.0
/**
 * The library's five entry points. {@link io.github.imagesquash.Squash} rebuilds an image smaller, {@link
 * io.github.imagesquash.Rebase} puts it on another base, {@link io.github.imagesquash.Analysis}, {@link
 * io.github.imagesquash.ImageAdvice} and {@link io.github.imagesquash.ImageDiff} read images and report. Each takes a
 * record of {@code request} and a {@link io.github.imagesquash.request.ProgressListener}, and returns a record of
 * {@code report}.
 *
 * <p>Packages are the stages of the data flow, and import only those before them; ARCHITECTURE.md lists them.
 *
 * <p>No method of any of these packages takes or returns null. An absent value is an {@link java.util.Optional}, an
 * empty collection or a type of its own. There is no static state; a run ends when its thread is interrupted.
 */
package io.github.imagesquash;

/**
 * Squashes a saved container image into one layer. {@link io.github.imagesquash.Squash} is the only way in; it
 * takes a {@link io.github.imagesquash.SquashRequest}, tells a {@link io.github.imagesquash.ProgressListener} how
 * far it is and gives a {@link io.github.imagesquash.report.SquashReport}.
 *
 * <p>Packages are the stages that data flows through, and import only those before them: {@code read} finds an
 * {@code image} in an archive or a registry, {@code replay} merges its layers to a {@code tree}, {@code filter} and {@code group}
 * decide what goes into which new layer, {@code write} moves the bytes, and {@code report} says what happened.
 * {@code oci}, {@code blob}, {@code registry} and {@code tar} are the formats and protocols below them all, and
 * {@code engine} is where an archive may come from and go to.
 *
 * <p>No method of any of these packages takes or returns null. What may be absent is an {@link java.util.Optional},
 * an empty collection or a type of its own. There is no static state; one run is one thread's, and ends when it is
 * interrupted.
 */
package io.github.imagesquash;

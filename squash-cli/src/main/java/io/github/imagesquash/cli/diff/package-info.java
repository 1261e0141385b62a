/** The command {@code squash diff}. */
package io.github.imagesquash.cli.diff;

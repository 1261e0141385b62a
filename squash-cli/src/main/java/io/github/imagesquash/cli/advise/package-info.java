/** The command {@code squash advise}. */
package io.github.imagesquash.cli.advise;

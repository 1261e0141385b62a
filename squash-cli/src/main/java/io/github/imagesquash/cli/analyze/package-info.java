/** The command {@code squash analyze}. */
package io.github.imagesquash.cli.analyze;

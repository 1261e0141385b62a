/** The command {@code squash rules}. */
package io.github.imagesquash.cli.rules;

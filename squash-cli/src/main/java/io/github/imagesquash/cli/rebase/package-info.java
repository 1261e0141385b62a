/** The command {@code squash rebase}. */
package io.github.imagesquash.cli.rebase;

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

/** A line that the user types. */
sealed interface Prompt {
    /** Keys are commands. */
    record None() implements Prompt {}

    /** The text that rows contain; the rows follow while it is typed. */
    record Filter() implements Prompt {}

    /** @param typed the name of the file for the marks */
    record FileName(String typed) implements Prompt {}
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

/** Emphasis on a terminal, and none in other outputs. */
public enum AnsiStyle {
    /** With escape sequences (ECMA-48, SGR). */
    COLOURED,
    /** Only the text. */
    PLAIN;

    /** The style for standard output. */
    public static AnsiStyle of(Shell shell) {
        return shell.showsColours() ? COLOURED : PLAIN;
    }

    /** A heading. */
    public String bold(String text) {
        return inked("1", text);
    }

    /** Text that the reader should not miss. */
    public String alert(String text) {
        return inked("33", text);
    }

    /** Text about a danger. */
    public String danger(String text) {
        return inked("31", text);
    }

    private String inked(String code, String text) {
        return this == PLAIN || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}

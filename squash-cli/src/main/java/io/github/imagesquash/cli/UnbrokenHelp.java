// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import java.util.Arrays;
import java.util.regex.Pattern;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi.Text;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Help whose words stay whole. Picocli also breaks lines after a hyphen, a slash or a dot, which tears apart options and
 * paths. Punctuation inside of words stands in for itself as characters that nothing is broken at, until the lines are
 * made.
 */
final class UnbrokenHelp extends Help {
    /** The first of the characters that have no meaning in Unicode (private use); the others follow by their ASCII code. */
    private static final char STAND_IN = '\ue000';

    /** Characters that picocli itself interprets. */
    private static final String MARKUP = "%@|$";

    /** Ends of what a short description needs: a further sentence, a condition, a default, a reference. */
    private static final Pattern DETAIL =
            Pattern.compile("(\\. |; | \\((?!default: )|, see |, named as ).*", Pattern.DOTALL);

    private final boolean isShort;

    /** @param isShort leaves out the details of options */
    UnbrokenHelp(CommandSpec spec, ColorScheme colours, boolean isShort) {
        super(spec, colours);
        this.isShort = isShort;
    }

    @Override
    public IOptionRenderer createDefaultOptionRenderer() {
        IOptionRenderer standard = super.createDefaultOptionRenderer();
        return (option, labels, colours) -> joinedDescriptions(standard.render(option, labels, colours), colours);
    }

    @Override
    public IParameterRenderer createDefaultParameterRenderer() {
        IParameterRenderer standard = super.createDefaultParameterRenderer();
        return (parameter, labels, colours) -> joinedDescriptions(standard.render(parameter, labels, colours), colours);
    }

    private Text[][] joinedDescriptions(Text[][] rows, ColorScheme colours) {
        for (Text[] row : rows) {
            int description = row.length - 1;
            String text = row[description].plainString();
            row[description] = colours.ansi()
            .new Text(joined(isShort ? DETAIL.matcher(text).replaceFirst("") : text));
        }
        return rows;
    }

    static String[] joined(String... lines) {
        return Arrays.stream(lines).map(UnbrokenHelp::joined).toArray(String[]::new);
    }

    /** The text with stand-ins for the punctuation inside of its words. */
    static String joined(String text) {
        StringBuilder joined = new StringBuilder(text);
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            boolean isPunctuation = c > ' ' && c < 0x7f && !Character.isLetterOrDigit(c) && MARKUP.indexOf(c) < 0;
            if (isPunctuation) {
                joined.setCharAt(at, (char) (STAND_IN + c));
            }
        }
        return joined.toString();
    }

    /** The text with its punctuation again. */
    static String restored(String text) {
        StringBuilder restored = new StringBuilder(text);
        for (int at = 0; at < text.length(); at++) {
            int code = text.charAt(at) - STAND_IN;
            if (code > 0 && code < 0x7f) {
                restored.setCharAt(at, (char) code);
            }
        }
        return restored.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.text;

import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.StringTokenizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes lines of text for people. All text of the command goes through here: no text of a name, a config or a server
 * can control the terminal or be invisible on it. Line ends and tabs stay, and colours if they are used.
 */
public final class EscapedText extends Writer {
    private static final String LINE_ENDS_AND_TABS = "\n\t";

    private final Writer out;
    private final boolean coloured;
    private Optional<IOException> failure = Optional.empty();

    /**
     * Text on its way to a writer.
     *
     * @param coloured whether colours are let through
     */
    public EscapedText(Writer out, boolean coloured) {
        this.out = out;
        this.coloured = coloured;
    }

    @Override
    public void write(char[] text, int start, int length) throws IOException {
        write(new String(text, start, length));
    }

    /** Whether a write failed, which a {@link java.io.PrintWriter} in front does not report. */
    public boolean isBroken() {
        return failure.isPresent();
    }

    /** The failure of the first failed write. */
    public IOException failure() {
        return failure.orElseThrow();
    }

    @Override
    public void write(String text, int start, int length) throws IOException {
        try {
            writeShown(text, start, length);
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    private IOException remembered(IOException e) {
        failure = Optional.of(failure.orElse(e));
        return e;
    }

    private void writeShown(String text, int start, int length) throws IOException {
        String part = text.substring(start, start + length);
        if (!coloured) {
            writeLines(part);
            return;
        }
        Matcher colours = Colour.PATTERN.matcher(part);
        int done = 0;
        while (colours.find()) {
            writeLines(part.substring(done, colours.start()));
            out.write(colours.group());
            done = colours.end();
        }
        writeLines(part.substring(done));
    }

    private void writeLines(String text) throws IOException {
        StringTokenizer parts = new StringTokenizer(text, LINE_ENDS_AND_TABS, true);
        while (parts.hasMoreTokens()) {
            String part = parts.nextToken();
            out.write(LINE_ENDS_AND_TABS.contains(part) || isAscii(part) ? part : Printable.line(part));
        }
    }

    /** Whether there is nothing to escape, as in most lines. */
    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
                return false;
            }
        }
        return true;
    }

    @Override
    public void flush() throws IOException {
        try {
            out.flush();
        } catch (IOException e) {
            throw remembered(e);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** Colours, as this command writes them (ECMA-48, SGR); a class of its own, to be made only for who has colours. */
    private static final class Colour {
        static final Pattern PATTERN = Pattern.compile("\u001b\\[[0-9;]*m");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.terminal;

import io.github.imagesquash.cli.text.EscapedText;
import io.github.imagesquash.cli.text.TextTable;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The environment of a command. Text is written as UTF-8 in every locale, so that the same run prints the same bytes.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param terminals which of them are terminals
 * @param environment the environment's variables
 */
public record Shell(
        InputStream in, OutputStream out, OutputStream err, Terminals terminals, Map<String, String> environment) {

    public Shell {
        environment = Map.copyOf(environment);
    }

    /**
     * The environment of this process. Standard input and output are channels: a thread that waits for a pipe can be
     * interrupted, and a closed pipe is an error, which {@link System#out} would hide.
     */
    public static Shell ofProcess() {
        return new Shell(
                new InterruptibleInput(new FileInputStream(FileDescriptor.in).getChannel()),
                Channels.newOutputStream(new FileOutputStream(FileDescriptor.out).getChannel()),
                new FileOutputStream(FileDescriptor.err),
                Terminals.ofProcess(),
                System.getenv());
    }

    /** Standard output for lines of text; not for archives and JSON. */
    public EscapedText outText() {
        return new EscapedText(writer(out), showsColours());
    }

    /** Standard error for lines of text. */
    public EscapedText errText() {
        return new EscapedText(writer(err), showsColours());
    }

    /** Standard output for JSON. */
    public Writer outJson() {
        return writer(out);
    }

    PrintWriter outWriter() {
        return new PrintWriter(outText(), true);
    }

    public PrintWriter errWriter() {
        return new PrintWriter(errText(), true);
    }

    /** Writes JSON to standard output. */
    public void printJson(String json) throws IOException {
        print(json, outJson());
    }

    /** Writes lines of text to standard output, or to standard error if an archive goes to standard output. */
    public void print(String text, boolean archiveOnOutput) throws IOException {
        print(text, archiveOnOutput ? errText() : outText());
    }

    private static void print(String text, Writer stream) throws IOException {
        stream.write(text);
        stream.flush();
    }

    private static Writer writer(OutputStream stream) {
        return new BufferedWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
    }

    /** The variable's value; empty if it is not set. */
    public String variable(String name) {
        return environment.getOrDefault(name, "");
    }

    /** Whether standard output may be coloured: a terminal, and no {@code NO_COLOR} (no-color.org). */
    public boolean showsColours() {
        return terminals.output() && !isDumb() && variable("NO_COLOR").isEmpty();
    }

    /** Whether a line on standard error can be redrawn. */
    public boolean showsProgress() {
        return terminals.error() && !isDumb();
    }

    /** The width for wrapped text, in columns: the terminal's if there is one, otherwise 80. */
    public int columns() {
        return terminals.output() || terminals.error()
                ? TerminalWidth.columns(variable("COLUMNS"))
                : TerminalWidth.STANDARD;
    }

    /**
     * The width for tables, in columns: the terminal's, or {@link TextTable#UNLIMITED} if the text goes elsewhere, where
     * no reader would find again what was cut.
     *
     * @param archiveOnOutput whether text goes to standard error, because an archive goes to standard output
     */
    public int tableColumns(boolean archiveOnOutput) {
        boolean shown = archiveOnOutput ? terminals.error() : terminals.output();
        return shown ? columns() : TextTable.UNLIMITED;
    }

    private boolean isDumb() {
        return variable("TERM").equals("dumb");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.browse;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.ControlChar;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Curses;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;

/**
 * The user's terminal, showing a screen of its own until closed. Ctrl-C still sends SIGINT, so that it ends the command as
 * any other one.
 */
final class TerminalScreen implements AutoCloseable {
    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private Optional<Size> size = Optional.empty();

    private TerminalScreen(Terminal terminal) {
        this.terminal = terminal;
        this.before = terminal.enterRawMode();
        this.display = new Display(terminal, true);
    }

    /**
     * Takes the terminal.
     *
     * @throws IOException if it cannot be controlled
     */
    static TerminalScreen open() throws IOException {
        Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .jni(false)
                // The JVM's own handlers end the command, see CancelOnShutdown.
                .nativeSignals(false)
                .encoding(StandardCharsets.UTF_8)
                .build();
        TerminalScreen screen = new TerminalScreen(terminal);
        screen.chooseSignals();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
        return screen;
    }

    /**
     * Ctrl-C sends its signal. Ctrl-Z does not, because the shell would get a screen that is not its own, nor does
     * Ctrl-\, for which the JVM would print on this one.
     */
    private void chooseSignals() {
        Attributes attributes = terminal.getAttributes();
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        int none = mac ? -1 : 0;
        attributes.setControlChar(ControlChar.VSUSP, none);
        attributes.setControlChar(ControlChar.VQUIT, none);
        attributes.setLocalFlag(LocalFlag.ISIG, true);
        terminal.setAttributes(attributes);
    }

    /** What comes from the keyboard. */
    KeyReader keys() {
        return new KeyReader(millis -> terminal.reader().read(millis));
    }

    /** Asks for the present size; whether it is another one than before. */
    boolean isResized() {
        Size now = terminal.getSize();
        if (size.equals(Optional.of(now))) {
            return false;
        }
        size = Optional.of(now);
        display.resize(now);
        display.clear();
        return true;
    }

    int columns() {
        return size.orElseThrow().getColumns();
    }

    int lines() {
        return size.orElseThrow().getRows();
    }

    /** Shows these lines. */
    void show(List<AttributedString> lines) {
        display.update(lines, 0);
    }

    /**
     * Gives the terminal back as it was. It is written to directly, since after a signal another thread may have closed
     * what this program writes to otherwise.
     */
    @Override
    public void close() throws IOException {
        StringWriter end = new StringWriter();
        for (Capability capability : List.of(Capability.cursor_normal, Capability.exit_ca_mode)) {
            String sequence = terminal.getStringCapability(capability);
            if (sequence != null) {
                Curses.tputs(end, sequence);
            }
        }
        try (terminal) {
            terminal.flush();
            terminal.setAttributes(before);
        } finally {
            @SuppressWarnings("resource") // standard output stays open
            FileOutputStream out = new FileOutputStream(FileDescriptor.out);
            out.write(end.toString().getBytes(StandardCharsets.US_ASCII));
        }
    }
}

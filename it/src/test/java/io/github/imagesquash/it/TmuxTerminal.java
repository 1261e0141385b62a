// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** A terminal in which a shell runs: keys are typed, and the screen is read, as tmux would show it to a user. */
final class TmuxTerminal implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String PROMPT = "ready>";

    private final String socket;

    private TmuxTerminal(String socket) {
        this.socket = socket;
    }

    /** Opens one whose shell is in a directory. */
    static TmuxTerminal open(Path directory, int columns, int lines) throws IOException {
        Needs.program("tmux", "tmux");
        TmuxTerminal terminal = new TmuxTerminal(directory.resolve("tmux").toString());
        // Who starts the tests in the background may have them ignore Ctrl-C.
        String shell = "exec env --default-signal=INT,TERM PS1='" + PROMPT + " ' TERM=screen SQUASH_JAVA_OPTS='"
                + Launcher.FOR_SHORT_RUNS + "' sh";
        terminal.tmux(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                columns + "",
                "-y",
                lines + "",
                "-c",
                directory + "",
                shell);
        terminal.await(screen -> screen.contains(PROMPT));
        return terminal;
    }

    /** Types a text. */
    TmuxTerminal type(String text) throws IOException {
        tmux("send-keys", "-l", text);
        return this;
    }

    /** Presses keys by tmux's names: {@code Enter}, {@code Down}, {@code C-c}. */
    TmuxTerminal press(String... keys) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("send-keys"));
        arguments.addAll(List.of(keys));
        tmux(arguments.toArray(String[]::new));
        return this;
    }

    TmuxTerminal resize(int columns, int lines) throws IOException {
        tmux("resize-window", "-x", columns + "", "-y", lines + "");
        return this;
    }

    /** Waits until the screen has a text. */
    String awaitText(String text) throws IOException {
        return await(screen -> screen.contains(text));
    }

    /** Waits until the shell is ready for the next command. */
    String awaitPrompt() throws IOException {
        return await(screen -> screen.stripTrailing().endsWith(PROMPT));
    }

    private String await(Predicate<String> expected) throws IOException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            String screen = screen();
            if (expected.test(screen)) {
                return screen;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("after " + PATIENCE + " the screen shows:\n" + screen);
            }
        }
    }

    /** What the screen shows. */
    String screen() throws IOException {
        return tmux("capture-pane", "-p");
    }

    /** The process that has the terminal besides the shell. */
    long child() throws IOException {
        String shell = tmux("display-message", "-p", "#{pane_pid}").strip();
        return ProcessHandle.of(Long.parseLong(shell))
                .orElseThrow()
                .children()
                .findFirst()
                .orElseThrow()
                .pid();
    }

    private String tmux(String... arguments) throws IOException {
        return new String(
                Program.of(List.of("tmux", "-u", "-S", socket), arguments)
                        .environment("LC_ALL", "C.UTF-8")
                        .output(),
                StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        Program.of("tmux", "-S", socket, "kill-server").run();
    }
}

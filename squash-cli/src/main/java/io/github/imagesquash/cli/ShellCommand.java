package io.github.imagesquash.cli;

/** What the handlers of errors ask a command, whichever it is. */
interface ShellCommand {
    /** The positional parameters that it expects, for a message: {@code one IMAGE is}. */
    String expectedArguments();

    /** Whether a failure is shown with its trace. */
    boolean showsStackTrace();

    /** The exit code of a run that failed. */
    int failureCode();
}

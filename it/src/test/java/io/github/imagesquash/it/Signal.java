// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** A signal that ends a process. Sent by the system call: starting {@code kill} would take longer than what is to be hit. */
enum Signal {
    INT(2),
    TERM(15),
    KILL(9);

    @SuppressWarnings("restricted")
    private static final MethodHandle KILL_FUNCTION = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private final int number;

    Signal(int number) {
        this.number = number;
    }

    /** The exit code of a process that it ended, as a shell tells it. */
    int exitCode() {
        return 128 + number;
    }

    /** Sends it to the process group, or to the process if there is no such group. */
    void send(long pid) {
        int id = Math.toIntExact(pid);
        if (kill(-id) != 0) {
            kill(id);
        }
    }

    private int kill(int id) {
        try {
            return (int) KILL_FUNCTION.invokeExact(id, number);
        } catch (Throwable e) {
            throw new AssertionError("kill(2) cannot fail this way", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Calls functions of Linux's C library that create files of all kinds. Java's own ones take text as names, cannot make
 * devices, and change the targets of links. Not safe for several threads.
 */
final class SystemCalls implements AutoCloseable {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
    private static final StructLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO_FIELD = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final int NOT_PERMITTED = 1;
    private static final int NOT_SUPPORTED = 95;

    private final Arena arena = Arena.ofConfined();
    private final MemorySegment state = arena.allocate(STATE);
    private final Map<String, MethodHandle> functions = new HashMap<>();

    /** A function that failed. */
    static final class CallException extends IOException {
        private static final long serialVersionUID = 1L;

        private final int number;

        CallException(int number, String reason) {
            super(reason);
            this.number = number;
        }

        /** Whether this user may not do it, or this file system cannot (EPERM, ENOTSUP). */
        boolean isRefusal() {
            return number == NOT_PERMITTED || number == NOT_SUPPORTED;
        }
    }

    /** Whether this system has them. */
    static boolean areSupported() {
        return System.getProperty("os.name", "").equals("Linux") && ValueLayout.ADDRESS.byteSize() == Long.BYTES;
    }

    /**
     * Calls a function.
     *
     * @param arguments each an int, a long, or a {@link MemorySegment}
     * @return its result
     * @throws CallException if the result is negative
     */
    long call(String name, Object... arguments) throws IOException {
        MethodHandle function = functions.get(name);
        if (function == null) {
            function = handle(name, arguments);
            functions.put(name, function);
        }
        Object[] all = new Object[arguments.length + 1];
        all[0] = state;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        long result;
        try {
            result = (long) function.invokeWithArguments(all);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        if (result < 0) {
            int number = (int) ERRNO_FIELD.get(state, 0L);
            throw new CallException(number, reason(number));
        }
        return result;
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, Object... arguments) throws IOException {
        Optional<MemorySegment> function = LINKER.defaultLookup().find(name);
        if (function.isEmpty()) {
            throw new IOException("this system's C library does not have " + name);
        }
        MemoryLayout[] parameters = new MemoryLayout[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            parameters[i] = switch (arguments[i]) {
                case Integer _ -> ValueLayout.JAVA_INT;
                case Long _ -> ValueLayout.JAVA_LONG;
                default -> ValueLayout.ADDRESS;
            };
        }
        boolean wide = name.equals("pwrite");
        FunctionDescriptor signature =
                FunctionDescriptor.of(wide ? ValueLayout.JAVA_LONG : ValueLayout.JAVA_INT, parameters);
        MethodHandle handle = name.equals("openat")
                ? LINKER.downcallHandle(function.get(), signature, ERRNO, Linker.Option.firstVariadicArg(3))
                : LINKER.downcallHandle(function.get(), signature, ERRNO);
        return handle.asType(handle.type().changeReturnType(long.class));
    }

    @SuppressWarnings("restricted")
    private static String reason(int number) {
        MemorySegment function = LINKER.defaultLookup().find("strerror").orElseThrow();
        FunctionDescriptor signature = FunctionDescriptor.of(ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try {
            MemorySegment text =
                    (MemorySegment) LINKER.downcallHandle(function, signature).invokeExact(number);
            return text.reinterpret(Long.MAX_VALUE).getString(0);
        } catch (Throwable e) {
            return "error " + number;
        }
    }

    @Override
    public void close() {
        arena.close();
    }
}

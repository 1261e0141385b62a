// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Creates files that are in no directory (memfd_create(2) of Linux): only this process, and processes that may debug
 * it, can open them.
 */
final class MemoryFile {
    private static final int CLOSE_ON_EXEC = 1;

    private MemoryFile() {}

    /**
     * A path by which this process can open a file with this content. The file stays open until the process ends: the
     * system's loader treats two files with the same path as one, even one after the other.
     *
     * @return empty if the kernel, or the sandbox of this process, does not support such files
     */
    static Optional<String> of(byte[] content) {
        int descriptor = create();
        if (descriptor < 0) {
            return Optional.empty();
        }
        String path = "/proc/self/fd/" + descriptor;
        try {
            Files.write(Path.of(path), content, StandardOpenOption.WRITE);
            return Optional.of(path);
        } catch (IOException e) {
            // No /proc.
            return Optional.empty();
        }
    }

    @SuppressWarnings("restricted")
    private static int create() {
        if (!NativeCode.system().equals("linux")) {
            return -1;
        }
        Linker linker = Linker.nativeLinker();
        Optional<MemorySegment> function = linker.defaultLookup().find("memfd_create");
        if (function.isEmpty()) {
            return -1;
        }
        FunctionDescriptor signature =
                FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT);
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom("squash");
            return (int) linker.downcallHandle(function.get(), signature).invokeExact(name, CLOSE_ON_EXEC);
        } catch (Throwable e) {
            throw new IllegalStateException("memfd_create", e);
        }
    }
}

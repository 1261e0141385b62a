// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import io.airlift.compress.v3.deflate.DeflateCompressor;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The native library libdeflate, of which aircompressor contains a build. It is bound here because aircompressor
 * unpacks it into a directory for temporary files.
 */
final class Libdeflate {
    private static final MemoryLayout POINTER = ValueLayout.ADDRESS;
    private static final MemoryLayout SIZE = ValueLayout.JAVA_LONG;
    private static Optional<Libdeflate> loaded = Optional.empty();

    private final MethodHandle allocate;
    private final MethodHandle bound;
    private final MethodHandle compress;
    private final MethodHandle free;

    private Libdeflate(SymbolLookup library) {
        allocate = bind(library, "libdeflate_alloc_compressor", FunctionDescriptor.of(POINTER, ValueLayout.JAVA_INT));
        bound = bind(library, "libdeflate_deflate_compress_bound", FunctionDescriptor.of(SIZE, POINTER, SIZE));
        compress = bind(
                library,
                "libdeflate_deflate_compress",
                FunctionDescriptor.of(SIZE, POINTER, POINTER, SIZE, POINTER, SIZE));
        free = bind(library, "libdeflate_free_compressor", FunctionDescriptor.ofVoid(POINTER));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle bind(SymbolLookup library, String function, FunctionDescriptor signature) {
        // Accepts arrays without a copy.
        Linker.Option onArrays = Linker.Option.critical(true);
        return Linker.nativeLinker().downcallHandle(library.findOrThrow(function), signature, onArrays);
    }

    /** @throws IOException saying that this platform has no library, or why it cannot be loaded */
    static synchronized Libdeflate require() throws IOException {
        if (loaded.isEmpty()) {
            try {
                loaded = Optional.of(load());
            } catch (IOException e) {
                throw new IOException(
                        "gzip output requires the libdeflate library, which could not be loaded on "
                                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ": "
                                + e.getMessage()
                                + "; it is available for linux-amd64, linux-aarch64, linux-ppc64le and macos-aarch64",
                        e);
            }
        }
        return loaded.get();
    }

    @SuppressWarnings("restricted")
    private static Libdeflate load() throws IOException {
        String platform =
                NativeCode.system() + "-" + System.getProperty("os.arch").replace("x86_64", "amd64");
        String resource = "/aircompressor/" + platform + "/" + System.mapLibraryName("deflate");
        AtomicReference<SymbolLookup> library = new AtomicReference<>();
        NativeCode.load(
                DeflateCompressor.class,
                resource,
                file -> library.set(SymbolLookup.libraryLookup(file, Arena.global())));
        return new Libdeflate(Objects.requireNonNull(library.get()));
    }

    /**
     * A compressor for one thread at a time. Its native memory is freed when nothing refers to it any more.
     *
     * @param level from 0 to 12
     */
    Compressor compressor(int level) {
        return new Compressor(level);
    }

    /** Compresses pieces of content independently of each other. */
    final class Compressor {
        private final MemorySegment state;

        @SuppressWarnings("restricted")
        private Compressor(int level) {
            MemorySegment allocated = call(() -> (MemorySegment) allocate.invokeExact(level));
            if (allocated.equals(MemorySegment.NULL)) {
                throw new OutOfMemoryError("no native memory for a compressor of level " + level);
            }
            state = allocated.reinterpret(Arena.ofAuto(), Libdeflate.this::free);
        }

        /** The maximum size of the compressed content, in bytes. */
        int limit(int contentLength) {
            return Math.toIntExact(call(() -> (long) bound.invokeExact(state, (long) contentLength)));
        }

        /**
         * Compresses the first bytes of a buffer.
         *
         * @param out has space for at least {@link #limit} bytes
         * @return the number of compressed bytes
         */
        int compress(byte[] content, int length, byte[] out) {
            MemorySegment from = MemorySegment.ofArray(content);
            MemorySegment to = MemorySegment.ofArray(out);
            return Math.toIntExact(
                    call(() -> (long) compress.invokeExact(state, from, (long) length, to, (long) out.length)));
        }
    }

    private void free(MemorySegment compressor) {
        call(() -> {
            free.invokeExact(compressor);
            return true;
        });
    }

    @FunctionalInterface
    private interface Call<T> {
        T run() throws Throwable;
    }

    /** Native functions throw nothing, but their Java type does not express that. */
    private static <T> T call(Call<T> function) {
        try {
            return function.run();
        } catch (Throwable e) {
            throw new IllegalStateException("libdeflate", e);
        }
    }
}

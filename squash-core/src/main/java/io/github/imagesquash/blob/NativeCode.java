// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Loads the native code in the jars of libraries from a place that no other user can change. On Linux that is memory
 * without a name, so that no directory has to be writable or allow execution, and a killed run leaves nothing. On other
 * systems, and if the kernel refuses, it is a {@link PrivateDirectory}.
 */
final class NativeCode {
    private static volatile Path directory = Path.of(System.getProperty("java.io.tmpdir"));

    private NativeCode() {}

    /** Loads a file of native code, and fails with a {@link LinkageError} or an {@link IllegalArgumentException}. */
    @FunctionalInterface
    interface Loader {
        void load(String file);
    }

    /** Sets the directory where files are unpacked from now on, if memory cannot be used. */
    static void unpackIn(Path temporaryDirectory) {
        directory = temporaryDirectory;
    }

    /**
     * Loads one resource.
     *
     * @param neighbour a class of the jar that has the resource
     * @throws IOException if there is no such resource, for example on a platform that the library does not support, or
     *     if it cannot be unpacked or loaded
     */
    static void load(Class<?> neighbour, String resource, Loader loader) throws IOException {
        byte[] code = read(neighbour, resource);
        Optional<String> inMemory = MemoryFile.of(code);
        if (inMemory.isPresent() && loads(inMemory.get(), loader)) {
            return;
        }
        try (PrivateDirectory unpacked = PrivateDirectory.in(directory)) {
            loader.load(unpacked.write(code).toString());
        } catch (LinkageError | IllegalArgumentException e) {
            throw new IOException("cannot load native code from " + directory + ": " + e.getMessage(), e);
        }
    }

    private static boolean loads(String file, Loader loader) {
        try {
            loader.load(file);
            return true;
        } catch (LinkageError | IllegalArgumentException e) {
            // A kernel or a policy forbids this; a file may still work.
            return false;
        }
    }

    private static byte[] read(Class<?> neighbour, String resource) throws IOException {
        try (InputStream in = neighbour.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException("there is no " + resource);
            }
            return in.readAllBytes();
        }
    }

    /** The name of this machine's operating system in the paths of the libraries' resources, where they agree. */
    static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.startsWith("win") ? "win" : name.startsWith("mac") ? "macos" : "linux";
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.util.Locale;
import java.util.Set;

/**
 * The system that a bundle is for, which is the one it is built on.
 *
 * @param system {@code linux} or {@code macos}
 * @param machine {@code x64} or {@code arm64}
 */
record Platform(String system, String machine) {
    static Platform ofBuild() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return new Platform(
                system.startsWith("mac") ? "macos" : "linux",
                switch (System.getProperty("os.arch")) {
                    case "amd64", "x86_64" -> "x64";
                    case "aarch64" -> "arm64";
                    case String other -> throw new IllegalStateException("no bundle is made on " + other);
                });
    }

    /**
     * Whether squash loads this native library of a jar on this platform; see {@code ZstdLibrary} and {@code
     * Libdeflate}.
     */
    boolean loads(String library) {
        boolean linux = system.equals("linux");
        String zstd =
                (linux ? "linux/" : "darwin/") + (machine.equals("arm64") ? "aarch64" : linux ? "amd64" : "x86_64");
        String deflate = system + (machine.equals("arm64") ? "-aarch64" : "-amd64");
        return library.startsWith(zstd + "/")
                || Set.of(
                                "aircompressor/" + deflate + "/libdeflate.so",
                                "aircompressor/" + deflate + "/libdeflate.dylib")
                        .contains(library);
    }

    /** Debian's and OCI's name of the architecture. */
    String debianArchitecture() {
        return machine.equals("x64") ? "amd64" : machine;
    }

    /** The name of the architecture on Fedora and openSUSE. */
    String rpmArchitecture() {
        return machine.equals("x64") ? "x86_64" : "aarch64";
    }

    /** Whether packages and an image can be made. */
    boolean isLinux() {
        return system.equals("linux");
    }

    /** As file names have it: {@code linux-x64}. */
    @Override
    public String toString() {
        return system + "-" + machine;
    }
}

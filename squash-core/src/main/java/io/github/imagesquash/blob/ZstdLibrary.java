// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;
import java.io.IOException;

/** The native library for zstd. */
final class ZstdLibrary {
    /** The property that zstd-jni reads first. */
    private static final String PATH = "ZstdNativePath";

    private ZstdLibrary() {}

    /** @throws IOException saying that this platform has no library, or why it cannot be loaded */
    static synchronized void require() throws IOException {
        if (Native.isLoaded()) {
            return;
        }
        try {
            if (System.getProperty(PATH) != null) {
                Native.load();
            } else {
                NativeCode.load(Native.class, resource(), ZstdLibrary::load);
            }
        } catch (IOException | LinkageError e) {
            throw new IOException(
                    "zstd requires a native library, which could not be loaded on " + System.getProperty("os.name")
                            + " " + System.getProperty("os.arch") + ": " + e.getMessage(),
                    e);
        }
    }

    private static void load(String file) {
        System.setProperty(PATH, file);
        try {
            Native.load();
        } finally {
            System.clearProperty(PATH);
        }
    }

    private static String resource() {
        String system = NativeCode.system().replace("macos", "darwin");
        String processor = System.getProperty("os.arch");
        String name = "libzstd-jni-" + ZstdVersion.VERSION;
        return switch (system) {
            case "darwin" -> "/darwin/" + processor.replace("amd64", "x86_64") + "/" + name + ".dylib";
            case "win" -> "/win/" + processor + "/" + name + ".dll";
            default -> "/" + system + "/" + processor + "/" + name + ".so";
        };
    }
}

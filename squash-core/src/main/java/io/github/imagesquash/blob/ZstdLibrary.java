package io.github.imagesquash.blob;

import com.github.luben.zstd.util.Native;
import java.io.IOException;

/** The native library behind zstd. */
final class ZstdLibrary {
    private ZstdLibrary() {}

    /** @throws IOException saying that this platform has none */
    static void require() throws IOException {
        try {
            Native.load();
        } catch (LinkageError e) {
            throw new IOException(
                    "zstd needs a native library, which could not be loaded on " + System.getProperty("os.name") + " "
                            + System.getProperty("os.arch"),
                    e);
        }
    }
}

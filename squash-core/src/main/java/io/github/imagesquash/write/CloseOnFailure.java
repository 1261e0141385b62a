// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened on the way to something that needs all of it; closed if that does not succeed. */
final class CloseOnFailure implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Remembers what is to be closed, the last first. */
    <T extends AutoCloseable> T keep(T one) {
        opened.push(one);
        return one;
    }

    /** Leaves all open. */
    void succeed() {
        opened.clear();
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable one : opened) {
            try {
                one.close();
            } catch (IOException | RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
    }
}

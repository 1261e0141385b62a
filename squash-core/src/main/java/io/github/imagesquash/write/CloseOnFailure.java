// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.write;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/** Resources that were opened for an object that needs all of them; closed if its creation fails. */
final class CloseOnFailure implements AutoCloseable {
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    /** Adds a resource; the last one is closed first. */
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

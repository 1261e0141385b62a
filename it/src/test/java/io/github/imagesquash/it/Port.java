// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/**
 * A port of this machine, on which a server of a test listens.
 *
 * @param number from 1 to 65535
 */
record Port(int number) {
    private static final int ATTEMPTS = 100;
    private static final int PAUSE_MILLIS = 50;

    /** One on which nobody listens. */
    static Port free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new Port(socket.getLocalPort());
        }
    }

    /** Waits some seconds until somebody listens; whether that is so. */
    boolean awaitListener() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), number)) {
                return true;
            } catch (IOException _) {
                pause();
            }
        }
        return false;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted while waiting for a server", e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** A proxy in front of a server of this machine, which is slow, cuts connections in the middle, or garbles what it passes. */
final class BadLine implements AutoCloseable {
    private static final int PIECE = 4096;

    private final ServerSocket listener;
    private final int target;
    private final long cutAfter;
    private final AtomicInteger cutsLeft;
    private final long pauseMillis;
    private final AtomicLong untilGarbled;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private BadLine(int target, int cuts, long cutAfter, long pauseMillis, long untilGarbled) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.cutAfter = cutAfter;
        this.cutsLeft = new AtomicInteger(cuts);
        this.pauseMillis = pauseMillis;
        this.untilGarbled = new AtomicLong(untilGarbled);
        threads.submit(this::accept);
    }

    /** The first connections on which this many bytes pass in one direction are cut there. */
    static BadLine cutting(int target, int cuts, long after) throws IOException {
        return new BadLine(target, cuts, after, 0, Long.MAX_VALUE);
    }

    /** Rests so long after every few kilobytes. */
    static BadLine slow(int target, long pauseMillis) throws IOException {
        return new BadLine(target, 0, Long.MAX_VALUE, pauseMillis, Long.MAX_VALUE);
    }

    /** Changes a bit of what the client sends, after this many bytes. */
    static BadLine garbling(int target, long after) throws IOException {
        return new BadLine(target, 0, Long.MAX_VALUE, 0, after);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many more connections it would cut. */
    int cutsLeft() {
        return cutsLeft.get();
    }

    private Void accept() throws IOException {
        while (true) {
            Socket client = listener.accept();
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            threads.submit(() -> pass(client, server, untilGarbled));
            threads.submit(() -> pass(server, client, new AtomicLong(Long.MAX_VALUE)));
        }
    }

    private Void pass(Socket from, Socket to, AtomicLong garbled) throws IOException, InterruptedException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] piece = new byte[PIECE];
            long passed = 0;
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                long before = garbled.getAndAdd(-n);
                if (before >= 0 && before < n) {
                    piece[(int) before] ^= 1;
                }
                out.write(piece, 0, n);
                passed += n;
                Thread.sleep(pauseMillis);
                if (passed >= cutAfter && cutsLeft.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    return null;
                }
            }
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Traces a container's first process from outside with strace(1). The process waits for a line of its input, so that nothing
 * is missed.
 */
final class ContainerTrace {
    private static final Duration START = Duration.ofSeconds(30);
    private static final long REST_MINUTES = 10;
    private static final int WATCH_MILLIS = 20;
    private static final int MOST_BYTES = 64 << 20;

    private final Path strace;
    private final ProcessIds ids;

    /** Finds the process of a container. */
    interface ProcessIds {
        /** Its process ID on this machine; empty as long as it does not run. */
        Optional<Long> of(String container) throws IOException;
    }

    ContainerTrace(Path strace, ProcessIds ids) {
        this.strace = strace;
        this.ids = ids;
    }

    /** The trace, with a character for each byte; empty if the container cannot be traced. */
    Optional<String> of(ClientProcess container, String name) throws IOException {
        Path file = Files.createTempFile("squash-", ".strace");
        try {
            Optional<Long> id = started(name);
            return id.isPresent() ? trace(container, id.get(), file) : Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (InterruptedIOException) new InterruptedIOException("interrupted").initCause(e);
        } finally {
            Files.delete(file);
        }
    }

    private Optional<Long> started(String name) throws IOException, InterruptedException {
        for (long end = System.nanoTime() + START.toNanos(); System.nanoTime() < end; ) {
            Optional<Long> id = ids.of(name);
            if (id.isPresent()) {
                return id;
            }
            Thread.sleep(WATCH_MILLIS);
        }
        return Optional.empty();
    }

    private Optional<String> trace(ClientProcess container, long id, Path file)
            throws IOException, InterruptedException {
        Process tracer = new ProcessBuilder(
                        strace.toString(), "-f", "-qq", "-e", "trace=%file", "-o", file.toString(), "-p", "" + id)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            while (!isTraced(id)) {
                if (tracer.waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
                    return Optional.empty();
                }
            }
            try (OutputStream in = container.input()) {
                in.write('\n');
            }
            container.output().transferTo(OutputStream.nullOutputStream());
            boolean _ = tracer.waitFor(REST_MINUTES, TimeUnit.MINUTES);
        } finally {
            tracer.destroyForcibly();
        }
        byte[] text;
        try (var in = Files.newInputStream(file)) {
            text = in.readNBytes(MOST_BYTES);
        }
        return Optional.of(new String(text, StandardCharsets.ISO_8859_1));
    }

    private static boolean isTraced(long id) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(id), "status"), StandardCharsets.ISO_8859_1)
                    .lines()
                    .anyMatch(line -> line.startsWith("TracerPid:") && !line.endsWith("\t0"));
        } catch (IOException e) {
            // A process of another machine, or one that has ended: then strace ends as well.
            return false;
        }
    }
}

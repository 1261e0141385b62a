// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** How many requests each registry gets in a second at most, from all threads together. Requests beyond that wait. */
public final class RequestBudget {
    /** Any number of requests. */
    public static final RequestBudget UNLIMITED = new RequestBudget(0);

    private final long nanosForEach;
    private final Map<String, Long> next = new HashMap<>();

    private RequestBudget(long nanosForEach) {
        this.nanosForEach = nanosForEach;
    }

    /**
     * A limit.
     *
     * @param requests how many in a second, at least 1
     */
    public static RequestBudget perSecond(long requests) {
        if (requests < 1) {
            throw new IllegalArgumentException("requests in a second: expected at least 1, found " + requests);
        }
        return new RequestBudget(TimeUnit.SECONDS.toNanos(1) / requests);
    }

    /** Waits until a registry may get a request. */
    void await(String domain) throws IOException {
        if (nanosForEach > 0) {
            sleep(reserve(domain, System.nanoTime()));
        }
    }

    /** The time to wait, in nanoseconds. */
    private synchronized long reserve(String domain, long now) {
        long at = Math.max(next.getOrDefault(domain, now), now);
        next.put(domain, at + nanosForEach);
        return at - now;
    }

    private static void sleep(long nanos) throws IOException {
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("interrupted").initCause(e);
        }
    }
}

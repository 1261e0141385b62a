// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How often and how soon a request is sent again if a registry is busy, temporarily fails, or loses the connection.
 *
 * @param attempts the total number of attempts, at least 1
 * @param first the wait before the second attempt; it doubles from then on
 * @param longest the longest wait; if a registry asks for more, there is no retry
 * @param pause how to wait
 */
public record Retries(int attempts, Duration first, Duration longest, Pause pause) {
    /** About 15 seconds in all, more if the registry asks for it. */
    public static final Retries STANDARD = new Retries(6, Duration.ofMillis(500), Duration.ofMinutes(2));

    /** Waits. */
    @FunctionalInterface
    public interface Pause {
        /** Returns after a time. */
        void await(Duration time) throws InterruptedException;
    }

    /** Retries that really wait. */
    public Retries(int attempts, Duration first, Duration longest) {
        this(attempts, first, longest, Thread::sleep);
    }

    /** Whether a status says that the same request may succeed a little later. */
    static boolean isTransient(int status) {
        return switch (status) {
            case 408, 429, 500, 502, 503, 504 -> true;
            default -> false;
        };
    }

    /**
     * Waits before the next attempt.
     *
     * @param attempt the number of failed attempts so far
     * @return false if no attempt is left
     */
    boolean await(int attempt) throws IOException {
        return attempt < attempts && waited(backOff(attempt));
    }

    /** As {@link #await(int)}, or for the time in the answer's {@code Retry-After}. */
    boolean await(int attempt, HttpHeaders answer) throws IOException {
        Duration wait =
                answer.firstValue("Retry-After").flatMap(Retries::retryAfter).orElse(backOff(attempt));
        return attempt < attempts && wait.compareTo(longest) <= 0 && waited(wait);
    }

    private Duration backOff(int attempt) {
        Duration wait = first.multipliedBy(1L << Math.min(attempt - 1, 20));
        return wait.compareTo(longest) < 0 ? wait : longest;
    }

    /** Seconds, or a date (RFC 9110, 10.2.3). */
    private static Optional<Duration> retryAfter(String text) {
        String value = text.strip();
        if (value.matches("[0-9]+")) {
            // More digits than the seconds of a year are the same as for ever.
            return Optional.of(Duration.ofSeconds(value.length() > 9 ? Integer.MAX_VALUE : Long.parseLong(value)));
        }
        try {
            Instant then = ZonedDateTime.parse(value, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(Instant.now(), then);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private boolean waited(Duration wait) throws IOException {
        try {
            pause.await(wait);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }
}

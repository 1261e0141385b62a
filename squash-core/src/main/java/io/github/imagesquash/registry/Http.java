package io.github.imagesquash.registry;

import io.github.imagesquash.oci.InvalidArchiveException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Sends requests, again where that may help, and says in a user's words why a server cannot be talked to. */
final class Http implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final long ANSWER_TIMEOUT_SECONDS = 120;

    private final HttpClient client;
    private final Retries retries;

    Http(RegistryAccess access) throws IOException {
        this.retries = access.retries();
        // Version 1.1: one blob at a time on a connection is what it is good at, and plain HTTP needs no upgrade.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .sslContext(Trust.context(access))
                .build();
    }

    /** Sends a request without credentials and without patience. */
    Answer sendOnce(Request request) throws IOException {
        return exchange(request.toHttp(Optional.empty()), true);
    }

    /** Sends a request, with patience if it may be repeated. */
    Answer send(Request request, Optional<String> authorization) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Answer answer = exchange(request.toHttp(authorization), request.repeatable());
                if (!Retries.isTransient(answer.status())
                        || !request.repeatable()
                        || !retries.await(attempt, answer.headers())) {
                    return answer;
                }
                answer.discard();
            } catch (IOException e) {
                if (!isTransient(e) || !request.repeatable() || !retries.await(attempt)) {
                    throw e;
                }
            }
        }
    }

    private Answer exchange(HttpRequest request, boolean limited) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> response = client.sendAsync(request, info -> new ArrivingBody());
        try {
            // An upload's answer comes after its body, however long that takes.
            return new Answer(limited ? response.get(ANSWER_TIMEOUT_SECONDS, TimeUnit.SECONDS) : response.get());
        } catch (InterruptedException e) {
            response.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (TimeoutException e) {
            response.cancel(true);
            throw new IOException("no answer within " + ANSWER_TIMEOUT_SECONDS + " s", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Whether the same request may succeed a little later. */
    static boolean isTransient(IOException failure) {
        return isConnected(failure) && !(failure instanceof SSLHandshakeException) && !isPlain(failure);
    }

    /** Whether there was something that listens. */
    static boolean isConnected(IOException failure) {
        return !isExplained(failure)
                && !(failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException);
    }

    /** Whether the server does not speak TLS. */
    static boolean isPlain(IOException failure) {
        return failure instanceof SSLException
                && String.valueOf(failure.getMessage()).contains("SSL message");
    }

    /** Whether the message is for a user already. */
    private static boolean isExplained(IOException failure) {
        return failure instanceof InterruptedIOException
                || failure instanceof RegistryException
                || failure instanceof InvalidArchiveException;
    }

    /** The failure with what it is about, and what to do about it. */
    static IOException described(String where, IOException failure) {
        return isExplained(failure) ? failure : new RegistryException(where, reason(failure), failure);
    }

    private static String reason(IOException failure) {
        if (isPlain(failure)) {
            return "the registry does not speak TLS; --insecure allows plain HTTP";
        }
        if (failure instanceof SSLHandshakeException) {
            return "TLS failed: " + message(rootOf(failure))
                    + "; --ca-file names an authority to trust, --insecure trusts anybody";
        }
        if (rootOf(failure) instanceof UnresolvedAddressException) {
            return "there is no host of this name";
        }
        return !isConnected(failure) ? "no connection: " + message(failure) : "connection lost: " + message(failure);
    }

    private static Throwable rootOf(Throwable failure) {
        return Optional.ofNullable(failure.getCause()).map(Http::rootOf).orElse(failure);
    }

    private static String message(Throwable failure) {
        return Optional.ofNullable(failure.getMessage())
                .orElse(failure instanceof ConnectException ? "refused" : "closed");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

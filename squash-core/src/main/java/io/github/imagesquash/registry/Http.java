// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.message.InvalidImageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Sends requests, retries them if that may help, and explains in a user's terms why a server cannot be reached. */
final class Http implements AutoCloseable {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);
    private static final long ANSWER_TIMEOUT_SECONDS = 120;
    private static final int PROXY_AUTHENTICATION_REQUIRED = 407;

    private final HttpClient client;
    private final Retries retries;
    private final Proxies proxies;
    private final RequestBudget budget;
    private final String domain;

    /** @param domain the registry, for finding certificates */
    Http(RegistryAccess access, String domain) throws IOException {
        this.retries = access.retries();
        this.proxies = access.proxies();
        this.budget = access.budget();
        this.domain = domain;
        // Version 1.1: it suits one blob at a time on a connection, and plain HTTP needs no upgrade.
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT_TIMEOUT)
                .proxy(new Selector(proxies))
                .sslContext(Trust.context(access, domain))
                .build();
    }

    /** Sends a request without retries. */
    RegistryResponse sendOnce(Request request, Optional<String> authorization) throws IOException {
        return exchange(request, authorization);
    }

    /** Sends a request, with retries if it may be repeated. */
    RegistryResponse send(Request request, Optional<String> authorization) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                RegistryResponse answer = exchange(request, authorization);
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

    /** Handles an answer that is not a success: it throws. */
    @FunctionalInterface
    interface Refused {
        void by(RegistryResponse answer) throws IOException;
    }

    /** Requests a document. */
    @FunctionalInterface
    interface Question {
        RegistryResponse ask() throws IOException;
    }

    /**
     * Gets a document, and retries if its body breaks off.
     *
     * @param where its name in the message if it is too long
     */
    byte[] document(String where, Question question, Refused refused) throws IOException {
        for (int attempt = 1; ; attempt++) {
            RegistryResponse answer = question.ask();
            if (!answer.isSuccess()) {
                refused.by(answer);
            }
            try {
                return answer.document(where);
            } catch (IOException e) {
                if (!isTransient(e) || !retries.await(attempt)) {
                    throw e;
                }
            }
        }
    }

    private RegistryResponse exchange(Request request, Optional<String> authorization) throws IOException {
        budget.await(domain);
        Optional<ProxyAddress> proxy = proxies.of(request.uri());
        String shown = proxy.map(ProxyAddress::authorization).orElse("");
        Request toProxy = shown.isEmpty() ? request : request.with("Proxy-Authorization", shown);
        try {
            RegistryResponse answer = exchange(toProxy.toHttp(authorization), request.repeatable());
            if (answer.status() == PROXY_AUTHENTICATION_REQUIRED) {
                throw new RegistryException(
                        proxy.map(ProxyAddress::toString).orElse(request.uri().getAuthority()),
                        (shown.isEmpty() ? "requires a user and a password" : "refuses the user and the password")
                                + " of HTTPS_PROXY or HTTP_PROXY; it answered " + answer.quote());
            }
            return answer;
        } catch (ConnectException e) {
            if (proxy.isEmpty()) {
                throw e;
            }
            throw (IOException) new ConnectException(proxy.get() + ": " + reason(e)).initCause(e);
        }
    }

    private RegistryResponse exchange(HttpRequest request, boolean limited) throws IOException {
        CompletableFuture<HttpResponse<InputStream>> response = started(request);
        try {
            // An upload's answer comes after its body, which may take any time.
            return new RegistryResponse(
                    limited ? response.get(ANSWER_TIMEOUT_SECONDS, TimeUnit.SECONDS) : response.get());
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
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new RegistryException(request.uri().getAuthority(), "the answer is not valid HTTP", e);
        }
    }

    /** The client's own messages may repeat its input, including secrets. */
    private CompletableFuture<HttpResponse<InputStream>> started(HttpRequest request) throws RegistryException {
        try {
            return client.sendAsync(request, info -> new ArrivingBody());
        } catch (IllegalArgumentException e) {
            throw new RegistryException(request.uri().getAuthority(), "is not a valid address for HTTP", e);
        }
    }

    /** Whether the same request may succeed a little later. */
    static boolean isTransient(IOException failure) {
        return isConnected(failure) && !(failure instanceof SSLHandshakeException) && !isPlain(failure);
    }

    /** Whether a server was listening. */
    static boolean isConnected(IOException failure) {
        return !isExplained(failure)
                && !(failure instanceof ConnectException || failure instanceof HttpConnectTimeoutException);
    }

    /** Whether the server does not use TLS. */
    static boolean isPlain(IOException failure) {
        return failure instanceof SSLException
                && String.valueOf(failure.getMessage()).contains("SSL message");
    }

    /** Whether the message is already fit for a user. */
    private static boolean isExplained(IOException failure) {
        return failure instanceof InterruptedIOException
                || failure instanceof RegistryException
                || failure instanceof InvalidImageException;
    }

    /** The failure with its context, and with what to do. */
    static IOException described(String where, IOException failure) {
        if (failure instanceof RegistryException known
                && !String.valueOf(known.getMessage()).startsWith(ImageAddress.TRANSPORT)) {
            return new RegistryException(where, String.valueOf(known.getMessage()), known);
        }
        return isExplained(failure) ? failure : new RegistryException(where, reason(failure), failure);
    }

    private static String reason(IOException failure) {
        if (isPlain(failure)) {
            return "the registry does not use TLS; --insecure allows plain HTTP";
        }
        if (failure instanceof SSLHandshakeException) {
            return "TLS failed: " + message(rootOf(failure))
                    + "; --ca-file names an authority to trust, --insecure accepts any certificate";
        }
        if (rootOf(failure) instanceof UnresolvedAddressException) {
            return "there is no host with this name";
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

    /** For the client, which calls this for each connection. */
    private static final class Selector extends ProxySelector {
        private static final ProxySelector DIRECT = HttpClient.Builder.NO_PROXY;

        private final Proxies proxies;

        Selector(Proxies proxies) {
            this.proxies = proxies;
        }

        @Override
        public List<Proxy> select(URI server) {
            return proxies.of(server).map(ProxyAddress::selector).orElse(DIRECT).select(server);
        }

        @Override
        public void connectFailed(URI server, SocketAddress proxy, IOException failure) {}
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server in front of a registry, with TLS or without: hands requests on, may want something to be shown, and may lead
 * elsewhere, as the test says.
 */
final class TlsFront implements AutoCloseable {
    private static final List<String> ASKED = List.of("Content-Type", "Content-Range", "Range", "Accept");
    private static final List<String> ANSWERED =
            List.of("Content-Type", "Content-Range", "Range", "Docker-Content-Digest");

    private final HttpServer server;
    private final int registry;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private final Map<String, UnaryOperator<String>> locations = new ConcurrentHashMap<>();
    private final Map<String, String> redirects = new ConcurrentHashMap<>();
    private final Map<String, Integer> refusals = new ConcurrentHashMap<>();
    private volatile String challenge = "";
    private volatile String wanted = "";

    private TlsFront(HttpServer server, int registry) {
        this.server = server;
        this.registry = registry;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    private static InetSocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** One without TLS. */
    static TlsFront plain(int registry) throws IOException {
        return new TlsFront(HttpServer.create(anyPort(), 0), registry);
    }

    /** One with the certificate {@code server} of an authority whose files are in a directory. */
    static TlsFront secured(Path authority, int registry) throws IOException {
        Path keys = authority.resolve("server.p12");
        Program.of(
                        "openssl",
                        "pkcs12",
                        "-export",
                        "-in",
                        "server.pem",
                        "-inkey",
                        "server.key",
                        "-out",
                        "server.p12",
                        "-passout",
                        "pass:front")
                .in(authority)
                .output();
        HttpsServer server = HttpsServer.create(anyPort(), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        return new TlsFront(server, registry);
    }

    private static SSLContext context(Path keys) throws IOException {
        try (InputStream in = Files.newInputStream(keys)) {
            char[] password = "front".toCharArray();
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, password);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new AssertionError("openssl writes key stores that Java reads", e);
        }
    }

    /** Wants to be shown this as {@code Authorization}; who shows nothing receives the challenge. */
    TlsFront asking(String authorization, String challenge) {
        this.wanted = authorization;
        this.challenge = challenge;
        return this;
    }

    /** Rewrites the path in the {@code Location} of answers to this method. */
    TlsFront leading(String method, UnaryOperator<String> location) {
        locations.put(method, location);
        return this;
    }

    /** Redirects each GET whose path is like this; {@code PATH} in the location stands for it. */
    TlsFront redirecting(String pattern, String location) {
        redirects.put(pattern, location);
        return this;
    }

    /** Refuses each request of a method. */
    TlsFront refusing(String method, int status) {
        refusals.put(method, status);
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** {@code localhost:<port>}. */
    String authority() {
        return "localhost:" + port();
    }

    /** What was asked: the method, and whether anything was shown, as in {@code PUT shown}. */
    List<String> log() {
        return List.copyOf(log);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String shown = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        String method = exchange.getRequestMethod();
        log.add(method + (shown.isEmpty() ? " bare" : " shown"));
        String path = exchange.getRequestURI().toString();
        try (exchange) {
            Optional<String> elsewhere = redirects.entrySet().stream()
                    .filter(entry -> method.equals("GET") && path.matches(entry.getKey()))
                    .map(entry -> entry.getValue().replace("PATH", path))
                    .findFirst();
            if (!wanted.isEmpty() && !shown.equals(wanted)) {
                exchange.getRequestBody().readAllBytes();
                exchange.getResponseHeaders().set("WWW-Authenticate", challenge);
                exchange.sendResponseHeaders(401, -1);
            } else if (elsewhere.isPresent()) {
                exchange.getResponseHeaders().set("Location", elsewhere.get());
                exchange.sendResponseHeaders(307, -1);
            } else if (refusals.containsKey(method)) {
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(refusals.get(method), -1);
            } else {
                handOn(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handOn(HttpExchange exchange) throws IOException, InterruptedException {
        URI target = URI.create("http://localhost:" + registry + exchange.getRequestURI());
        byte[] body = exchange.getRequestBody().readAllBytes();
        String method = exchange.getRequestMethod();
        HttpRequest.Builder request = HttpRequest.newBuilder(target).method(method, BodyPublishers.ofByteArray(body));
        for (String header : ASKED) {
            Optional.ofNullable(exchange.getRequestHeaders().getFirst(header))
                    .ifPresent(value -> request.header(header, value));
        }
        HttpResponse<byte[]> answer = client.send(request.build(), BodyHandlers.ofByteArray());
        for (String header : ANSWERED) {
            answer.headers()
                    .firstValue(header)
                    .ifPresent(value -> exchange.getResponseHeaders().set(header, value));
        }
        answer.headers()
                .firstValue("Location")
                .ifPresent(location -> exchange.getResponseHeaders()
                        .set(
                                "Location",
                                locations
                                        .getOrDefault(method, path -> path)
                                        .apply(location.replaceFirst("^https?://[^/]*", ""))));
        boolean empty = answer.body().length == 0 || method.equals("HEAD");
        exchange.sendResponseHeaders(answer.statusCode(), empty ? -1 : answer.body().length);
        if (!empty) {
            exchange.getResponseBody().write(answer.body());
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        client.shutdownNow();
    }
}

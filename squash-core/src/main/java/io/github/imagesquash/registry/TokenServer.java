// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Exchanges credentials for tokens (distribution's token authentication), with or without a user's name. */
final class TokenServer {
    private static final long SHORTEST_LIFE_SECONDS = 60;

    /** The longest lifetime, whatever a server says: a day is longer than any run. */
    private static final long LONGEST_LIFE_SECONDS = 86_400;

    private static final Pattern SENDABLE = Pattern.compile("[\\x21-\\x7e]+");

    /** A token is renewed this long before it expires, so that it stays valid for the request. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final AddressPolicy policy;
    private final String where;
    private final Http http;

    /** A token and the time to renew it. */
    record Token(String value, Instant renewal) {
        /** The token in a server's answer. */
        static Token read(byte[] document, String where, String server) throws IOException {
            ObjectNode json = object(document, where, server);
            String value = Stream.of(json.path("token"), json.path("access_token"))
                    .filter(node -> !node.asText().isEmpty() && node.isTextual())
                    .map(JsonNode::textValue)
                    .findFirst()
                    .orElseThrow(() -> new RegistryException(where, server + " gave no token"));
            // Never shown; the client's own error message would contain it.
            if (!SENDABLE.matcher(value).matches()) {
                throw new RegistryException(where, server + " gave a token with characters that no header can hold");
            }
            long life = Math.clamp(json.path("expires_in").asLong(0), SHORTEST_LIFE_SECONDS, LONGEST_LIFE_SECONDS);
            return new Token(value, Instant.now().plusSeconds(life).minus(MARGIN));
        }

        private static ObjectNode object(byte[] document, String where, String server) throws RegistryException {
            try {
                return OciJson.readObject(document, server);
            } catch (InvalidImageException _) {
                // Not as the cause: its message may repeat a part of the token.
                throw new RegistryException(where, server + " gave no JSON object with a token");
            }
        }

        /** The header value of a request. */
        String header() {
            return "Bearer " + value;
        }

        boolean isExpired() {
            return Instant.now().isAfter(renewal);
        }

        @Override
        public String toString() {
            return "token until " + renewal;
        }
    }

    /** @param where the beginning of messages */
    TokenServer(AddressPolicy policy, String where, Http http) {
        this.policy = policy;
        this.where = where;
        this.http = http;
    }

    /** Gets a token for a challenge. */
    Token fetch(Challenge challenge, List<Scope> scopes, Credentials credentials) throws IOException {
        boolean secret = !(credentials instanceof Credentials.Anonymous);
        URI realm = policy.tokenServer(challenge.parameter("realm"), where, secret);
        String server = Origin.of(realm).authority();
        return Token.read(document(realm, challenge.parameter("service"), scopes, credentials), where, server);
    }

    private byte[] document(URI realm, String service, List<Scope> scopes, Credentials credentials) throws IOException {
        String server = where + ": " + Origin.of(realm).authority();
        try {
            return http.document(server, () -> send(realm, service, scopes, credentials), answer -> {
                throw refused(realm, credentials, answer);
            });
        } catch (IOException e) {
            throw Http.described(server, e);
        }
    }

    private RegistryResponse send(URI realm, String service, List<Scope> scopes, Credentials credentials)
            throws IOException {
        String query = Stream.concat(
                        service.isEmpty() ? Stream.empty() : Stream.of("service=" + encoded(service)),
                        scopes.stream().map(scope -> "scope=" + encoded(scope.toString())))
                .collect(Collectors.joining("&"));
        String joint = realm.getRawQuery() == null ? "?" : "&";
        Request get =
                new Request("GET", URI.create(realm + joint + query), Map.of(), BodyPublishers::noBody, scopes, true);
        return switch (credentials) {
            case Credentials.Anonymous _ -> follow(get, Optional.empty());
            case Credentials.Password password -> follow(get, Optional.of(password.header()));
            case Credentials.IdentityToken identity ->
                follow(exchange(get.to(realm), service, scopes, identity), Optional.empty());
        };
    }

    /** Credentials go only to the server that the registry named. */
    private RegistryResponse follow(Request request, Optional<String> authorization) throws IOException {
        Request next = request;
        Optional<String> shown = authorization;
        RegistryResponse answer = http.send(next, shown);
        for (int redirects = 0; answer.redirects(next) && redirects < Session.MOST_REDIRECTS; redirects++) {
            URI target = policy.redirect(next.uri(), answer.location(next.uri()));
            if (!Origin.of(target).equals(Origin.of(next.uri()))) {
                if (next.method().equals("POST")) {
                    return answer;
                }
                shown = Optional.empty();
            }
            answer.discard();
            next = next.to(target);
            answer = http.send(next, shown);
        }
        return answer;
    }

    /** The OAuth2 form, which has all scopes in one field. */
    private static Request exchange(
            Request request, String service, List<Scope> scopes, Credentials.IdentityToken identity) {
        String scope = scopes.stream().map(Scope::toString).collect(Collectors.joining(" "));
        String form = "grant_type=refresh_token&client_id=squash&service=" + encoded(service) + "&scope="
                + encoded(scope) + "&refresh_token=" + encoded(identity.secret());
        return new Request("POST", request.uri(), request.headers(), request.body(), scopes, true)
                .with("Content-Type", "application/x-www-form-urlencoded")
                .sending(form.getBytes(StandardCharsets.US_ASCII));
    }

    private RegistryException refused(URI realm, Credentials credentials, RegistryResponse answer) {
        String whose = switch (credentials) {
            case Credentials.Anonymous(List<String> problems) ->
                problems.stream().map(problem -> problem + ", and ").findFirst().orElse("")
                        + "a token without credentials";
            case Credentials known -> "the credentials from " + known.origin();
        };
        return new RegistryException(
                where,
                "access denied: " + whose + " refused by " + Origin.of(realm).authority() + ", which answered "
                        + answer.quote());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Exchanges credentials for tokens (distribution's token authentication), with or without a user's name. */
final class TokenServer {
    private static final long SHORTEST_LIFE_SECONDS = 60;

    /** A token is renewed this long before it expires, so that it lasts for the request that it is sent with. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private final Endpoint endpoint;
    private final String where;
    private final boolean insecure;
    private final Http http;

    /** A token and when it is to be renewed. */
    record Token(String value, Instant renewal) {
        /** What a request shows. */
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

    /** @param where what messages begin with */
    TokenServer(Endpoint endpoint, String where, boolean insecure, Http http) {
        this.endpoint = endpoint;
        this.where = where;
        this.insecure = insecure;
        this.http = http;
    }

    /** Gets a token for what a challenge asks for. */
    Token fetch(Challenge challenge, List<Scope> scopes, Credentials credentials) throws IOException {
        URI realm = realm(challenge);
        Answer answer = send(realm, challenge.parameter("service"), scopes, credentials);
        if (answer.status() != 200) {
            throw refused(realm, credentials, answer);
        }
        ObjectNode json = OciJson.readObject(answer.document(realm.toString()), realm.toString());
        String value = Stream.of(
                        json.path("token").asText(), json.path("access_token").asText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElseThrow(() -> new RegistryException(where, realm.getAuthority() + " gave no token"));
        long life = Math.max(SHORTEST_LIFE_SECONDS, json.path("expires_in").asLong(0));
        return new Token(value, Instant.now().plusSeconds(life).minus(MARGIN));
    }

    private Answer send(URI realm, String service, List<Scope> scopes, Credentials credentials) throws IOException {
        String query = Stream.concat(
                        service.isEmpty() ? Stream.empty() : Stream.of("service=" + encoded(service)),
                        scopes.stream().map(scope -> "scope=" + encoded(scope.toString())))
                .collect(Collectors.joining("&"));
        String joint = realm.getRawQuery() == null ? "?" : "&";
        Request get =
                new Request("GET", URI.create(realm + joint + query), Map.of(), BodyPublishers::noBody, scopes, true);
        try {
            return switch (credentials) {
                case Credentials.Anonymous _ -> http.send(get, Optional.empty());
                case Credentials.Password password -> http.send(get, Optional.of(password.header()));
                case Credentials.IdentityToken identity ->
                    http.send(exchange(get.to(realm), service, scopes, identity), Optional.empty());
            };
        } catch (IOException e) {
            throw Http.described(realm.getAuthority(), e);
        }
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

    /** Passwords go where the registry says, but not from a safe connection to one that anybody can listen to. */
    private URI realm(Challenge challenge) throws RegistryException {
        try {
            URI realm = URI.create(challenge.parameter("realm"));
            boolean safe = "https".equals(realm.getScheme())
                    || insecure
                    || endpoint.base().getScheme().equals("http");
            if (realm.getHost() != null && safe) {
                return realm;
            }
        } catch (IllegalArgumentException _) {
            // Said below.
        }
        throw new RegistryException(
                where,
                "its token server \"" + challenge.parameter("realm") + "\" is no address to send credentials to");
    }

    private RegistryException refused(URI realm, Credentials credentials, Answer answer) {
        String whose = switch (credentials) {
            case Credentials.Anonymous _ -> "a token without credentials";
            case Credentials known -> "the credentials from " + known.origin();
        };
        return new RegistryException(
                where,
                "access denied: " + whose + " refused by " + realm.getAuthority() + ", which answered "
                        + answer.quote());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what to put into the {@code Authorization} header for one registry; tokens are kept until they expire. */
final class Authorizer {
    private final Repository repository;
    private final RegistryAccess access;
    private final TokenServer tokens;
    private final Map<List<Scope>, TokenServer.Token> known = new HashMap<>();
    private Optional<Challenge> challenge;
    private Credentials credentials = new Credentials.Anonymous(List.of());
    private boolean looked;

    /** @param first what it is needed for first, and named by where it is refused */
    Authorizer(Endpoint endpoint, AddressPolicy policy, ImageAddress first, RegistryAccess access, Http http) {
        this.repository = first.repository();
        this.access = access;
        this.tokens = new TokenServer(policy, first.toString(), http);
        this.challenge = preferred(endpoint.challenges());
    }

    private static Optional<Challenge> preferred(List<Challenge> challenges) {
        return challenges.stream()
                .filter(one -> one.scheme().equals("bearer") || one.scheme().equals("basic"))
                .max((one, other) -> one.scheme().compareTo(other.scheme()));
    }

    /** The header's value; empty where the registry asks for nothing or there is nothing to show. */
    synchronized Optional<String> header(List<Scope> scopes) throws IOException {
        if (challenge.isEmpty()) {
            return Optional.empty();
        }
        Credentials shown = credentials();
        if (challenge.get().scheme().equals("basic")) {
            return shown instanceof Credentials.Password password ? Optional.of(password.header()) : Optional.empty();
        }
        TokenServer.Token token = known.get(scopes);
        if (token == null || token.isExpired()) {
            token = tokens.fetch(challenge.get(), scopes, shown);
            known.put(scopes, token);
        }
        return Optional.of(token.header());
    }

    /**
     * The header was refused: a token may expire sooner than was said. Of several requests that went on with it, the first
     * gets a new one for all. Or nothing was shown, since some registries ask for it in their repositories alone.
     *
     * @param shown what was refused
     * @param challenges what was asked for
     * @return whether it is worth asking again, with something else to show
     */
    synchronized boolean renew(List<Scope> scopes, Optional<String> shown, List<Challenge> challenges)
            throws IOException {
        if (shown.isEmpty()) {
            challenge = challenge.or(() -> preferred(challenges));
            return header(scopes).isPresent();
        }
        known.computeIfPresent(scopes, (_, token) -> shown.equals(Optional.of(token.header())) ? null : token);
        return challenge.get().scheme().equals("bearer");
    }

    /** Why access may have been denied. */
    synchronized String explanation() throws IOException {
        return switch (credentials()) {
            case Credentials.Anonymous(List<String> problems) when !problems.isEmpty() -> problems.getFirst();
            case Credentials.Anonymous _ ->
                "there are no credentials for " + repository.domain() + "; docker login or podman login stores them";
            case Credentials known -> "the credentials from " + known.origin() + " do not allow it";
        };
    }

    private Credentials credentials() throws IOException {
        if (!looked) {
            credentials = access.credentials().find(repository);
            looked = true;
        }
        return credentials;
    }
}

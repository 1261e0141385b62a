// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the value of the {@code Authorization} header for one registry. Tokens are kept until they expire. */
final class Authorizer {
    private final Repository repository;
    private final RegistryAccess access;
    private final TokenServer tokens;
    private final Map<List<Scope>, TokenServer.Token> known = new HashMap<>();
    private Optional<Challenge> challenge;
    private Credentials credentials = new Credentials.Anonymous(List.of());
    private boolean looked;

    /** @param first what it is needed for first; messages about a refusal name it */
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

    /** The header's value; empty if the registry requires none or there are no credentials. */
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
     * Handles a refused header: a token may expire sooner than announced. The first of several parallel requests gets a
     * new token for all. Or no header was sent, since some registries require one only in their repositories.
     *
     * @param shown the refused header
     * @param challenges the challenges of the answer
     * @return whether another header can be tried
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

    /** The possible reason why access was denied. */
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

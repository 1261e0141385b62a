// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/** All requests to one registry: with credentials, with retries, and following redirects. */
final class Session {
    static final int MOST_REDIRECTS = 5;

    private final Endpoint endpoint;
    private final Authorizer authorizer;
    private final AddressPolicy policy;
    private final RegistryAccess access;
    private final Http http;
    private volatile boolean refusesRanges;

    Session(ImageAddress first, RegistryAccess access, Http http) throws IOException {
        this.access = access;
        this.http = http;
        this.endpoint = Endpoint.find(first, access, http);
        this.policy = new AddressPolicy(endpoint.base(), access);
        this.authorizer = new Authorizer(endpoint, policy, first, access, http);
    }

    Retries retries() {
        return access.retries();
    }

    /** Whether the registry refused a part of a blob before, but not the whole. */
    boolean refusesRanges() {
        return refusesRanges;
    }

    /** From now on no parts are requested. */
    void noteRangesRefused() {
        refusesRanges = true;
    }

    /** The address of something under {@code /v2/}. */
    URI uri(String path) {
        return endpoint.base().resolve(path);
    }

    /**
     * Sends a request. Redirects are followed, except for uploads and deletions.
     *
     * @throws IOException if there was no answer; the caller judges any answer
     */
    RegistryResponse send(Request request) throws IOException {
        return send(request, (_, _) -> true);
    }

    /** As {@link #send}, but a redirect that leaves the registry is the answer. */
    RegistryResponse sendWithin(Request request) throws IOException {
        return send(request, this::staysWithin);
    }

    private boolean staysWithin(URI asked, String location) {
        try {
            return policy.isOwn(Location.resolve(asked, location));
        } catch (IllegalArgumentException _) {
            return false;
        }
    }

    private RegistryResponse send(Request request, BiPredicate<URI, String> followed) throws IOException {
        Request next = request;
        RegistryResponse answer = authorized(next);
        for (int redirects = 0; answer.redirects(request); redirects++) {
            if (redirects == MOST_REDIRECTS) {
                throw new RegistryException(Origin.of(request.uri()).authority(), "redirects in a loop");
            }
            if (!followed.test(next.uri(), answer.location(next.uri()))) {
                return answer;
            }
            answer.discard();
            next = next.to(policy.redirect(next.uri(), answer.location(next.uri())));
            answer = authorized(next);
        }
        return answer;
    }

    /** Gets a document, and retries if its body breaks off. */
    byte[] document(Request request, String where, Http.Refused refused) throws IOException {
        return http.document(where, () -> send(request), refused);
    }

    /** Credentials are only for the registry, not for the store that it redirects to. */
    private RegistryResponse authorized(Request request) throws IOException {
        if (!policy.isOwn(request.uri())) {
            return http.send(request, Optional.empty());
        }
        Optional<String> shown = authorizer.header(request.scopes());
        RegistryResponse answer = http.send(request, shown);
        if (answer.status() != 401) {
            return answer;
        }
        List<Challenge> challenges = Challenge.parse(answer.headers().allValues("WWW-Authenticate"));
        if (!authorizer.renew(request.scopes(), shown, challenges)) {
            return answer;
        }
        answer.discard();
        return http.send(request, authorizer.header(request.scopes()));
    }

    /** The address where an upload continues, according to an answer. */
    URI upload(URI asked, RegistryResponse answer) throws RegistryException {
        return policy.upload(asked, answer.location(asked));
    }

    /** Cancels an upload, if the registry accepts that; it also forgets uploads by itself. */
    void cancel(URI upload, Scope scope) throws IOException {
        if (!policy.isOwn(upload)) {
            return;
        }
        try {
            http.sendOnce(Request.of("DELETE", upload, scope), authorizer.header(List.of(scope)))
                    .discard();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException _) {
            // The registry forgets the upload by itself.
        }
    }

    /** The error for an unexpected answer. */
    RegistryException refused(String where, RegistryResponse answer) throws IOException {
        return refused(where, answer, answer.refusal());
    }

    /** As {@link #refused(String, RegistryResponse)}, of an answer that has been read. */
    RegistryException refused(String where, RegistryResponse answer, Refusal refusal) throws IOException {
        String registry = Origin.of(endpoint.base()).authority();
        if (!policy.isOwn(answer.uri())) {
            String store = Origin.of(answer.uri()).authority();
            return new RegistryException(
                    where, store + " answered " + refusal + "; " + registry + " keeps its blobs there");
        }
        String said = registry + " answered " + refusal;
        return switch (answer.status()) {
            case 401, 403 ->
                new RegistryException(where, "access denied: " + authorizer.explanation() + " (" + said + ")");
            default -> new RegistryException(where, said);
        };
    }
}

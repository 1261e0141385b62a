// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All requests to one registry: with credentials, with retries, and following redirects. */
final class Session {
    static final int MOST_REDIRECTS = 5;

    private static final Pattern NEXT = Pattern.compile("<([^<>]*)>\\s*;[^,]*\\brel=\"?next\\b");

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

    /** As {@link #document}, of a document in pages: each names the next in its {@code Link} header (RFC 5988). */
    Page page(Request request, String where, Http.Refused refused) throws IOException {
        List<String> links = new ArrayList<>();
        byte[] bytes = http.document(
                where,
                () -> {
                    RegistryResponse answer = send(request);
                    links.clear();
                    answer.header("Link").ifPresent(links::add);
                    return answer;
                },
                refused);
        Optional<String> next = links.stream()
                .map(NEXT::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst();
        return new Page(bytes, next.isPresent() ? Optional.of(own(request.uri(), next.get())) : Optional.empty());
    }

    /**
     * A part of a document.
     *
     * @param next the address of the next part, if there is one
     */
    record Page(byte[] bytes, Optional<URI> next) {}

    private URI own(URI asked, String location) throws RegistryException {
        String where = Origin.of(asked).authority();
        try {
            URI address = Location.resolve(asked, location);
            if (policy.isOwn(address)) {
                return address;
            }
            throw new RegistryException(where, "continues a list at another server");
        } catch (IllegalArgumentException e) {
            throw new RegistryException(where, "continues a list at an invalid address: " + e.getMessage(), e);
        }
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

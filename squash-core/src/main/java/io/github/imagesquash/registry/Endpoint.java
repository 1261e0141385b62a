// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The address of a registry, and the authorization that it requires.
 *
 * @param base its address, {@code https://host/v2/}
 * @param challenges empty if it requires none
 */
record Endpoint(URI base, List<Challenge> challenges) {
    Endpoint {
        challenges = List.copyOf(challenges);
    }

    /**
     * Checks whether a server is a registry (distribution-spec, "Determining Support"). Plain HTTP is tried if nobody
     * can listen, and if the user allows it.
     *
     * @param first what it is needed for
     */
    static Endpoint find(ImageAddress first, RegistryAccess access, Http http) throws IOException {
        Repository repository = first.repository();
        List<String> schemes = repository.isLocal()
                ? List.of("http", "https")
                : access.insecure() ? List.of("https", "http") : List.of("https");
        for (int failures = 1; ; failures++) {
            switch (attempt(schemes, first, access, http)) {
                case Attempt.Found found -> {
                    return found.endpoint();
                }
                case Attempt.Failed failed -> {
                    if (!failed.mayPass() || !access.retries().await(failures)) {
                        throw Http.described(first + ": " + repository.authority(), failed.failure());
                    }
                }
            }
        }
    }

    private static Attempt attempt(List<String> schemes, ImageAddress first, RegistryAccess access, Http http)
            throws IOException {
        Attempt attempt = attempt(schemes.getFirst(), first, access, http);
        if (schemes.size() == 1 || !(attempt instanceof Attempt.Failed failed) || !failed.otherScheme()) {
            return attempt;
        }
        Attempt other = attempt(schemes.getLast(), first, access, http);
        // If both fail, the attempt with an understood answer has the better message.
        return other instanceof Attempt.Failed second && Http.isPlain(second.failure()) ? attempt : other;
    }

    private static Attempt attempt(String scheme, ImageAddress first, RegistryAccess access, Http http)
            throws IOException {
        URI base = uri(scheme + "://" + first.repository().authority() + "/v2/", first);
        try {
            return answered(base, first, access, http);
        } catch (IOException e) {
            return new Attempt.Failed(e, Http.isTransient(e), Http.isConnected(e));
        }
    }

    /** Follows redirects, because the servers in front of some registries answer with one. */
    private static Attempt answered(URI base, ImageAddress first, RegistryAccess access, Http http) throws IOException {
        AddressPolicy policy = new AddressPolicy(base, access);
        Request request = Request.of("GET", base, Scope.pull(first.repository()));
        RegistryResponse answer = http.sendOnce(request, Optional.empty());
        for (int redirects = 0; answer.redirects(request) && redirects < Session.MOST_REDIRECTS; redirects++) {
            answer.discard();
            request = request.to(policy.redirect(request.uri(), answer.location(request.uri())));
            answer = http.sendOnce(request, Optional.empty());
        }
        if (answer.isSuccess() || answer.status() == 401) {
            answer.discard();
            return new Attempt.Found(of(base, request.uri(), answer));
        }
        boolean busy = Retries.isTransient(answer.status());
        String problem = Origin.of(request.uri()).authority() + (busy ? " is out of order" : " is not a registry")
                + ": it answered " + answer.quote() + " to GET " + request.uri().getRawPath();
        // The answer of servers with TLS to plain HTTP.
        boolean otherScheme = answer.status() == 400;
        return new Attempt.Failed(new RegistryException(first.toString(), problem), busy, otherScheme);
    }

    /**
     * The same host with TLS is the same registry. A request follows a redirect to another host, but the authorization
     * that the other host requires is ignored.
     */
    private static Endpoint of(URI asked, URI last, RegistryResponse answer) {
        boolean upgraded = Origin.of(last).isSecure()
                && Origin.of(last).host().equals(Origin.of(asked).host())
                && last.getRawPath().equals(asked.getRawPath());
        URI base = upgraded ? last.resolve("/v2/") : asked;
        boolean own = Origin.of(base).equals(Origin.of(last));
        return new Endpoint(base, own ? Challenge.parse(answer.headers().allValues("WWW-Authenticate")) : List.of());
    }

    private static URI uri(String text, ImageAddress first) throws RegistryException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(first.toString(), "not a host name", e);
        }
    }

    /** The result of a request. */
    private sealed interface Attempt {
        record Found(Endpoint endpoint) implements Attempt {}

        /**
         * @param mayPass whether the same request may succeed later
         * @param otherScheme whether the other scheme may succeed
         */
        record Failed(IOException failure, boolean mayPass, boolean otherScheme) implements Attempt {}
    }
}

package io.github.imagesquash.registry;

import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * Where a registry answers, and what it wants to be shown.
 *
 * @param base its address, {@code https://host/v2/}
 * @param challenges empty if it lets everybody in
 */
record Endpoint(URI base, List<Challenge> challenges) {
    Endpoint {
        challenges = List.copyOf(challenges);
    }

    /**
     * Asks a registry whether it is one (distribution-spec, "Determining Support"). Plain HTTP is tried where nobody can
     * listen in, and where the user allows it.
     *
     * @param first what it is needed for
     */
    static Endpoint find(ImageAddress first, RegistryAccess access, Http http) throws IOException {
        Repository repository = first.repository();
        List<String> schemes = repository.isLocal()
                ? List.of("http", "https")
                : access.insecure() ? List.of("https", "http") : List.of("https");
        for (int failures = 1; ; failures++) {
            switch (attempt(schemes, first, http)) {
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

    private static Attempt attempt(List<String> schemes, ImageAddress first, Http http) throws IOException {
        Attempt attempt = attempt(schemes.getFirst(), first, http);
        if (schemes.size() == 1 || !(attempt instanceof Attempt.Failed failed) || !failed.otherScheme()) {
            return attempt;
        }
        Attempt other = attempt(schemes.getLast(), first, http);
        // Where both fail, the one that was understood has more to say.
        return other instanceof Attempt.Failed second && Http.isPlain(second.failure()) ? attempt : other;
    }

    private static Attempt attempt(String scheme, ImageAddress first, Http http) throws IOException {
        String authority = first.repository().authority();
        URI base = uri(scheme + "://" + authority + "/v2/", first);
        try {
            Answer answer = http.sendOnce(Request.of("GET", base, Scope.pull(first.repository())));
            if (answer.status() == 200 || answer.status() == 401) {
                answer.discard();
                return new Attempt.Found(
                        new Endpoint(base, Challenge.parse(answer.headers().allValues("WWW-Authenticate"))));
            }
            boolean busy = Retries.isTransient(answer.status());
            String problem = authority + (busy ? " is out of order" : " is not a registry") + ": it answered "
                    + answer.quote() + " to GET /v2/";
            // What servers with TLS say to plain HTTP.
            boolean otherScheme = answer.status() == 400;
            return new Attempt.Failed(new RegistryException(first.toString(), problem), busy, otherScheme);
        } catch (IOException e) {
            return new Attempt.Failed(e, Http.isTransient(e), Http.isConnected(e));
        }
    }

    private static URI uri(String text, ImageAddress first) throws RegistryException {
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(first.toString(), "not a host's name", e);
        }
    }

    /** Whether an address is this registry's, so that it may see what is meant for it. */
    boolean owns(URI address) {
        return base.getScheme().equals(address.getScheme())
                && base.getAuthority().equals(address.getAuthority());
    }

    /** What came of asking. */
    private sealed interface Attempt {
        record Found(Endpoint endpoint) implements Attempt {}

        /**
         * @param mayPass whether it is worth asking again
         * @param otherScheme whether it is worth asking with the other scheme
         */
        record Failed(IOException failure, boolean mayPass, boolean otherScheme) implements Attempt {}
    }
}

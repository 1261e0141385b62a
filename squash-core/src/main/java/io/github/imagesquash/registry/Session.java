package io.github.imagesquash.registry;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** All requests to one registry: with credentials, repeated where that may help, redirects followed. */
final class Session {
    private static final int MOST_REDIRECTS = 5;

    private final Endpoint endpoint;
    private final Authorizer authorizer;
    private final RegistryAccess access;
    private final Http http;

    Session(ImageAddress first, RegistryAccess access, Http http) throws IOException {
        this.access = access;
        this.http = http;
        this.endpoint = Endpoint.find(first, access, http);
        this.authorizer = new Authorizer(endpoint, first, access, http);
    }

    Retries retries() {
        return access.retries();
    }

    /** The address of something under {@code /v2/}. */
    URI uri(String path) {
        return endpoint.base().resolve(path);
    }

    /**
     * Sends a request; a redirect is followed only where nothing is uploaded.
     *
     * @throws IOException if no answer came; any answer is for the caller to judge
     */
    Answer send(Request request) throws IOException {
        Request next = request;
        Answer answer = authorized(next);
        for (int redirects = 0; isRedirect(answer, request); redirects++) {
            if (redirects == MOST_REDIRECTS) {
                throw new RegistryException(request.uri().getAuthority(), "redirects in circles");
            }
            answer.discard();
            next = next.to(target(next.uri(), answer));
            answer = authorized(next);
        }
        return answer;
    }

    /** Credentials are for the registry alone: not for the store that it redirects to. */
    private Answer authorized(Request request) throws IOException {
        if (!endpoint.owns(request.uri())) {
            return http.send(request, Optional.empty());
        }
        Optional<String> shown = authorizer.header(request.scopes());
        Answer answer = http.send(request, shown);
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

    private static boolean isRedirect(Answer answer, Request request) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads
                && switch (answer.status()) {
                    case 301, 302, 303, 307, 308 -> answer.header("Location").isPresent();
                    default -> false;
                };
    }

    private URI target(URI from, Answer answer) throws RegistryException {
        URI target = location(from, answer);
        boolean downgraded = from.getScheme().equals("https") && !"https".equals(target.getScheme());
        if (downgraded && !access.insecure()) {
            throw new RegistryException(from.getAuthority(), "redirects to " + target.getAuthority() + " without TLS");
        }
        return target;
    }

    /** Where an answer points at, relative to what was asked. */
    static URI location(URI from, Answer answer) throws RegistryException {
        String text = answer.header("Location")
                .orElseThrow(() -> new RegistryException(
                        from.getAuthority(), "answered " + answer.status() + " without the Location it must have"));
        try {
            return from.resolve(text);
        } catch (IllegalArgumentException e) {
            throw new RegistryException(from.getAuthority(), "gave a Location that is no address: " + text, e);
        }
    }

    /** The error for an answer that nobody wants. */
    RegistryException refused(String where, Answer answer) throws IOException {
        String said = endpoint.base().getAuthority() + " answered " + answer.quote();
        return switch (answer.status()) {
            case 401, 403 ->
                new RegistryException(where, "access denied: " + authorizer.explanation() + " (" + said + ")");
            default -> new RegistryException(where, said);
        };
    }
}

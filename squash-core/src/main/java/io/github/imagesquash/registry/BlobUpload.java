package io.github.imagesquash.registry;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.oci.Digest;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Brings one blob into a repository: at best the registry takes it from another one, else it is sent in one request. Where
 * that fails, or is too much at once, it goes in chunks, so that each that arrived is progress, and the next begins where
 * the registry says it is.
 */
final class BlobUpload {
    private static final long CHUNK = 16 << 20;
    private static final Pattern RANGE = Pattern.compile("(?:bytes=)?0-([0-9]{1,18})");

    private final Session session;
    private final URI uploads;
    private final Scope scope;
    private final String where;
    private final Digest digest;
    private final long size;
    private final BlobContent content;
    private final HighWaterMark mark;
    private long chunk = CHUNK;
    private long mostReceived;
    private int failures;

    /** An upload that has begun: where the rest goes, and how much the registry has. */
    private record State(URI location, long received) {}

    BlobUpload(
            Session session,
            URI uploads,
            Scope scope,
            String where,
            Digest digest,
            long size,
            BlobContent content,
            ByteMeter meter) {
        this.session = session;
        this.uploads = uploads;
        this.scope = scope;
        this.where = where;
        this.digest = digest;
        this.size = size;
        this.content = content;
        this.mark = new HighWaterMark(meter);
    }

    /**
     * Pushes the blob.
     *
     * @param mirrors repositories that the registry may take it from
     */
    void run(List<Repository> mirrors) throws IOException {
        Optional<State> begun = mirrors.isEmpty() ? Optional.of(begin()) : mount(mirrors.getFirst());
        if (begun.isPresent() && !sendWhole(begun.get())) {
            sendChunks();
        }
        mark.reached(size);
    }

    private State begin() throws IOException {
        Answer answer = session.send(Request.of("POST", uploads, scope));
        return accepted(uploads, answer, 202, 0);
    }

    /** @return empty if the registry took the blob from the other repository */
    private Optional<State> mount(Repository from) throws IOException {
        URI uri = URI.create(uploads + "?mount=" + digest + "&from=" + from.path());
        Answer answer = session.send(Request.of("POST", uri, scope).allowing(Scope.pull(from)));
        if (answer.status() == 201) {
            answer.discard();
            return Optional.empty();
        }
        return Optional.of(answer.status() == 202 ? accepted(uploads, answer, 202, 0) : begin(answer));
    }

    private State begin(Answer refusedMount) throws IOException {
        refusedMount.discard();
        return begin();
    }

    /** @return false if it is worth trying in chunks */
    private boolean sendWhole(State begun) throws IOException {
        Request request = Request.of("PUT", completed(begun.location()), scope)
                .with("Content-Type", "application/octet-stream")
                .uploading(new RegionPublisher(content.region(), 0, mark));
        try {
            Answer answer = session.send(request);
            if (answer.status() == 201) {
                answer.discard();
                return true;
            }
            if (answer.status() != 413) {
                retry(answer);
            }
        } catch (IOException e) {
            retry(e);
        }
        return false;
    }

    private void sendChunks() throws IOException {
        State state = begin();
        while (true) {
            try {
                state = state.received() < size ? sendChunk(state) : finish(state);
                if (state.received() > size) {
                    return;
                }
                noteHeadway(state);
            } catch (IOException e) {
                retry(e);
                state = resume(state);
            }
        }
    }

    /** More than ever has arrived; what arrives again after a new beginning does not count. */
    private void noteHeadway(State state) {
        if (state.received() > mostReceived) {
            mostReceived = state.received();
            failures = 0;
        }
    }

    private State sendChunk(State state) throws IOException {
        long length = Math.min(chunk, size - state.received());
        Request request = Request.of("PATCH", state.location(), scope)
                .with("Content-Type", "application/octet-stream")
                .with("Content-Range", state.received() + "-" + (state.received() + length - 1))
                .uploading(
                        new RegionPublisher(content.region().slice(state.received(), length), state.received(), mark));
        Answer answer = session.send(request);
        if (Retries.isTransient(answer.status()) || answer.status() == 416) {
            throw new IOException("the registry answered " + answer.quote());
        }
        return accepted(state.location(), answer, 202, state.received() + length);
    }

    /** @return a state with more than all bytes: nothing is left to do */
    private State finish(State state) throws IOException {
        Answer answer = session.send(Request.of("PUT", completed(state.location()), scope));
        if (answer.status() != 201) {
            throw session.refused(where, answer);
        }
        answer.discard();
        return new State(state.location(), size + 1);
    }

    /** Where the registry is, or a new beginning if it has forgotten. */
    private State resume(State state) throws IOException {
        Answer answer = session.send(Request.of("GET", state.location(), scope));
        if (answer.status() == 204) {
            return accepted(state.location(), answer, 204, 0);
        }
        answer.discard();
        return begin();
    }

    private State accepted(URI asked, Answer answer, int expected, long received) throws IOException {
        if (answer.status() != expected) {
            throw session.refused(where, answer);
        }
        answer.discard();
        answer.headers().firstValueAsLong("OCI-Chunk-Min-Length").ifPresent(least -> chunk = Math.max(chunk, least));
        return new State(
                session.upload(asked, answer),
                answer.header("Range").map(BlobUpload::end).orElse(received));
    }

    /** How many bytes a range has; {@code 0-0} is what registries say of none. */
    private static long end(String range) {
        Matcher matcher = RANGE.matcher(range);
        long last = matcher.matches() ? Long.parseLong(matcher.group(1)) : 0;
        return last == 0 ? 0 : last + 1;
    }

    private URI completed(URI location) {
        return URI.create(location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
    }

    private void retry(Answer answer) throws IOException {
        boolean again =
                Retries.isTransient(answer.status()) && session.retries().await(++failures, answer.headers());
        if (!again) {
            throw session.refused(where, answer);
        }
        answer.discard();
    }

    private void retry(IOException failure) throws IOException {
        if (!Http.isTransient(failure)) {
            throw failure;
        }
        if (!session.retries().await(++failures)) {
            throw new RegistryException(
                    where,
                    "the upload of " + size + " bytes failed " + failures + " times in a row: " + failure.getMessage(),
                    failure);
        }
    }
}

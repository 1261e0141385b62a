// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.registry.BlobProbe.Presence;
import io.github.imagesquash.registry.UploadRequests.State;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Uploads one blob into a repository. If possible, the registry mounts it from another repository; otherwise it is sent
 * in one request. If that fails, or if the registry refuses it, the blob is sent in chunks. Each chunk that arrived is
 * progress, and the next one begins at the position that the registry reports. A registry that accepts no chunks gets
 * the blob in one stream.
 */
final class BlobUpload {
    private static final long CHUNK = 16 << 20;

    /** After this many bytes of progress, the count of attempts starts again. */
    private static final long HEADWAY = 1 << 20;

    private final UploadRequests requests;
    private final long size;
    private final BlobContent content;
    private final HighWaterMark mark;
    private long chunk = CHUNK;
    private long mostReceived;
    private long refusedAt = -1;
    private int failures;

    BlobUpload(UploadRequests requests, long size, BlobContent content, ByteMeter meter) {
        this.requests = requests;
        this.size = size;
        this.content = content;
        this.mark = new HighWaterMark(meter);
    }

    /**
     * Pushes the blob.
     *
     * @param mirrors repositories that the registry may take it from
     * @throws RegistryException if the registry refuses it, or does not have it although it reported success
     */
    void run(List<Repository> mirrors) throws IOException {
        Optional<State> begun = mirrors.isEmpty() ? Optional.of(requests.begin()) : requests.mount(mirrors.getFirst());
        if (begun.isPresent()) {
            if (!sendWhole(begun.get()) && !sendChunks()) {
                sendStream();
            }
            requireStored();
        }
        mark.reached(size);
    }

    private void requireStored() throws IOException {
        for (int attempt = 1; requests.probe().ask() == Presence.ABSENT; attempt++) {
            if (!retries().await(attempt)) {
                throw new RegistryException(requests.where(), "the registry accepted the blob, but does not have it");
            }
        }
    }

    /** @return false if it should be tried in chunks */
    private boolean sendWhole(State begun) throws IOException {
        try {
            RegistryResponse answer = requests.putWhole(begun, content.region(), mark);
            if (answer.isSuccess()) {
                answer.discard();
                return true;
            }
            Refusal refusal = answer.refusal();
            if (Retries.isTransient(answer.status()) || !refusal.mayTakeItOtherwise()) {
                retry(answer, refusal);
            }
        } catch (IOException e) {
            retry(e);
        }
        return false;
    }

    /** @return false if the registry accepts no chunks */
    private boolean sendChunks() throws IOException {
        State state = requests.begin();
        while (true) {
            try {
                if (state.received() == size) {
                    requests.finish(state);
                    return true;
                }
                Optional<State> next = sendChunk(state);
                if (next.isEmpty()) {
                    return false;
                }
                state = next.get();
                noteHeadway(state);
            } catch (IOException e) {
                retry(e);
                state = resume(state);
            }
        }
    }

    /** @return empty if the registry accepts no chunks */
    private Optional<State> sendChunk(State state) throws IOException {
        long length = Math.min(chunk, size - state.received());
        RegistryResponse answer = requests.patchChunk(state, content.region(), length, mark);
        if (answer.isSuccess()) {
            answer.discard();
            noteChunkSize(answer);
            long received = UploadRange.after(answer, state.received(), state.received() + length);
            return Optional.of(requests.after(state, answer, received));
        }
        Refusal refusal = answer.refusal();
        boolean elsewhere = answer.status() == 416;
        boolean again = elsewhere && refusedAt == state.received();
        boolean first = mostReceived == 0 && state.received() == 0;
        if (first && refusal.mayTakeItOtherwise() && !Retries.isTransient(answer.status()) && elsewhere == again) {
            return Optional.empty();
        }
        if (Retries.isTransient(answer.status()) || elsewhere || answer.status() == 404) {
            refusedAt = elsewhere ? state.received() : -1;
            throw new IOException("the registry answered " + refusal);
        }
        throw requests.session().refused(requests.where(), answer, refusal);
    }

    private void noteChunkSize(RegistryResponse answer) {
        answer.header("OCI-Chunk-Min-Length")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .ifPresent(least -> chunk = Math.max(chunk, Long.parseLong(least)));
    }

    /** More bytes have arrived than ever before; bytes that arrive again after a new beginning do not count. */
    private void noteHeadway(State state) throws IOException {
        long more = state.received() - mostReceived;
        if (more >= HEADWAY || more > 0 && state.received() == size) {
            mostReceived = state.received();
            failures = 0;
        } else if (state.received() < size && ++failures >= retries().attempts()) {
            throw new RegistryException(
                    requests.where(),
                    "the registry took " + state.received() + " of " + size + " bytes in " + failures
                            + " requests, and no more");
        }
    }

    /**
     * The position that the registry has reached, or a new beginning if it has forgotten the upload or refused to
     * continue there.
     */
    private State resume(State state) throws IOException {
        Optional<State> there =
                requests.status(state).filter(now -> now.received() <= size && now.received() != refusedAt);
        return there.isPresent() ? there.get() : requests.begin();
    }

    /** All bytes in one stream, for a registry that accepts them neither with the PUT nor in chunks. */
    private void sendStream() throws IOException {
        while (true) {
            try {
                State begun = requests.begin();
                RegistryResponse answer = requests.patchWhole(begun, content.region(), mark);
                if (answer.isSuccess()) {
                    answer.discard();
                    requests.finish(requests.after(begun, answer, size));
                    return;
                }
                retry(answer, answer.refusal());
            } catch (IOException e) {
                retry(e);
            }
        }
    }

    private Retries retries() {
        return requests.session().retries();
    }

    private void retry(RegistryResponse answer, Refusal refusal) throws IOException {
        boolean again = Retries.isTransient(answer.status()) && retries().await(++failures, answer.headers());
        if (!again) {
            throw requests.session().refused(requests.where(), answer, refusal);
        }
    }

    private void retry(IOException failure) throws IOException {
        if (!Http.isTransient(failure)) {
            throw failure;
        }
        if (!retries().await(++failures)) {
            throw new RegistryException(
                    requests.where(),
                    "the upload of " + size + " bytes failed " + failures + " times in a row: " + failure.getMessage(),
                    failure);
        }
    }
}

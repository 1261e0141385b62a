// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.blob.FileRegion;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.registry.BlobProbe.Presence;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The single requests of an upload and what their answers mean (distribution-spec, "Pushing blobs";
 * docs/registries.md).
 *
 * @param uploads the address where uploads begin
 * @param probe checks whether the blob is there
 * @param where the name of the blob in messages
 */
record UploadRequests(Session session, URI uploads, BlobProbe probe, Scope scope, String where, Digest digest) {
    /** An upload that has begun: the address for the rest, and the number of bytes that the registry has. */
    record State(URI location, long received) {}

    State begin() throws IOException {
        RegistryResponse answer = session.send(Request.of("POST", uploads, scope));
        if (!answer.isSuccess()) {
            throw session.refused(where, answer);
        }
        answer.discard();
        return new State(session.upload(uploads, answer), 0);
    }

    /**
     * Asks the registry to mount the blob from another repository. If it or its token server refuses for any reason, a
     * plain upload may succeed.
     *
     * @return empty if the registry has it
     */
    Optional<State> mount(Repository from) throws IOException {
        URI uri = URI.create(uploads + "?mount=" + digest + "&from=" + from.path());
        RegistryResponse answer;
        try {
            answer = session.send(Request.of("POST", uri, scope).allowing(Scope.pull(from)));
        } catch (RegistryException _) {
            return Optional.of(begin());
        }
        answer.discard();
        if (answer.isSuccess() && answer.status() != 201 && leadsToUpload(answer)) {
            return Optional.of(new State(session.upload(uploads, answer), 0));
        }
        return answer.isSuccess() && probe.ask() != Presence.ABSENT ? Optional.empty() : Optional.of(begin());
    }

    /** A mounted blob is at an address with its digest. */
    private boolean leadsToUpload(RegistryResponse answer) {
        return answer.header("Location")
                .filter(location -> !location.contains("/blobs/" + digest))
                .isPresent();
    }

    /** Sends all bytes and completes the upload. */
    RegistryResponse putWhole(State begun, FileRegion content, HighWaterMark mark) throws IOException {
        return session.send(Request.of("PUT", completed(begun), scope)
                .with("Content-Type", "application/octet-stream")
                .uploading(new RegionPublisher(content, 0, mark)));
    }

    /** Sends some bytes, from the position that the registry has reached. */
    RegistryResponse patchChunk(State state, FileRegion content, long length, HighWaterMark mark) throws IOException {
        long from = state.received();
        return session.send(Request.of("PATCH", state.location(), scope)
                .with("Content-Type", "application/octet-stream")
                .with("Content-Range", from + "-" + (from + length - 1))
                .uploading(new RegionPublisher(content.slice(from, length), from, mark)));
    }

    /** Sends all bytes without a range, as containers/image and Docker do. */
    RegistryResponse patchWhole(State begun, FileRegion content, HighWaterMark mark) throws IOException {
        return session.send(Request.of("PATCH", begun.location(), scope)
                .with("Content-Type", "application/octet-stream")
                .uploading(new RegionPublisher(content, 0, mark)));
    }

    /**
     * Completes an upload. If the registry has completed it, but its answer was lost, the registry no longer knows the
     * upload.
     */
    void finish(State state) throws IOException {
        RegistryResponse answer = session.send(Request.of("PUT", completed(state), scope));
        if (answer.isSuccess()) {
            answer.discard();
            return;
        }
        Refusal refusal = answer.refusal();
        if (answer.status() != 404 || probe.ask() != Presence.THERE) {
            throw session.refused(where, answer, refusal);
        }
    }

    /** The position of an upload; empty if the registry has forgotten it or does not say. */
    Optional<State> status(State state) throws IOException {
        RegistryResponse answer = session.send(Request.of("GET", state.location(), scope));
        answer.discard();
        Optional<Long> received = UploadRange.received(answer);
        return answer.isSuccess() && received.isPresent()
                ? Optional.of(after(state, answer, received.get()))
                : Optional.empty();
    }

    /** The state after an answer: at the same address, unless the answer names another. */
    State after(State state, RegistryResponse answer, long received) throws IOException {
        boolean moved = answer.header("Location").isPresent();
        return new State(moved ? session.upload(state.location(), answer) : state.location(), received);
    }

    private URI completed(State state) {
        URI location = state.location();
        return URI.create(location + (location.getRawQuery() == null ? "?" : "&") + "digest=" + digest);
    }
}

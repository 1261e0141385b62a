// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.net.URI;

/**
 * Checks whether a repository has a blob.
 *
 * @param address the address of the blob
 */
record BlobProbe(Session session, URI address, Scope scope) {
    /** The answer of a registry about a blob. */
    enum Presence {
        /** The blob is there. */
        THERE,
        /** The blob is not there. */
        ABSENT,
        /** Unknown: the bytes may be requested or sent. */
        UNKNOWN
    }

    /**
     * Asks the registry. A redirect to a blob store means that the blob is there, although many stores do not answer
     * {@code HEAD} at an address that is signed for {@code GET}.
     *
     * @throws IOException if there was no answer
     */
    Presence ask() throws IOException {
        Request request = Request.of("HEAD", address, scope);
        RegistryResponse answer = session.sendWithin(request);
        answer.discard();
        if (answer.isSuccess() || answer.redirects(request)) {
            return Presence.THERE;
        }
        return answer.status() == 404 || answer.status() == 410 ? Presence.ABSENT : Presence.UNKNOWN;
    }
}

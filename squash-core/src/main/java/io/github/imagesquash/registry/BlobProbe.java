// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.io.IOException;
import java.net.URI;

/**
 * The question whether a repository holds a blob.
 *
 * @param address the blob's
 */
record BlobProbe(Session session, URI address, Scope scope) {
    /** What a registry says of a blob. */
    enum Presence {
        /** It is there. */
        THERE,
        /** It is not. */
        ABSENT,
        /** The registry does not say: it may be asked for its bytes, or be sent them. */
        UNKNOWN
    }

    /**
     * Asks the registry. A redirect to a blob store is a yes: there is something to be fetched, although many stores do not
     * answer {@code HEAD} at an address that is signed for {@code GET}.
     *
     * @throws IOException if no answer came
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

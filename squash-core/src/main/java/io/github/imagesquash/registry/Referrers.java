// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.Index;
import java.io.IOException;
import java.util.Optional;

/** The manifests whose subject is a given one, as the registry lists them (distribution-spec, "Listing Referrers"). */
final class Referrers {
    private final Session session;
    private final ImageAddress address;

    Referrers(Session session, ImageAddress address) {
        this.session = session;
        this.address = address;
    }

    /**
     * The list.
     *
     * @return empty if the registry has no such lists, or does not show them
     * @throws IOException if there was no answer
     */
    Optional<Index> to(Digest subject) throws IOException {
        String where = address + ": referrers to " + subject.shortForm();
        String path = address.repository().path() + "/referrers/" + subject;
        try {
            RegistryResponse answer =
                    session.send(Request.of("GET", session.uri(path), Scope.pull(address.repository())));
            if (!answer.isSuccess()) {
                answer.discard();
                return Optional.empty();
            }
            return Optional.of(Index.parse(answer.document(where), where));
        } catch (IOException e) {
            throw Http.described(where, e);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.OciJson;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A list of names, which comes in pages (distribution-spec, "Content Discovery").
 *
 * @param where its name in messages
 */
record NameList(Session session, String where, Scope scope) {
    /** The names that are requested at once; registries may give fewer. */
    static final int PAGE = 1000;

    /** More than any registry has: a list that is longer does not end. */
    private static final int MOST_NAMES = 2_000_000;

    private static final int NOT_FOUND = 404;

    /** The names; fails if there is no such list. */
    List<String> read(String path, String key) throws IOException {
        return read(path, key, answer -> {
            throw session.refused(where, answer);
        });
    }

    /** The names; none if there is no such list. */
    List<String> readIfPresent(String path, String key) throws IOException {
        try {
            return read(path, key, answer -> {
                if (answer.status() == NOT_FOUND) {
                    throw new AbsentManifestException(where, answer.quote());
                }
                throw session.refused(where, answer);
            });
        } catch (AbsentManifestException _) {
            return List.of();
        }
    }

    private List<String> read(String path, String key, Http.Refused refused) throws IOException {
        List<String> names = new ArrayList<>();
        Optional<URI> next = Optional.of(session.uri(path));
        while (next.isPresent()) {
            Session.Page page = page(next.get(), refused);
            int before = names.size();
            addNames(page.bytes(), key, names);
            if (names.size() > MOST_NAMES) {
                throw new InvalidImageException(where, "more than " + MOST_NAMES + " names");
            }
            // An empty page is the last one, even if it names another.
            next = page.next().filter(_ -> names.size() > before);
        }
        return names.stream().distinct().toList();
    }

    private Session.Page page(URI address, Http.Refused refused) throws IOException {
        try {
            return session.page(Request.of("GET", address, scope), where, refused);
        } catch (IOException e) {
            throw Http.described(where, e);
        }
    }

    /** Registries give {@code null} for an empty list. */
    private void addNames(byte[] document, String key, List<String> names) throws InvalidImageException {
        for (JsonNode name : OciJson.readObject(document, where).path(key)) {
            if (!name.isTextual()) {
                throw new InvalidImageException(
                        where, "\"" + key + "\": expected strings, found " + name.getNodeType());
            }
            names.add(name.textValue());
        }
    }
}

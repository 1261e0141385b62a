// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/** The credentials that identify a user to a registry. */
sealed interface Credentials {
    /** Their origin, for messages. */
    String origin();

    /**
     * No credentials.
     *
     * @param problems the reasons, if there should have been credentials
     */
    record Anonymous(List<String> problems) implements Credentials {
        public Anonymous {
            problems = List.copyOf(problems);
        }

        @Override
        public String origin() {
            return "nowhere";
        }
    }

    /** A name and a password or access token. */
    record Password(String user, String secret, String origin) implements Credentials {
        /** The value of the {@code Authorization} header (RFC 7617). */
        String header() {
            byte[] pair = (user + ":" + secret).getBytes(StandardCharsets.UTF_8);
            return "Basic " + Base64.getEncoder().encodeToString(pair);
        }

        @Override
        public String toString() {
            return "password of " + user;
        }
    }

    /** A token that the registry's token server exchanges for others. */
    record IdentityToken(String secret, String origin) implements Credentials {
        @Override
        public String toString() {
            return "identity token";
        }
    }
}

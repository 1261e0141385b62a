// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The message of Docker's client if it cannot reach an engine: a sentence of its own, the request, and at the end the
 * reason. This class extracts the reason and the address.
 */
final class ConnectionFailure {
    private static final Pattern UNSENT_REQUEST =
            Pattern.compile("(?s).*?(?:error during connect|check your TLS client certification settings): .*?"
                    + "\\w+ \"https?://([^/\"]+)[^\"]*\": (.*)");
    private static final Pattern SSH = Pattern.compile(
            "(?s)command \\[\\S*ssh .*?-- (\\S+) [^]]*] has exited with (exit status [0-9]+|signal: \\w+).*?stderr=(.*)");
    private static final Pattern TLS = Pattern.compile(
            "(?:tls: failed to verify certificate: )?(x509: .*?|.*tls: .*?)" + "(?: \\(possibly because of .*)?");
    /** What docker calls every host that it reaches by ssh. */
    private static final String HOST_OF_SSH = "docker.example.com";

    private static final String REFUSED_BY_SERVER = "remote error: ";
    private static final String PLAIN_TO_TLS = "Client sent an HTTP request to an HTTPS server";

    private ConnectionFailure() {}

    /** The problem in one line; empty if the message is not about such a failure. */
    static Optional<String> problem(String said) {
        if (said.contains(PLAIN_TO_TLS)) {
            return Optional.of("the engine requires TLS: set DOCKER_TLS_VERIFY=1, and"
                    + " DOCKER_CERT_PATH to the directory with ca.pem, cert.pem and key.pem");
        }
        Matcher unsent = UNSENT_REQUEST.matcher(said.strip());
        return unsent.matches() ? Optional.of(problem(unsent.group(1), unsent.group(2))) : Optional.empty();
    }

    private static String problem(String host, String reason) {
        Matcher ssh = SSH.matcher(reason);
        if (ssh.matches()) {
            String last = ssh.group(3).strip().lines().reduce("", (_, line) -> line);
            return "ssh to " + ssh.group(1) + ": " + (last.isEmpty() ? ssh.group(2) : last.strip());
        }
        Matcher tls = TLS.matcher(reason);
        if (tls.matches()) {
            boolean byServer = reason.startsWith(REFUSED_BY_SERVER);
            return "TLS with tcp://" + host + ": " + tls.group(1)
                    + (byServer ? "; the engine does not accept this client's certificate" : "");
        }
        if (host.equals(HOST_OF_SSH)) {
            return "ssh to the engine's host: the connection ended at once (" + reason + ")";
        }
        return "cannot connect to tcp://" + host + ": " + reason;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailureTest {
    private static final String CONNECT = "error during connect: Get \"https://host:2376/v1.50/images/app:1/json\": ";
    private static final String SSH = "error during connect: Get \"http://docker.example.com/v1.50/images/app:1/json\":"
            + " command [ssh -o ConnectTimeout=30 -T -l me -p 2222 -- host docker system dial-stdio] has exited with"
            + " exit status 255, make sure the URL is valid, and Docker 18.09 or later is installed on the remote host:"
            + " stderr=";

    private static void assertProblem(String problem, String said) {
        assertEquals(Optional.of(problem), ConnectionFailure.problem(said));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        tls: failed to verify certificate: x509: certificate signed by unknown authority | x509: certificate signed by unknown authority
        x509: certificate is valid for a, not host                                       | x509: certificate is valid for a, not host
        remote error: tls: bad certificate                                               | remote error: tls: bad certificate; the engine does not accept this client's certificate
        """)
    void ofTlsNamesTheAddressAndTheReason(String reason, String problem) {
        assertProblem("TLS with tcp://host:2376: " + problem, CONNECT + reason + "\n");
    }

    @Test
    void ofTlsLeavesTheClientsGuessesOut() {
        String guess = " (possibly because of \"crypto/rsa: verification error\" while trying to verify \"t\")";
        assertProblem("TLS with tcp://host:2376: x509: unknown authority", CONNECT + "x509: unknown authority" + guess);
        assertProblem(
                "TLS with tcp://host:2376: remote error: tls: bad certificate; the engine does not accept this client's"
                        + " certificate",
                "the server probably has client authentication (--tlsverify) enabled; check your TLS client"
                        + " certification settings: Get \"https://host:2376/v1.24/images/app:1/json\": remote error: tls:"
                        + " bad certificate");
    }

    @Test
    void ofPlainTextSentToTlsSaysWhatToSet() {
        assertProblem(
                "the engine requires TLS: set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the"
                        + " directory with ca.pem, cert.pem and key.pem",
                "Error response from daemon: Client sent an HTTP request to an HTTPS server.\n");
    }

    /** If ssh ends before docker has sent its request, docker does not tell what ssh said. */
    @Test
    void ofSshThatEndedTooEarlyNamesNoMadeUpHost() {
        assertProblem(
                "ssh to the engine's host: the connection ended at once (write |1: broken pipe)",
                "error during connect: Get \"http://docker.example.com/v1.24/version\": write |1: broken pipe");
    }

    @Test
    void ofSshIsTheLastThatSshSays() {
        assertProblem(
                "ssh to host: Host key verification failed.",
                SSH + "No ED25519 host key is known for [host]:2222.\r\nHost key verification failed.\r\n\n");
        assertProblem("ssh to host: exit status 255", SSH + "\n");
    }

    @Test
    void ofANameNamesTheAddress() {
        assertProblem(
                "cannot connect to tcp://host:2376: dial tcp: lookup host on 127.0.0.53:53: no such host",
                CONNECT + "dial tcp: lookup host on 127.0.0.53:53: no such host");
    }

    @Test
    void isNotWhatAnEngineAnswers() {
        assertEquals(Optional.empty(), ConnectionFailure.problem("Error response from daemon: No such image: app:1"));
    }
}

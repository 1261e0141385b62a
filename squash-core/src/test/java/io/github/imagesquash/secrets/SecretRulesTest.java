// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules that come with squash, on texts. Values here are made up. */
class SecretRulesTest {
    private static final SecretRules RULES = SecretRules.builtIn();

    private static List<String> foundIn(String path, String text) {
        SecretFinder finder = new SecretFinder(RULES);
        return RULES.rules().stream()
                .filter(rule -> rule.countsIn(path.getBytes(StandardCharsets.UTF_8)) && finder.finds(rule, text))
                .map(SecretRule::name)
                .toList();
    }

    private static List<String> found(String text) {
        SecretFinder finder = new SecretFinder(RULES);
        return RULES.rules().stream()
                .filter(rule -> finder.finds(rule, text))
                .map(SecretRule::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        github-token   | x=ghp_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R
        github-token   | gho_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R
        github-token   | github_pat_11ABCDEFG0abcdefghijkl_0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8s9T0u1V2w3X4y5Z6a7B8c9D
        gitlab-token   | glpat-aB3dE5fG7hJ9kL1mN3pQ
        slack-token    | xoxb-123456789012-1234567890123-aB3dE5fG7hJ9kL1mN3pQ5rS7
        npm-token      | //registry.example/:_authToken=0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d
        pypi-token     | pypi-AgEIcHlwaS5vcmcCJDAwMDAwMDAwLTAwMDAtMDAwMC0wMDAwLTAwMDAwMDAwMDAwMAACKlszLCJh
        stripe-key     | sk_live_0a1B2c3D4e5F6g7H8i9J0k1L
        url-password   | https://deploy:s3cr3t-Pa55@git.example.net/x.git
        aws-credentials| aws_secret_access_key = wJa1rXUtnF3MI/K7MD5NG/bPx9fiCYzqW2vBnM4T
        azure-connection-string | AccountKey=q1w2e3r4t5y6u7i8o9p0a1s2d3f4g5h6j7k8l9z0x1c2v3b4n5m6Q7W8E9R0T1Y2U3I4O5P6A7S8D9F0Gg==
        """)
    void formsOfVendorsAreKnown(String rule, String text) {
        assertTrue(found(text).contains(rule), () -> found(text).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPENSSH PRIVATE KEY",
                "RSA PRIVATE KEY",
                "EC PRIVATE KEY",
                "PRIVATE KEY",
                "ENCRYPTED PRIVATE KEY"
            })
    void privateKeysAreKnownByTheirHeaderAndSomeContent(String kind) {
        String key = "-----BEGIN " + kind + "-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n-----END " + kind + "-----\n";
        assertEquals(List.of("private-key"), found(key));
        assertEquals(List.of(), found("if (line.equals(\"-----BEGIN " + kind + "-----\")) {"));
    }

    @Test
    void otherFormsOfKeysAreKnown() {
        assertEquals(List.of("private-key"), found("""
            -----BEGIN RSA PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

            MIIEvQIBADANBgkqhkiG9w0BAQEF
            """));
        assertEquals(List.of("putty-key"), found("""
            PuTTY-User-Key-File-3: ssh-ed25519
            Encryption: none
            Comment: me
            Public-Lines: 2
            AAAAC3NzaC1lZDI1NTE5AAAAIH
            AAAA
            Private-Lines: 1
            AAAAIHc1b2Rl
            """));
        assertEquals(
                List.of("gcp-service-account"),
                found("{\"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMIIEvQIBADANBgkqhkiG9w0BAQEF\\n\"}"));
        assertEquals(List.of(), found("-----BEGIN CERTIFICATE-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n"));
        assertEquals(List.of(), found("-----BEGIN PUBLIC KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEF\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                "AKIAIOSFODNN7EXAMPLE",
                "DB_PASSWORD=changeme",
                "DB_PASSWORD=${DB_PASSWORD}",
                "DB_PASSWORD=$1abc",
                "DB_PASSWORD=",
                "DB_PASSWORD=xxxxxxxx",
                "API_TOKEN=<your token>",
                "ALLOW_EMPTY_PASSWORD=yes",
                "PASSWORD_FILE=/run/secrets/password",
                "POSTGRES_PASSWORD=/run/secrets/password",
                "GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D",
                "SIGNING_KEY=0a1b2c3d4e5f6a7b",
                "TOKEN_URL=https://example.net/token",
                "MONKEY=banana-banana",
                "https://user:password@example.net/",
                "http://user:pass@proxy.example.net/",
                "http://jschmoe:xyzzy@www.bogus.net:8000/foo",
                "https://example.net:8080/a@b",
                "//registry.example/:_authToken=${NPM_TOKEN}",
            })
    void whatStandsForAValueIsNone(String text) {
        assertEquals(List.of(), found(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD=hunter22",
                "export API_KEY='a b-c-d-e'",
                "x SECRET_KEY=\"q w e r\"",
                "token=a1b2c3d4"
            })
    void variablesNamedLikeCredentialsAreKnown(String text) {
        assertEquals(List.of("variable"), found(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "self._auth = credentials.Credentials()",
                "proxy_password = self.options.password",
                "config.client_auth=build_client()",
                "token=request.token",
                "var _authToken = getToken();",
            })
    void sourceCodeHasNoSecretsInItsNames(String code) {
        assertEquals(List.of(), foundIn("opt/app/main.py", code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"_auth=bWU6czNjcjN0", "//r.example/:_password=czNjcjN0LVBh"})
    void loginsOfNpmCountInItsOwnFile(String line) {
        assertEquals(List.of("npmrc"), foundIn("root/.npmrc", line));
        assertEquals(List.of(), foundIn("opt/app/main.py", line));
    }

    @Test
    void aMebibyteOfAnythingTakesNoLongTime() {
        for (String piece : List.of(
                "PASSWORD", "a", "https://", "-----BEGIN RSA PRIVATE KEY-----\n", "password = ", "\"auth\" : ", "x:")) {
            String text = "PASS SECRET token :// \"auth\" _auth ghp_ " + piece.repeat((1 << 20) / piece.length());
            Assertions.assertTimeout(Duration.ofSeconds(20), () -> found(text));
        }
    }

    @Test
    void everyRuleSaysWhereItsFormIsDefined() {
        assertFalse(RULES.rules().isEmpty());
        for (SecretRule rule : RULES.rules()) {
            assertTrue(rule.sources().stream().allMatch(source -> source.startsWith("https://")), rule::name);
            assertFalse(rule.about().isBlank());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        secret: a                                       | rules:1: the secret has no about
        secret: a~about: b~word: c~find: d~source: e    | rules:4: an expression needs a group "value"
        secret: a~glob: b                               | rules:2: "glob" is not a key of a secret; expected one of about, find, look, only, source, text, word
        other: a                                        | rules:1: a paragraph begins with secret or ignore, not other
        """)
    void aFileThatIsNoneOfRulesIsRefused(String lines, String message) {
        String file = lines.replace('~', '\n');
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> SecretRules.parse("rules", file))
                        .getMessage());
    }
}

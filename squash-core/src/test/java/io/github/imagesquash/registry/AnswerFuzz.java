// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.fuzz.OneLine;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads an answer of a registry that a fuzzer made: a line with the status, lines with headers, an empty line, the body.
 * Whatever it is, reading it succeeds or throws a {@link RegistryException} of one line, and it leads nowhere that it must
 * not lead to.
 */
public final class AnswerFuzz {
    private static final URI UPLOADS = URI.create("https://registry.example/v2/app/blobs/uploads/?a=b");
    private static final List<URI> ASKED =
            List.of(UPLOADS, URI.create("https://10.0.0.1:5000/v2/"), URI.create("http://localhost:5000/v2/"));
    private static final Retries ONCE = new Retries(2, Duration.ZERO, Duration.ZERO);
    private static final Repository REPOSITORY = new Repository("registry.example", "app");

    private AnswerFuzz() {}

    /** Answers of registries. */
    public static List<byte[]> seeds() {
        return Stream.of(
                        "401\nWWW-Authenticate: Bearer realm=\"https://auth.example/token\",service=\"s\\\"\",scope=x\n"
                                + "WWW-Authenticate: Basic realm=x, Digest a=b\n\n"
                                + "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"no\",\"detail\":{\"Err\":{\"Err\":\"e\"}}}]}",
                        "202\nLocation: /v2/app/blobs/uploads/1?_state=a%20b\nRange: 0-99\nOCI-Chunk-Min-Length: 10\n\n",
                        "307\nLocation: //User@CDN.Example:443/../a b/./\u00e4?x[]=%zz#f\nRange: bytes=0-0\n\n",
                        "302\nLocation: http://[::ffff:127.0.0.1]:80/x\nRetry-After: 0\n\nplain words\nmore",
                        "429\nRetry-After: Wed, 21 Oct 2015 07:28:00 GMT\nContent-Type: text/plain\n\nslow\u001b[31m down",
                        "206\nLocation: ?only=query\nContent-Range: bytes 5-9/10\n\n",
                        "200\n\n{\"token\":\"\",\"access_token\":\"t.t\",\"expires_in\":300}",
                        "308\nLocation: https://m\u00c3\u00bcnchen.example./%2e%2e/a:b;c\n\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    /** Reads an answer in all the ways in which the client does. */
    public static void read(byte[] data) throws IOException {
        String[] parts = new String(data, StandardCharsets.ISO_8859_1).split("\n\n", 2);
        List<String> lines = parts[0].lines().toList();
        int status = lines.isEmpty() || !lines.getFirst().matches("[1-9][0-9]{2}")
                ? 200
                : Integer.parseInt(lines.getFirst());
        byte[] body = (parts.length > 1 ? parts[1] : "").getBytes(StandardCharsets.ISO_8859_1);
        StoredAnswer answer = new StoredAnswer(UPLOADS, status, headers(lines), body);
        requireChallengesAsWritten(answer.headers().allValues("WWW-Authenticate"));
        requireWordsOfOneLine(answer);
        requireRangeOfWhatWasSent(answer);
        requirePartThatWasAskedFor(answer);
        requireUsableToken(body);
        ONCE.await(1, answer.headers());
        for (URI asked : ASKED) {
            requireAllowedAddresses(asked, answer);
        }
    }

    private static HttpHeaders headers(List<String> lines) {
        Map<String, List<String>> headers = new TreeMap<>();
        lines.stream().skip(1).filter(line -> line.indexOf(':') > 0).forEach(line -> {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            if (name.matches("[!-~]+")) {
                headers.computeIfAbsent(name, _ -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
        });
        return HttpHeaders.of(headers, (_, _) -> true);
    }

    /** Writing them in the usual form and reading that again gives the same. */
    private static void requireChallengesAsWritten(List<String> values) {
        List<Challenge> challenges = Challenge.parse(values);
        String written = challenges.stream()
                .map(one -> one.scheme() + " "
                        + one.parameters().entrySet().stream()
                                .map(e -> e.getKey() + "=\"" + e.getValue().replaceAll("([\"\\\\])", "\\\\$1") + '"')
                                .collect(Collectors.joining(", ")))
                .collect(Collectors.joining(", "));
        require(Challenge.parse(List.of(written)).equals(challenges), "challenges differ: " + written);
    }

    private static void requireWordsOfOneLine(StoredAnswer answer) {
        Refusal refusal = new RegistryResponse(answer).refusal();
        OneLine.require(refusal.toString());
        require(refusal.toString().length() < 5_000, "a long quotation");
        require(!(refusal.isDenial() && refusal.mayTakeItOtherwise()), "a denial is asked again");
    }

    private static void requireRangeOfWhatWasSent(StoredAnswer answer) {
        RegistryResponse response = new RegistryResponse(answer);
        long after = UploadRange.after(response, 5, 20);
        require(after > 5 && after <= 20, "an upload of 20 bytes stands at " + after);
        require(UploadRange.received(response).orElse(0L) >= 0, "less than no bytes");
    }

    private static void requirePartThatWasAskedFor(StoredAnswer answer) {
        String range = answer.headers().firstValue("Content-Range").orElse("");
        boolean starts = range.startsWith("bytes 5-") || range.startsWith("bytes=5-");
        boolean another = ResumingStream.isAnotherPart(new RegistryResponse(answer), 5);
        require(another || answer.statusCode() != 206 || starts, "takes another part of a blob: " + range);
    }

    private static void requireUsableToken(byte[] document) {
        try {
            TokenServer.Token token = TokenServer.Token.read(document, "docker://app:1", "auth.example");
            require(token.header().matches("Bearer [!-~]+"), "a token that no header can hold");
            require(token.renewal().isBefore(Instant.now().plus(Duration.ofDays(1))), "a token for ever");
            require(!token.isExpired(), "a token that has expired");
        } catch (IOException e) {
            require(
                    e.getMessage().matches("docker://app:1: auth.example gave [A-Za-z ]+"),
                    "shows it: " + e.getMessage());
        }
    }

    private static void requireAllowedAddresses(URI asked, StoredAnswer answer) {
        AddressPolicy policy = new AddressPolicy(asked, RegistryAccess.ANONYMOUS, AnswerFuzz::resolve);
        RegistryResponse response = new RegistryResponse(answer);
        response.redirects(Request.of("GET", asked, Scope.pull(REPOSITORY)));
        response.header("Location").ifPresent(location -> {
            follow(asked, () -> policy.redirect(asked, location));
            follow(asked, () -> policy.upload(asked, location));
        });
        // Whether a server without TLS is this machine would be looked up.
        boolean isSecure = asked.getScheme().equals("https");
        for (Challenge challenge : Challenge.parse(answer.headers().allValues("WWW-Authenticate"))) {
            follow(asked, () -> policy.tokenServer(challenge.parameter("realm"), "docker://app:1", isSecure));
        }
    }

    /** A way to an address. */
    private interface Lead {
        URI to() throws RegistryException;
    }

    private static void follow(URI asked, Lead lead) {
        URI target;
        try {
            target = lead.to();
        } catch (RegistryException e) {
            OneLine.require(e.getMessage());
            return;
        }
        require(
                Location.resolve(asked, target.toString()).equals(target),
                "another address the second time: " + target);
        require(target.getRawUserInfo() == null && target.getRawFragment() == null, "more than an address: " + target);
        require(!asked.getScheme().equals("https") || target.getScheme().equals("https"), "TLS was left: " + target);
        boolean outside = asked.equals(UPLOADS) && !target.getHost().equals("registry.example");
        require(!outside || !isInside(target.getHost()), "leads to a network that it is not on: " + target);
        HttpRequest.newBuilder(target).build();
        HttpRequest.newBuilder(URI.create(target + (target.getRawQuery() == null ? "?" : "&") + "digest=sha256:0"))
                .build();
    }

    private static boolean isInside(String host) {
        return HostNames.literal(host)
                .filter(address -> address.isLoopbackAddress()
                        || address.isLinkLocalAddress()
                        || address.isSiteLocalAddress()
                        || address.isAnyLocalAddress())
                .isPresent();
    }

    /** No name is asked for outside of this process. */
    private static List<InetAddress> resolve(String host) {
        return List.of(InetAddress.ofLiteral(host.contains("inside") ? "10.1.2.3" : "93.184.215.14"));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError(otherwise);
        }
    }
}

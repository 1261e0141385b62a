// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.registry;

import io.github.imagesquash.fuzz.OneLine;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.LayoutNames;
import io.github.imagesquash.oci.Reference;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Reads lines that a fuzzer made as names of images, of servers and of proxies, as people, archives and variables have them.
 * Each is refused with a line, or is the same name however it is written again.
 */
public final class NameFuzz {
    private static final URI SERVER = URI.create("https://registry.example/v2/");

    private NameFuzz() {}

    /** Names of all kinds. */
    public static List<byte[]> seeds() {
        return Stream.of(
                        "alpine\nalpine:3.20\nlibrary/alpine\ndocker.io/library/a__b.c-d/e:T_1.-\nindex.docker.io/a",
                        "localhost:5000/app:1\n[::1]:5000/app\nUPPER/app\nregistry.example:70000/app\nr.example/app@sha256:00",
                        "docker://r.example/app@sha256:" + "0123456789abcdef".repeat(4) + "\nr.example/app:1@sha512:"
                                + "f".repeat(128),
                        "blobs/sha256/" + "a".repeat(64) + "\nsha256:" + "b".repeat(64) + "\n" + "c".repeat(64)
                                + ".json",
                        "10.0.0.0/8\n*.example\n[fe80::1]:443\n::1\n*\nhttp://user:p%40ss@proxy.example:3128/")
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
    }

    /** Reads each line as everything that it may be. */
    public static void read(byte[] data) {
        new String(data, StandardCharsets.UTF_8).lines().forEach(NameFuzz::readLine);
    }

    private static void readLine(String line) {
        parsed(line, Reference::parse, name -> {
            requireSame(name, Reference.parse(name.toString()));
            if (!looksLikeADomain(name.path())) {
                requireSame(name, Reference.parse(name.familiar()));
            }
        });
        parsed(line, ImageAddress::parse, address -> {
            requireSame(address, ImageAddress.parse(address.text()));
            requireSame(address, ImageAddress.parse(address.toString()));
            requireSame(address.digest().isPresent(), address.name().isEmpty());
            URI.create("https://" + address.repository().authority() + "/v2/"
                    + address.repository().path());
        });
        parsed(line, AllowedHost::parse, host -> requireSame(host, AllowedHost.parse(written(host))));
        parsed(line, ProxyExemption::parse, exemption -> exemption.covers("registry.example", 443));
        parsed(
                line,
                text -> Proxies.ofEnvironment(Map.of("HTTPS_PROXY", text)),
                proxies -> proxies.of(SERVER).ifPresent(proxy -> OneLine.require(proxy.toString())));
        LayoutNames.digestIn(line)
                .ifPresent(digest -> requireSame(
                        digest, LayoutNames.digestIn(LayoutNames.blob(digest)).orElseThrow()));
        LayoutNames.isReadable(line);
    }

    /** Docker leaves its own domain out of such a name too, although that makes another name of it. */
    private static boolean looksLikeADomain(String path) {
        return path.matches("([^/]*\\.[^/]*|localhost)/.*");
    }

    private static String written(AllowedHost host) {
        return host.host() + (host.port().isPresent() ? ":" + host.port().getAsInt() : "");
    }

    /** What a text is parsed to must have some property; a text that is refused need not. */
    private interface Property<T> {
        void requireOf(T parsed);
    }

    private static <T> void parsed(String text, Function<String, T> parse, Property<T> property) {
        T parsed;
        try {
            parsed = parse.apply(text);
        } catch (IllegalArgumentException e) {
            OneLine.require(Printable.of(String.valueOf(e.getMessage())));
            return;
        }
        property.requireOf(parsed);
    }

    private static void requireSame(Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new AssertionError("expected " + expected + ", found " + found);
        }
    }
}

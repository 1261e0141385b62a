// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A requested platform, and how well others satisfy the request: by containerd's rules, then by those of podman and
 * skopeo where these accept more than containerd (decision 0026).
 */
public final class PlatformWish {
    private static final Pattern VERSION = Pattern.compile("v([0-9]{1,2})(?:\\.([0-9]))?");
    private static final int LATEST_ARM64_V8 = 9;

    private final Platform wanted;
    private final List<Platform> runnable;

    private PlatformWish(Platform wanted) {
        this.wanted = wanted;
        this.runnable = runnable(wanted.normalized());
    }

    /** The request for a platform. */
    public static PlatformWish of(Platform wanted) {
        return new PlatformWish(wanted);
    }

    /** Whether a platform is the requested one, under any of its names, and not another one whose programs it runs. */
    public boolean isExact(Platform offered) {
        Platform other = offered.normalized();
        return sameProcessor(runnable.getFirst(), other)
                || offered.architecture().isEmpty();
    }

    /** The offered platforms that satisfy the request best, all equally well; none if no platform does. */
    public <T> List<T> best(List<T> offered, Function<? super T, Platform> platformOf) {
        OptionalInt best = offered.stream()
                .flatMapToInt(one -> rank(platformOf.apply(one)).stream())
                .min();
        return offered.stream()
                .filter(one -> best.isPresent() && best.equals(rank(platformOf.apply(one))))
                .toList();
    }

    /** 0 for the best; larger numbers satisfy the request less; empty if it is not satisfied. */
    OptionalInt rank(Platform offered) {
        Platform other = offered.normalized();
        if (!runnable.getFirst().os().equals(other.os()) || !WindowsVersion.isSatisfied(wanted, other)) {
            return OptionalInt.empty();
        }
        OptionalInt strict = IntStream.range(0, runnable.size())
                .filter(i -> sameProcessor(runnable.get(i), other))
                .findFirst();
        return strict.isPresent() ? strict : looseRank(offered, other);
    }

    /** Podman and skopeo accept an entry without a variant for any request, and any variant if none is requested. */
    private OptionalInt looseRank(Platform offered, Platform other) {
        int last = runnable.size();
        if (offered.architecture().isEmpty()) {
            return OptionalInt.of(last + 2);
        }
        if (!runnable.getFirst().architecture().equals(other.architecture())) {
            return OptionalInt.empty();
        }
        if (offered.variant().isEmpty()) {
            return OptionalInt.of(last);
        }
        return wanted.variant().isEmpty() ? OptionalInt.of(last + 1) : OptionalInt.empty();
    }

    private static boolean sameProcessor(Platform one, Platform other) {
        return one.architecture().equals(other.architecture()) && one.variant().equals(other.variant());
    }

    /** The platforms whose programs the requested one runs, itself first. */
    private static List<Platform> runnable(Platform wanted) {
        List<Platform> platforms = new ArrayList<>(List.of(wanted));
        switch (wanted.architecture()) {
            case "amd64" -> {
                earlier(wanted.variant(), 1).map(wanted::with).forEach(platforms::add);
                platforms.add(new Platform(wanted.os(), "386", ""));
            }
            case "arm" -> earlier(wanted.variant(), 5).map(wanted::with).forEach(platforms::add);
            case "arm64" -> {
                arm64(wanted.variant()).map(wanted::with).forEach(platforms::add);
                Platform arm = new Platform(wanted.os(), "arm", "v8");
                platforms.add(arm);
                earlier("v8", 5).map(arm::with).forEach(platforms::add);
            }
            default -> {}
        }
        return platforms.stream().map(Platform::normalized).distinct().toList();
    }

    private static Stream<String> earlier(String variant, int first) {
        Matcher version = VERSION.matcher(variant);
        int latest = version.matches() ? Integer.parseInt(version.group(1)) : first;
        return IntStream.range(first, latest).map(i -> first + latest - 1 - i).mapToObj(number -> "v" + number);
    }

    /** Armv9.N includes Armv8.(N+5), and each version includes the earlier ones. */
    private static Stream<String> arm64(String variant) {
        Matcher version = VERSION.matcher(variant.isEmpty() ? "v8" : variant);
        if (!version.matches()) {
            return Stream.of();
        }
        int minor = version.group(2) == null ? 0 : Integer.parseInt(version.group(2));
        return switch (version.group(1)) {
            case "8" -> arm64("v8", minor);
            case "9" -> Stream.concat(arm64("v9", minor), arm64("v8", Math.min(minor + 5, LATEST_ARM64_V8)));
            default -> Stream.of();
        };
    }

    private static Stream<String> arm64(String major, int minor) {
        return IntStream.rangeClosed(0, minor).mapToObj(i -> major + "." + (minor - i));
    }
}

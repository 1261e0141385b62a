// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The names of systems, processors and their variants: those of Go, and their synonyms in containerd (decision 0026).
 */
final class PlatformNames {
    private static final Set<String> SYSTEMS = Set.of(
            "aix",
            "android",
            "darwin",
            "dragonfly",
            "freebsd",
            "hurd",
            "illumos",
            "ios",
            "js",
            "linux",
            "nacl",
            "netbsd",
            "openbsd",
            "plan9",
            "solaris",
            "windows",
            "zos");
    private static final Set<String> PROCESSORS = Set.of(
            "386",
            "amd64",
            "amd64p32",
            "arm",
            "arm64",
            "arm64be",
            "armbe",
            "loong64",
            "mips",
            "mips64",
            "mips64le",
            "mips64p32",
            "mips64p32le",
            "mipsle",
            "ppc",
            "ppc64",
            "ppc64le",
            "riscv",
            "riscv64",
            "s390",
            "s390x",
            "sparc",
            "sparc64",
            "wasm");

    /** A processor and its variant. */
    private record Processor(String architecture, String variant) {}

    private PlatformNames() {}

    /** All systems and processors, in order. */
    static List<String> all() {
        return Stream.concat(SYSTEMS.stream(), PROCESSORS.stream()).sorted().toList();
    }

    static boolean isSystem(String name) {
        return SYSTEMS.contains(system(name));
    }

    static boolean isProcessor(String name) {
        return PROCESSORS.contains(processor(name, "").architecture);
    }

    /** The platform with the usual name for each part; unknown names stay, in lower case. */
    static Platform normalized(Platform platform) {
        Processor processor = processor(platform.architecture(), platform.variant());
        return new Platform(system(platform.os()), processor.architecture, processor.variant, platform.more());
    }

    /** A platform without a system is for Linux. */
    private static String system(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (lower) {
            case "" -> "linux";
            case "macos" -> "darwin";
            default -> lower;
        };
    }

    private static Processor processor(String architecture, String variant) {
        String name = architecture.toLowerCase(Locale.ROOT);
        String kind = variant.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "i386" -> new Processor("386", "");
            case "amd64", "x86_64", "x86-64" -> new Processor("amd64", kind.equals("v1") ? "" : kind);
            case "arm64", "aarch64" -> new Processor("arm64", arm64Variant(kind));
            case "armhf" -> new Processor("arm", "v7");
            case "armel" -> new Processor("arm", "v6");
            case "arm" -> new Processor("arm", armVariant(kind));
            default -> new Processor(name, kind);
        };
    }

    private static String arm64Variant(String variant) {
        return switch (variant) {
            case "8", "v8", "v8.0" -> "";
            case "9", "9.0", "v9.0" -> "v9";
            default -> variant;
        };
    }

    private static String armVariant(String variant) {
        return switch (variant) {
            case "" -> "v7";
            case "5", "6", "7", "8" -> "v" + variant;
            default -> variant;
        };
    }
}

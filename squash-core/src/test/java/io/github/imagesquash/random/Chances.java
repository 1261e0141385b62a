// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.random.LayerEntry.Form;
import io.github.imagesquash.random.LayerEntry.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Names, attributes and contents by chance: mostly plain, so that they meet again, and often enough not. */
final class Chances {
    private static final List<String> ODD_NAMES = List.of(
            "caf\u00e9",
            "caf\u00e8",
            "\u00ff\u00fe",
            Latin.utf8("\u00e9"),
            Latin.utf8("e\u0301"),
            Latin.utf8("\u65e5\u672c"),
            Latin.utf8("\ud83d\ude00"),
            "a\nb",
            "a b",
            " ",
            "-n",
            "--help",
            "a.wh.b",
            ".wh",
            ".whx",
            "x.wh.",
            "...",
            "..a",
            ".hidden",
            "a\\b",
            "\\012",
            "a:b",
            "*",
            "\"'",
            "tab\t",
            "\r",
            "\u0001",
            "%00",
            "=",
            "A",
            "l".repeat(99),
            "l".repeat(100),
            "l".repeat(101),
            "m".repeat(155),
            "m".repeat(254),
            "m".repeat(255));

    private static final List<String> PLAIN_NAMES = List.of("a", "b", "c", "d", "e", "f");
    private static final List<Integer> FILE_MODES = List.of(0644, 0755, 0600, 0, 04755, 02755, 06711, 01644, 0444);
    private static final List<Integer> DIRECTORY_MODES = List.of(0755, 0755, 0700, 01777, 02775, 0, 0711, 03770);
    private static final List<Long> IDS =
            List.of(0L, 0L, 0L, 1L, 1000L, 65534L, 07777777L, 010000000L, 0x7fffffffL, 0x80000000L, 0xfffffffeL);
    private static final List<Integer> SIZES = List.of(0, 0, 1, 5, 511, 512, 513, 1024, 4097);
    private static final List<String> VALUES =
            List.of("v", "\u0000\n=\u00ff\u0000", "\n", "\u00ff\u00fe\u0080", "0x31");

    /** Version 2, with 0x0a in it, which some readers take for the end of a PAX record. */
    private static final String CAPABILITY = "\u0001\u0000\u0000\u0002\u0000\u0004\u0000\u0080\n" + "\u0000".repeat(11);

    private static final int MAX_NAME = 255;

    private Chances() {}

    /** A whiteout of either kind, by its path. */
    static LayerEntry marker(Dice dice, String path) {
        return LayerEntry.of(Kind.FILE, spelled(dice, path), "", meta(dice, Kind.FIFO));
    }

    static String name(Dice dice) {
        return dice.oneIn(3) ? dice.oneOf(ODD_NAMES) : plainName(dice);
    }

    /** A name of which there are many. */
    static String numberedName(Dice dice) {
        String name = name(dice);
        return name.substring(0, Math.min(name.length(), MAX_NAME - 2)) + dice.between(10, 99);
    }

    static String plainName(Dice dice) {
        return dice.oneOf(PLAIN_NAMES);
    }

    static Meta meta(Dice dice, Kind kind) {
        int mode = dice.oneOf(kind == Kind.DIRECTORY ? DIRECTORY_MODES : FILE_MODES);
        boolean plain = dice.oneIn(2);
        long seconds = dice.between(1, plain ? 2_000_000_000L : 9_000_000_000L);
        int nanos = plain ? 0 : dice.between(0, 999_999_999);
        Map<String, String> xattrs = xattrs(dice, kind);
        return new Meta(mode, id(dice), id(dice), seconds, nanos, new TreeMap<>(xattrs));
    }

    /** Of a root that does not hand down its group, which some engines give what is made in it and some do not. */
    static Meta rootMeta(Dice dice) {
        Meta meta = meta(dice, Kind.FIFO);
        return new Meta(meta.mode() & 01777, meta.uid(), meta.gid(), meta.seconds(), meta.nanos(), meta.xattrs());
    }

    private static long id(Dice dice) {
        return dice.oneOf(IDS);
    }

    /** Linux keeps a user's attributes on files and directories only. */
    private static Map<String, String> xattrs(Dice dice, Kind kind) {
        Map<String, String> xattrs = new TreeMap<>();
        if (kind == Kind.FILE && dice.oneIn(6)) {
            xattrs.put("security.capability", CAPABILITY);
        }
        if ((kind == Kind.FILE || kind == Kind.DIRECTORY) && dice.oneIn(4)) {
            for (int i = dice.between(1, 3); i > 0; i--) {
                xattrs.put("user." + plainName(dice), dice.oneOf(VALUES));
            }
        }
        return xattrs;
    }

    static String content(Dice dice) {
        return dice.bytes(dice.oneOf(SIZES));
    }

    static Form form(Dice dice) {
        return dice.oneIn(3) ? dice.oneOf(List.of(Form.values())) : Form.PAX;
    }

    /** A node at a path, of any kind but a hard link and a symbolic link. */
    static LayerEntry node(Dice dice, Kind kind, String path) {
        Meta meta = meta(dice, kind);
        String content = kind == Kind.FILE ? content(dice) : "";
        boolean device = kind.isDevice();
        int major = device ? dice.oneOf(List.of(1, 7, 500, 4095)) : 0;
        int minor = device ? dice.oneOf(List.of(0, 3, 300_000)) : 0;
        return new LayerEntry(kind, path, content, meta, major, minor, form(dice));
    }

    /** Another spelling of a path. */
    static String spelled(Dice dice, String path) {
        return switch (dice.between(0, 11)) {
            case 0 -> "./" + path;
            case 1 -> "/" + path;
            case 2 -> path.replace("/", "//");
            case 3 -> path.replace("/", "/./");
            default -> path;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.WrittenArchive;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Squashes two layers of entries with overlay's attributes, with devices that are whiteouts, and with whiteouts. Each line of
 * an input is an entry: the number of its layer, a letter for its type, its name, and behind bars what else it has, an
 * attribute with its value or the target of a link. The result has nothing of overlay's in it, and does not change any more.
 */
final class OverlayLayers {
    private static final String OVERLAY = "SCHILY.xattr.trusted.overlay.";
    private static final Pattern WHITEOUT = Pattern.compile("(.*/)?\\.wh\\.[^/]*/?");
    private static final int MOST_ENTRIES = 60;

    private OverlayLayers() {}

    /** Entries of all types, marked in all ways. */
    static List<byte[]> seeds() {
        return Stream.of(
                        "0d a/\n0f a/x\n0f a/y\n1d a/|trusted.overlay.opaque=y\n1f a/y\n",
                        "0d a/\n0f a/x\n1c a/x|0,0\n1c b|0,0\n1c c|1,3\n1b d|0,0|trusted.overlay.origin=\n",
                        "0f a\n1f a|trusted.overlay.metacopy=\n1d b/|trusted.overlay.redirect=/a\n",
                        "0d a/\n0f a/x\n1l b|a\n1c b/x|0,0\n1o b\n1w a/x\n",
                        "0d a/|user.overlay.opaque=y|trusted.overlay.overlay.opaque=y\n0h b|a/x\n1f b|trusted.overlay.opaque=y\n",
                        "0d a/\n0f a/x\n1d a/|trusted.overlay.opaque=x\n1d ./|trusted.overlay.opaque=y\n",
                        "0f a|trusted.overlay.nlink=U+1|trusted.overlay.upper=x|trusted.overlay.uuid=1\n1h c|a|trusted.overlay.whiteout=y\n")
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1))
                .toList();
    }

    static void read(byte[] data) throws IOException {
        List<LayerBuilder> layers = List.of(LayerBuilder.layer(), LayerBuilder.layer());
        new String(data, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.length() > 3 && !line.startsWith("|", 3))
                .limit(MOST_ENTRIES)
                .forEach(line -> add(
                        layers.get(line.charAt(0) & 1),
                        line.charAt(1),
                        line.substring(3).split("\\|")));
        byte[] once = SquashTwice.of(layers.stream().map(LayerBuilder::toBytes).toList());
        requireNothingOfOverlays(WrittenArchive.of(once).layer());
    }

    private static void add(LayerBuilder layer, char type, String... parts) {
        String first = parts.length > 1 ? parts[1] : "";
        switch (type) {
            case 'd' -> layer.dir(parts[0]);
            case 'c' -> layer.characterDevice(parts[0], number(first, 0), number(first, 1));
            case 'b' -> layer.blockDevice(parts[0], number(first, 0), number(first, 1));
            case 'l' -> layer.symlink(parts[0], first);
            case 'h' -> layer.hardLink(parts[0], first);
            case 'p' -> layer.fifo(parts[0]);
            case 'w' -> layer.whiteout(parts[0]);
            case 'o' -> layer.opaque(parts[0]);
            default -> layer.file(parts[0], "content");
        }
        for (String part : parts) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                layer.pax("SCHILY.xattr." + part.substring(0, equals), part.substring(equals + 1));
            }
        }
    }

    private static int number(String pair, int index) {
        String[] numbers = pair.split(",");
        return index < numbers.length && numbers[index].matches("[0-9]{1,3}") ? Integer.parseInt(numbers[index]) : 0;
    }

    /** By a library that shares no code with what wrote it. */
    private static void requireNothingOfOverlays(byte[] layer) throws IOException {
        try (TarArchiveInputStream in = new TarArchiveInputStream(new ByteArrayInputStream(layer))) {
            for (TarArchiveEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                boolean marked = entry.getExtraPaxHeaders().keySet().stream()
                        .anyMatch(key -> key.startsWith(OVERLAY) && !key.startsWith(OVERLAY + "overlay."));
                boolean device = entry.isCharacterDevice() && entry.getDevMajor() == 0 && entry.getDevMinor() == 0;
                if (marked || device || WHITEOUT.matcher(entry.getName()).matches()) {
                    throw new AssertionError(
                            "still in the result: " + entry.getName() + " " + entry.getExtraPaxHeaders());
                }
            }
        }
    }
}

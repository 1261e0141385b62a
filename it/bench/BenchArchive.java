// SPDX-License-Identifier: Apache-2.0
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Writes an image as {@code docker save} does, layer by layer, with no entry but files, symbolic links and directories. */
final class BenchArchive {
    private final Path archive;
    private final List<Path> tars = new ArrayList<>();
    private final List<String> diffIds = new ArrayList<>();

    BenchArchive(Path archive) {
        this.archive = archive;
    }

    /**
     * Adds a layer, with the directories on the way to its files.
     *
     * @param time that of the directories, in seconds since 1970
     */
    void layer(List<Item> items, long time) throws Exception {
        Path tar = archive.resolveSibling(archive.getFileName() + ".layer" + tars.size());
        MessageDigest digest = sha256();
        TreeSet<String> directories = new TreeSet<>();
        try (OutputStream out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(tar), 1 << 20), digest)) {
            for (Item item : items) {
                parents(out, item.name(), time, directories);
                put(out, item);
            }
            out.write(new byte[1024]);
        }
        tars.add(tar);
        diffIds.add(HexFormat.of().formatHex(digest.digest()));
    }

    /** Writes the archive of these layers. */
    void write(String tag) throws Exception {
        String step = "{\"created\":\"2023-11-14T22:13:20Z\",\"created_by\":\"COPY\"}";
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"true\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + quoted("sha256:", "") + "]},\"history\":["
                + diffIds.stream().map(_ -> step).collect(Collectors.joining(",")) + "]}";
        String configName = HexFormat.of().formatHex(sha256().digest(config.getBytes(StandardCharsets.US_ASCII))) + ".json";
        String manifest = "[{\"Config\":\"" + configName + "\",\"RepoTags\":[\"" + tag + "\"],\"Layers\":["
                + quoted("", "/layer.tar") + "]}]";
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 20)) {
            for (int i = 0; i < tars.size(); i++) {
                Path tar = tars.get(i);
                put(out, Item.file(diffIds.get(i) + "/layer.tar", Files.size(tar), to -> Files.copy(tar, to)));
                Files.delete(tar);
            }
            put(out, Item.text(configName, config));
            put(out, Item.text("manifest.json", manifest));
            out.write(new byte[1024]);
        }
    }

    private String quoted(String before, String after) {
        return diffIds.stream().map(hex -> "\"" + before + hex + after + "\"").collect(Collectors.joining(","));
    }

    private static void parents(OutputStream out, String name, long time, TreeSet<String> written) throws IOException {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            String directory = name.substring(0, slash + 1);
            if (written.add(directory)) {
                header(out, new Item(directory, 0, 0755, time, "", _ -> {}), '5');
            }
        }
    }

    private static void put(OutputStream out, Item item) throws IOException {
        header(out, item, item.target().isEmpty() ? '0' : '2');
        item.content().writeTo(out);
        out.write(new byte[(int) (-item.size() & 511)]);
    }

    private static void header(OutputStream out, Item item, char type) throws IOException {
        longText(out, item.name(), 'L');
        longText(out, item.target(), 'K');
        byte[] block = new byte[512];
        text(block, 0, item.name());
        field(block, 100, "%07o", item.mode());
        field(block, 108, "%07o", 0);
        field(block, 116, "%07o", 0);
        field(block, 124, "%011o", item.size());
        field(block, 136, "%011o", item.time());
        field(block, 148, "%s", "        ");
        block[156] = (byte) type;
        text(block, 157, item.target());
        field(block, 257, "%s", "ustar\00000");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        field(block, 148, "%06o\0 ", sum);
        out.write(block);
    }

    /** What does not fit into a header goes before it, as GNU tar does it. */
    private static void longText(OutputStream out, String text, char type) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 100) {
            header(out, new Item("././@LongLink", bytes.length + 1, 0644, 0, "", _ -> {}), type);
            out.write(bytes);
            out.write(new byte[512 - bytes.length % 512]);
        }
    }

    private static void text(byte[] block, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(bytes, 0, block, at, Math.min(100, bytes.length));
    }

    private static void field(byte[] block, int at, String format, Object value) {
        byte[] text = String.format(format, value).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, block, at, text.length);
    }

    private static MessageDigest sha256() throws Exception {
        return MessageDigest.getInstance("SHA-256");
    }
}

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the images of the benchmarks as {@code docker save} archives: {@code java BenchImages.java real 1500 50000 out.tar}
 * takes up to 1500 MB in 50,000 files from this machine's /usr, so that contents compress as real ones do;
 * {@code java BenchImages.java small 500000 out.tar} makes so many small files up; {@code java BenchImages.java large 2000
 * out.tar} makes up 2000 MB in 1,000 files. All have five layers, of which the upper four overwrite and delete some files
 * of the lowest.
 */
final class BenchImages {
    private static final int LAYERS = 5;
    private static final String[] WORDS = ("import export const function return class static void public private string number"
                    + " value index error option config module require default package version license author test data")
            .split(" ");

    private final Path archive;

    private BenchImages(Path archive) {
        this.archive = archive;
    }

    /** A file of the image; its content is asked for when it is written. */
    private record Item(String name, long size, Content content) {}

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    public static void main(String[] args) throws Exception {
        List<Item> items = switch (args[0]) {
            case "real" -> fromUsr(Long.parseLong(args[1]) * 1_000_000, Integer.parseInt(args[2]));
            case "small" -> madeUp(Integer.parseInt(args[1]));
            case "large" -> large(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException("real, small or large, not " + args[0]);
        };
        new BenchImages(Path.of(args[args.length - 1])).write(items);
    }

    /** A sample of /usr: by the hash of the name, so that it is spread and the same in each run. */
    private static List<Item> fromUsr(long bytes, int count) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(Path.of("/usr"))) {
            files = walk.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file))
                    .sorted(Comparator.comparing((Path file) -> file.toString().hashCode() * 0x9E3779B9).thenComparing(file -> file))
                    .toList();
        }
        TreeMap<String, Item> sample = new TreeMap<>();
        long left = bytes;
        for (Path file : files) {
            long size = Files.size(file);
            if (size <= left && size < bytes / 20 && sample.size() < count) {
                String name = file.toString().substring(1);
                sample.put(name, new Item(name, size, out -> Files.copy(file, out)));
                left -= size;
            }
        }
        return List.copyOf(sample.values());
    }

    private static List<Item> madeUp(int count) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = "app/node_modules/pkg%05d/lib/file%07d.js".formatted(i / 200, i);
            Random random = new Random(i);
            String text = random.ints(5 + random.nextInt(120), 0, WORDS.length).mapToObj(w -> WORDS[w]).collect(Collectors.joining(" "));
            byte[] content = text.getBytes(StandardCharsets.US_ASCII);
            items.add(new Item(name, content.length, out -> out.write(content)));
        }
        return items;
    }

    private static List<Item> large(int megabytes) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] kilobyte = new byte[1000];
            new Random(i).nextBytes(kilobyte);
            items.add(new Item("data/file%04d".formatted(i), megabytes * 1000L, out -> {
                for (int written = 0; written < megabytes; written++) {
                    out.write(kilobyte);
                }
            }));
        }
        return items;
    }

    private void write(List<Item> items) throws Exception {
        List<Path> tars = new ArrayList<>();
        List<String> diffIds = new ArrayList<>();
        for (int layer = 0; layer < LAYERS; layer++) {
            Path tar = archive.resolveSibling(archive.getFileName() + ".layer" + layer);
            diffIds.add(layer(tar, layer, items));
            tars.add(tar);
        }
        String config = "{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{\"Cmd\":[\"true\"]},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":["
                + quoted(diffIds, "sha256:", "") + "]},\"history\":["
                + Stream.generate(() -> "{\"created\":\"2023-11-14T22:13:20Z\",\"created_by\":\"COPY\"}").limit(LAYERS).collect(Collectors.joining(",")) + "]}";
        String configName = hex(sha256().digest(config.getBytes(StandardCharsets.US_ASCII))) + ".json";
        String manifest = "[{\"Config\":\"" + configName + "\",\"RepoTags\":[\"squash-bench:old\"],\"Layers\":["
                + quoted(diffIds, "", "/layer.tar") + "]}]";
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(archive), 1 << 20)) {
            for (int i = 0; i < LAYERS; i++) {
                Path tar = tars.get(i);
                put(out, new Item(diffIds.get(i) + "/layer.tar", Files.size(tar), to -> Files.copy(tar, to)));
                Files.delete(tar);
            }
            put(out, text(configName, config));
            put(out, text("manifest.json", manifest));
            out.write(new byte[1024]);
        }
    }

    private static Item text(String name, String text) {
        return new Item(name, text.length(), out -> out.write(text.getBytes(StandardCharsets.US_ASCII)));
    }

    private static String quoted(List<String> hexes, String before, String after) {
        return hexes.stream().map(hex -> "\"" + before + hex + after + "\"").collect(Collectors.joining(","));
    }

    /** Six tenths of the files are in the lowest layer; each other layer has a tenth, and changes one in 50 below. */
    private static String layer(Path tar, int layer, List<Item> items) throws Exception {
        MessageDigest digest = sha256();
        TreeSet<String> directories = new TreeSet<>();
        try (OutputStream out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(tar), 1 << 20), digest)) {
            for (int i = 0; i < items.size(); i++) {
                Item item = items.get(i);
                int home = Math.max(0, i % 10 - 5);
                boolean changed = home == 0 && layer > 0 && i % 50 == layer;
                if (home == layer || changed && i % 100 < 50) {
                    parents(out, item.name(), directories);
                    put(out, item);
                } else if (changed) {
                    parents(out, item.name(), directories);
                    int slash = item.name().lastIndexOf('/') + 1;
                    put(out, text(item.name().substring(0, slash) + ".wh." + item.name().substring(slash), ""));
                }
            }
            out.write(new byte[1024]);
        }
        return hex(digest.digest());
    }

    private static void parents(OutputStream out, String name, TreeSet<String> written) throws IOException {
        for (int slash = name.indexOf('/'); slash > 0; slash = name.indexOf('/', slash + 1)) {
            if (written.add(name.substring(0, slash + 1))) {
                header(out, name.substring(0, slash + 1), 0, '5', 0755);
            }
        }
    }

    private static void put(OutputStream out, Item item) throws IOException {
        header(out, item.name(), item.size(), '0', 0644);
        item.content().writeTo(out);
        out.write(new byte[(int) (-item.size() & 511)]);
    }

    private static void header(OutputStream out, String name, long size, char type, int mode) throws IOException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > 100) {
            header(out, "././@LongLink", bytes.length + 1, 'L', 0644);
            out.write(bytes);
            out.write(new byte[512 - bytes.length % 512]);
        }
        byte[] block = new byte[512];
        System.arraycopy(bytes, 0, block, 0, Math.min(100, bytes.length));
        field(block, 100, "%07o", mode);
        field(block, 108, "%07o", 0);
        field(block, 116, "%07o", 0);
        field(block, 124, "%011o", size);
        field(block, 136, "%011o", 1_700_000_000);
        field(block, 148, "%s", "        ");
        block[156] = (byte) type;
        field(block, 257, "%s", "ustar\00000");
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        field(block, 148, "%06o\0 ", sum);
        out.write(block);
    }

    private static void field(byte[] block, int at, String format, Object value) {
        byte[] text = String.format(format, value).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, block, at, text.length);
    }

    private static MessageDigest sha256() throws Exception {
        return MessageDigest.getInstance("SHA-256");
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}

// SPDX-License-Identifier: Apache-2.0
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes the images of the benchmarks as {@code docker save} archives: {@code java BenchImages.java real 1500 50000 out.tar}
 * takes up to 1500 MB in 50,000 files from this machine's /usr, so that contents compress as real ones do, {@code one} instead of
 * {@code real} puts them into one layer, and {@code many} into 300; {@code java BenchImages.java small 500000 out.tar} makes that
 * many small files up, {@code empty} that many without content; {@code java BenchImages.java large 2000 out.tar} makes up 2000 MB
 * in 1,000 files. Images with other than one layer and 300 have five, of which the upper four overwrite and delete some files of
 * the lowest.
 */
final class BenchImages {
    private static final int LAYERS = 5;
    private static final int MANY = 300;
    private static final String[] WORDS = ("import export const function return class static void public private string number"
                    + " value index error option config module require default package version license author test data")
            .split(" ");

    private BenchImages() {}

    public static void main(String[] args) throws Exception {
        List<Item> items = switch (args[0]) {
            case "real", "one", "many" -> fromUsr(Long.parseLong(args[1]) * 1_000_000, Integer.parseInt(args[2]));
            case "small" -> madeUp(Integer.parseInt(args[1]));
            case "empty" -> empty(Integer.parseInt(args[1]));
            case "large" -> large(Integer.parseInt(args[1]));
            default -> throw new IllegalArgumentException("real, one, many, small, empty or large, not " + args[0]);
        };
        BenchArchive archive = new BenchArchive(Path.of(args[args.length - 1]));
        for (List<Item> layer : layers(args[0], items)) {
            archive.layer(layer, Item.USUAL_TIME);
        }
        archive.write("squash-bench:old");
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
                sample.put(name, Item.file(name, size, out -> Files.copy(file, out)));
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
            items.add(Item.file(name, content.length, out -> out.write(content)));
        }
        return items;
    }

    private static List<Item> empty(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Item.text("app/node_modules/pkg%05d/lib/file%07d.js".formatted(i / 200, i), ""))
                .toList();
    }

    private static List<Item> large(int megabytes) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            byte[] kilobyte = new byte[1000];
            new Random(i).nextBytes(kilobyte);
            items.add(Item.file("data/file%04d".formatted(i), megabytes * 1000L, out -> {
                for (int written = 0; written < megabytes; written++) {
                    out.write(kilobyte);
                }
            }));
        }
        return items;
    }

    private static List<List<Item>> layers(String kind, List<Item> items) {
        return switch (kind) {
            case "one" -> List.of(items);
            case "many" -> IntStream.range(0, MANY)
                    .mapToObj(layer -> IntStream.range(0, items.size())
                            .filter(i -> i % MANY == layer)
                            .mapToObj(items::get)
                            .toList())
                    .toList();
            default -> IntStream.range(0, LAYERS).mapToObj(layer -> layer(layer, items)).toList();
        };
    }

    /** Six tenths of the files are in the lowest layer; each other layer has a tenth, and changes one in 50 below. */
    private static List<Item> layer(int layer, List<Item> items) {
        List<Item> held = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            Item item = items.get(i);
            int home = Math.max(0, i % 10 - 5);
            boolean changed = home == 0 && layer > 0 && i % 50 == layer;
            if (home == layer || changed && i % 100 < 50) {
                held.add(item);
            } else if (changed) {
                int slash = item.name().lastIndexOf('/') + 1;
                held.add(Item.text(item.name().substring(0, slash) + ".wh." + item.name().substring(slash), ""));
            }
        }
        return held;
    }
}

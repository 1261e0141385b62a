// SPDX-License-Identifier: Apache-2.0
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes two nights' builds of one image: {@code java NightlyImages.java 1000 20 yesterday.tar today.tar} takes up to 1000 MB
 * of this machine's Debian packages, of which 20 have changed from one night to the other. The image is what a Dockerfile
 * makes: a base, one instruction that installs the other packages, and an application. Both nights everything was built
 * from nothing, so that directories and what packages generate have the night's time, while the packages' files have
 * their packages' times.
 */
final class NightlyImages {
    private static final Path INFO = Path.of("/var/lib/dpkg/info");
    private static final long NIGHT = 24 * 60 * 60;
    private static final int APPLICATION_FILES = 2000;

    private NightlyImages() {}

    /** An installed package: its paragraph in dpkg's status file, and its files. */
    private record Package(String name, String paragraph, List<Path> files) {
        boolean isBase() {
            return paragraph.contains("\nPriority: required") || paragraph.contains("\nPriority: important");
        }
    }

    public static void main(String[] args) throws Exception {
        List<Package> packages = packages(Long.parseLong(args[0]) * 1_000_000);
        Set<Package> updated = packages.stream()
                .sorted(Comparator.comparing((Package one) -> one.name().hashCode() * 0x9E3779B9))
                .limit(Integer.parseInt(args[1]))
                .collect(Collectors.toSet());
        write(Path.of(args[2]), packages, Set.of(), Item.USUAL_TIME);
        write(Path.of(args[3]), packages, updated, Item.USUAL_TIME + NIGHT);
    }

    private static void write(Path file, List<Package> packages, Set<Package> updated, long night) throws Exception {
        BenchArchive archive = new BenchArchive(file);
        List<Package> base = packages.stream().filter(Package::isBase).toList();
        archive.layer(layer(base, base, updated, night), night);
        List<Package> others = packages.stream().filter(one -> !one.isBase()).toList();
        archive.layer(layer(others, packages, updated, night), night);
        archive.layer(application(), night);
        archive.write("squash-bench:old");
    }

    /**
     * A layer in which packages are installed.
     *
     * @param installed what dpkg knows of then
     */
    private static List<Item> layer(
            List<Package> packages, List<Package> installed, Set<Package> updated, long night) throws IOException {
        Map<String, Item> items = new TreeMap<>();
        StringBuilder status = new StringBuilder();
        StringBuilder log = new StringBuilder();
        for (Package one : installed) {
            String version = updated.contains(one) ? one.paragraph().replaceFirst("\nVersion: .*", "$0+updated") : one.paragraph();
            status.append(version).append("\n\n");
            log.append(night).append(" status installed ").append(one.name()).append('\n');
        }
        for (Package one : packages) {
            for (Path path : one.files()) {
                Item item = item(path, updated.contains(one), night);
                items.put(item.name(), item);
            }
            String list = one.files().stream().map(path -> path + "\n").collect(Collectors.joining());
            items.put("list " + one.name(), Item.text("var/lib/dpkg/info/" + one.name() + ".list", list).at(night));
        }
        items.put("status", Item.text("var/lib/dpkg/status", status.toString()).at(night));
        items.put("log", Item.text("var/log/dpkg.log", log.toString()).at(night));
        return List.copyOf(items.values());
    }

    /** A file as it is here; if its package was updated, with another time and one byte in 97 another. */
    private static Item item(Path path, boolean updated, long night) throws IOException {
        String name = path.toString().substring(1);
        long time = Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toMillis() / 1000;
        if (Files.isSymbolicLink(path)) {
            return new Item(name, 0, 0777, time, Files.readSymbolicLink(path).toString(), _ -> {});
        }
        int mode = Files.isExecutable(path) ? 0755 : 0644;
        Item.Content content = updated
                ? out -> Files.copy(path, new Updating(out))
                : out -> Files.copy(path, out);
        return new Item(name, Files.size(path), mode, updated ? night : time, "", content);
    }

    private static final class Updating extends FilterOutputStream {
        private long written;

        Updating(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            byte[] copy = Arrays.copyOfRange(bytes, from, from + length);
            for (int i = 0; i < length; i++) {
                copy[i] += (written++ % 97 == 0 ? 1 : 0);
            }
            out.write(copy);
        }
    }

    private static List<Item> application() {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < APPLICATION_FILES; i++) {
            String text = new Random(i).ints(2000, ' ', '~').mapToObj(c -> (char) c + "").collect(Collectors.joining());
            items.add(Item.text("app/file%04d.js".formatted(i), text));
        }
        return items;
    }

    /** Packages of this many bytes, none of which is a tenth of it, in the order in which dpkg has them. */
    private static List<Package> packages(long bytes) throws IOException {
        String status = Files.readString(Path.of("/var/lib/dpkg/status"), StandardCharsets.UTF_8);
        List<Package> packages = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        long left = bytes;
        for (String paragraph : status.split("\n\n")) {
            String name = value(paragraph, "Package");
            Path plain = INFO.resolve(name + ".list");
            Path list = Files.exists(plain) ? plain : INFO.resolve(name + ":" + value(paragraph, "Architecture") + ".list");
            if (!Files.exists(list)) {
                continue;
            }
            Package one = new Package(name, paragraph, files(list, seen));
            long size = 0;
            for (Path file : one.files()) {
                size += Files.isSymbolicLink(file) ? 0 : Files.size(file);
            }
            if (size <= left && size < bytes / 10) {
                packages.add(one);
                left -= size;
            }
        }
        return packages;
    }

    private static String value(String paragraph, String key) {
        return paragraph.lines()
                .filter(line -> line.startsWith(key + ": "))
                .map(line -> line.substring(key.length() + 2))
                .findFirst()
                .orElse("");
    }

    /** What is there of a package, each file under one name, whichever of /lib and /usr/lib it was installed by. */
    private static List<Path> files(Path list, Set<Path> seen) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String line : Files.readAllLines(list)) {
            Path path = Path.of(line);
            if (line.length() < 3 || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS) || !Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            Path real = path.getParent().toRealPath().resolve(path.getFileName());
            boolean usable = Files.isSymbolicLink(real) || Files.isRegularFile(real) && Files.isReadable(real);
            if (usable && seen.add(real)) {
                files.add(real);
            }
        }
        return files;
    }
}

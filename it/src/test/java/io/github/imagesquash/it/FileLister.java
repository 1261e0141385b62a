// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Lists a directory as the kernel shows it: type, mode, owner, size, time of modification to the nanosecond, target, device
 * number, hard links, content and extended attributes of every file. The programs asked say names as bytes, which Java
 * cannot.
 *
 * <p>The directory itself is left out: engines take its attributes from the image, or not. So are the sizes of directories
 * and the number of an inode's links, which tell about the disk and about lower layers.
 */
final class FileLister {
    private static final String ATTRIBUTES = "%P\\0%y\\0%m\\0%U:%G\\0%s\\0%T@\\0%l\\0%D:%i\\0";
    private static final String NAME_IN_DUMP = "# file: ";
    private static final int SHA256_DIGITS = 64;
    /** Overlay lists a whiteout in a directory that no lower layer has, and then finds nothing of that name. */
    private static final String GONE = ": No such file or directory";

    private final Path root;
    private final SortedMap<String, SortedMap<String, String>> files = new TreeMap<>();

    private FileLister(Path root) {
        this.root = root;
    }

    /**
     * Lists what umoci unpacks.
     *
     * @param image as skopeo names it
     * @param directory an empty one, or one that is not there
     */
    static FileListing unpacked(String image, Path directory) throws IOException {
        Path layout = Files.createDirectories(directory).resolve("layout");
        Path bundle = directory.resolve("bundle");
        Program.of("skopeo", "copy", "--quiet", image, "oci:" + layout + ":it").output();
        Program.of("umoci", "unpack", "--image", layout + ":it", bundle.toString())
                .output();
        return list(bundle.resolve("rootfs"));
    }

    static FileListing list(Path root) throws IOException {
        FileLister lister = new FileLister(root);
        lister.addAttributes();
        lister.groupLinks();
        lister.addDevices();
        lister.addContents();
        lister.addExtendedAttributes();
        return new FileListing(lister.files);
    }

    private void addAttributes() throws IOException {
        Iterator<String> field = fields("find", ".", "-mindepth", "1", "-printf", ATTRIBUTES);
        while (field.hasNext()) {
            SortedMap<String, String> file = new TreeMap<>();
            files.put(field.next(), file);
            for (String name : List.of("type", "mode", "owner", "size", "mtime", "target", "inode")) {
                file.put(name, field.next());
            }
        }
    }

    /** Replaces the numbers of inodes, which are chance, by the first of their names. */
    private void groupLinks() {
        Map<String, String> firstNames = new TreeMap<>();
        files.forEach((path, file) -> {
            String inode = file.remove("inode");
            if (file.get("type").equals("d")) {
                file.remove("size");
            } else {
                file.put("name of", firstNames.computeIfAbsent(inode, number -> path));
            }
        });
    }

    private void addDevices() throws IOException {
        Iterator<String> field =
                fields("find", ".", "-type", "b,c", "-exec", "stat", "--printf", "%n\\0%t:%T\\0", "{}", "+");
        while (field.hasNext()) {
            file(withoutDot(field.next())).put("device", field.next());
        }
    }

    private void addContents() throws IOException {
        fields("find", ".", "-type", "f", "-exec", "sha256sum", "--zero", "{}", "+")
                .forEachRemaining(sum -> file(withoutDot(sum.substring(SHA256_DIGITS + "  ".length())))
                        .put("sha256", sum.substring(0, SHA256_DIGITS)));
    }

    private void addExtendedAttributes() throws IOException {
        String dump = run("getfattr", "-R", "-P", "-h", "-d", "-m", "-", "-e", "hex", ".");
        for (String block : dump.split("\n\n")) {
            List<String> lines = List.of(block.split("\n"));
            if (lines.getFirst().startsWith(NAME_IN_DUMP) && !lines.getFirst().equals(NAME_IN_DUMP + ".")) {
                SortedMap<String, String> file = file(unescaped(lines.getFirst().substring(NAME_IN_DUMP.length())));
                lines.stream().skip(1).map(line -> line.split("=", 2)).forEach(pair -> file.put(pair[0], pair[1]));
            }
        }
    }

    private SortedMap<String, String> file(String path) {
        SortedMap<String, String> file = files.get(path);
        if (file == null) {
            throw new AssertionError("find did not see " + path);
        }
        return file;
    }

    /** What a program writes, each field ended by a zero byte. */
    private Iterator<String> fields(String... command) throws IOException {
        String output = run(command);
        int end = Math.max(0, output.length() - 1);
        return output.isEmpty()
                ? List.<String>of().iterator()
                : Stream.of(output.substring(0, end).split("\0", -1)).iterator();
    }

    private String run(String... command) throws IOException {
        Outcome outcome = Program.of(command).in(root).run();
        List<String> errors = outcome.errors().lines().toList();
        if (outcome.exitCode() != 0 && !(errors.size() > 0 && errors.stream().allMatch(line -> line.endsWith(GONE)))) {
            throw new AssertionError(List.of(command) + ": exit code " + outcome.exitCode() + ": " + outcome.errors());
        }
        return new String(outcome.output(), StandardCharsets.ISO_8859_1);
    }

    private static String withoutDot(String path) {
        return path.substring("./".length());
    }

    /** Undoes getfattr's {@code \012} in names. */
    private static String unescaped(String name) {
        StringBuilder plain = new StringBuilder();
        int next = 0;
        for (int escape = name.indexOf('\\'); escape >= 0; escape = name.indexOf('\\', next)) {
            plain.append(name, next, escape);
            next = escape + "\\012".length();
            plain.append((char) Integer.parseInt(name.substring(escape + 1, next), 8));
        }
        return plain.append(name.substring(next)).toString();
    }
}

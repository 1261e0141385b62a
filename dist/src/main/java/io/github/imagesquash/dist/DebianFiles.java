// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The files of installed Debian packages that the image needs: libc, its UTF-8 locale, certificates of authorities, a shell, and
 * their licences. The description of each package is included, so that scanners find the packages.
 */
final class DebianFiles {
    /** The file with the certificates of authorities, in the image. */
    static final String CERTIFICATES = "/etc/ssl/certs/ca-certificates.crt";

    private static final Path QUERY = Path.of("/usr/bin/dpkg-query");

    /**
     * Prints the package's own certificates. {@code /etc/ssl/certs} also has the authorities that only this machine trusts. A
     * shell does it, because Java cannot open all of these files if the locale is C.
     */
    private static final String PRINT_CERTIFICATES = "dpkg-query --listfiles ca-certificates"
            + " | grep '^/usr/share/ca-certificates/.*\\.crt$' | sort | xargs -d '\\n' cat";

    private static final Pattern WANTED =
            Pattern.compile("(/usr)?/lib(64|/[^/]+)?/(ld-linux[^/]*|lib(c|dl|m|pthread|rt))\\.so\\.[0-9]+"
                    + "|(/usr)?/bin/busybox|/usr/lib/os-release|/usr/lib/locale/C\\.utf8/.+"
                    + "|/usr/share/doc/[^/]+/copyright|/usr/share/common-licenses/(GPL-2|LGPL-2\\.1|MPL-2\\.0)");

    /** Directories of the root that are links to directories in {@code /usr}. */
    private static final List<String> MERGED = List.of("bin", "lib", "lib64", "sbin");

    /** The programs of BusyBox that pipeline scripts use. */
    private static final List<String> PROGRAMS = List.of(
            "[",
            "base64",
            "basename",
            "cat",
            "chmod",
            "cmp",
            "cp",
            "cut",
            "date",
            "dirname",
            "echo",
            "env",
            "expr",
            "false",
            "find",
            "grep",
            "head",
            "id",
            "ls",
            "mkdir",
            "mktemp",
            "mv",
            "printf",
            "pwd",
            "readlink",
            "rm",
            "rmdir",
            "sed",
            "sh",
            "sha256sum",
            "sleep",
            "sort",
            "stat",
            "tail",
            "tar",
            "tee",
            "test",
            "touch",
            "tr",
            "true",
            "uname",
            "wc",
            "xargs");

    private final Path log;

    /** {@code log} gets the output of the programs that are run. */
    DebianFiles(Path log) {
        this.log = log;
    }

    private static List<String> packages() {
        return List.of(
                "base-files",
                "busybox-static",
                "ca-certificates",
                "libc-bin",
                "libc6:" + Platform.ofBuild().debianArchitecture());
    }

    /** The packages that are not installed; all of them on systems without dpkg. */
    List<String> missing() throws IOException {
        if (!Files.isExecutable(QUERY)) {
            return packages();
        }
        List<String> installed = query("--show", "--showformat=${db:Status-Status} ${binary:Package}\n")
                .lines()
                .toList();
        return packages().stream()
                .filter(name -> !installed.contains("installed " + name))
                .toList();
    }

    /** Copies the files into an empty root directory. */
    void copy(Path root) throws IOException {
        for (String directory : MERGED) {
            Files.createDirectories(root.resolve("usr").resolve(directory));
            Files.createSymbolicLink(root.resolve(directory), Path.of("usr", directory));
        }
        for (String name : packages()) {
            for (String file : query("--listfiles", name).lines().sorted().toList()) {
                if (WANTED.matcher(file).matches() && !Files.isDirectory(Path.of(file))) {
                    copyFile(Path.of(file), root);
                }
            }
            Path status = Files.createDirectories(root.resolve("var/lib/dpkg/status.d"));
            Files.writeString(status.resolve(name.split(":")[0]), query("--status", name));
        }
        Path certificates = root.resolve(CERTIFICATES.substring(1));
        Files.createDirectories(certificates.resolve("..").normalize());
        print(List.of("sh", "-c", PRINT_CERTIFICATES), certificates);
        Files.createSymbolicLink(root.resolve("etc/os-release"), Path.of("../usr/lib/os-release"));
        for (String program : PROGRAMS) {
            Files.createSymbolicLink(root.resolve("usr/bin").resolve(program), Path.of("busybox"));
        }
    }

    private static void copyFile(Path file, Path root) throws IOException {
        Path name = Path.of("/").relativize(file);
        Path to = root.resolve(name.startsWith("usr") ? name : Path.of("usr").resolve(name));
        Files.createDirectories(to.resolve("..").normalize());
        Files.copy(file, to, LinkOption.NOFOLLOW_LINKS);
    }

    private String query(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(QUERY.toString()));
        command.addAll(List.of(arguments));
        print(command, log);
        return Files.readString(log);
    }

    private static void print(List<String> command, Path output) throws IOException {
        Tool tool = new Tool(output.resolveSibling("."), Map.of("LC_ALL", "C.UTF-8", "PATH", "/usr/bin:/bin"));
        tool.run(command, 0, output);
    }
}

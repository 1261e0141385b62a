// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.demo;

import static io.github.imagesquash.fixture.LayerBuilder.layer;

import io.github.imagesquash.fixture.LayerBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The lowest layer: a root file system with a shell, laid out as Debian and Fedora do, where {@code /bin} and
 * {@code /lib} are links into {@code /usr}. Programs and libraries are this machine's.
 */
final class RootFileSystem {
    static final List<String> PROGRAMS = List.of("cat", "id", "ls", "sh", "stat", "tar");
    private static final List<String> DIRECTORIES = List.of("bin", "lib", "lib64", "sbin");

    private final LayerBuilder layer = layer();
    private final SortedSet<String> made = new TreeSet<>();

    private RootFileSystem() {}

    static LayerBuilder make() {
        return new RootFileSystem().links().etc().programs().layer;
    }

    /** A program of this machine, with what its links lead to. */
    static Path program(String name) {
        Path path = Path.of("/bin", name);
        return HostFile.isPlain(path) || path.toFile().exists() ? path : Path.of("/usr/bin", name);
    }

    private RootFileSystem links() {
        DIRECTORIES.forEach(name -> directory("usr/" + name));
        DIRECTORIES.forEach(name -> layer.symlink(name, "usr/" + name));
        layer.dir("root/").mode(0700).dir("tmp/").mode(01777);
        return this;
    }

    private RootFileSystem etc() {
        directory("etc");
        layer.file("etc/passwd", "root:x:0:0:root:/root:/bin/sh\n")
                .file("etc/group", "root:x:0:\n")
                .file("etc/shadow", "root:*:19000:0:99999:7:::\n")
                .mode(0640)
                .owner(0, 42)
                .file("etc/motd", "A small root file system.\n")
                .symlink("etc/os-release", "../usr/lib/os-release");
        Path release = Path.of("/etc/os-release");
        if (release.toFile().exists()) {
            file("usr/lib/os-release", release);
        }
        return this;
    }

    private RootFileSystem programs() {
        List<Path> programs = PROGRAMS.stream().map(RootFileSystem::program).toList();
        programs.forEach(program -> file("usr/bin/" + program.getFileName(), program));
        SharedLibraries.of(programs).forEach(library -> file(underUsr(library), library));
        return this;
    }

    /** Where a file is when {@code /lib} leads to {@code /usr/lib}. */
    private static String underUsr(Path library) {
        String path = library.toString().substring(1);
        return path.startsWith("usr/") ? path : "usr/" + path;
    }

    private void file(String name, Path host) {
        directory(name.substring(0, name.lastIndexOf('/')));
        HostFile file = HostFile.read(host);
        layer.file(name, file.content()).mode(file.mode()).mtime(file.modified());
    }

    /** Adds a directory after its parents, once. */
    private void directory(String name) {
        int slash = name.lastIndexOf('/');
        if (slash > 0) {
            directory(name.substring(0, slash));
        }
        if (made.add(name)) {
            layer.dir(name + "/");
        }
    }
}

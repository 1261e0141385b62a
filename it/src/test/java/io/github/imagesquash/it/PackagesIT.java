// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.packages.Ecosystem;
import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.Ownership;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What is read out of a real Debian root file system is what dpkg says of it, unpacked. */
@TestInstance(Lifecycle.PER_CLASS)
class PackagesIT {
    private Path directory;
    private Path root;
    private ReplayedTree replayed;
    private Packages packages;

    @BeforeAll
    void read(@TempDir Path place) throws IOException {
        directory = place;
        Needs.root();
        Needs.program("dpkg-query", "dpkg");
        Path tar = DebianImage.root();
        root = Files.createDirectory(directory.resolve("root"));
        Program.of("tar", "-xf", tar.toString(), "-C", root.toString()).output();
        ImageBuilder image = ImageBuilder.image("debian:1").layer(Files.readAllBytes(tar), Compression.NONE);
        replayed = ReplayedTree.of(ArchiveDialect.DOCKER_25.write(image, directory));
        Warnings warnings = new Warnings();
        packages = PackageDatabases.read(replayed.tree(), warnings);
        assertEquals(List.of(), warnings.tallies());
    }

    @AfterAll
    void close() throws IOException {
        if (replayed != null) {
            replayed.close();
            // JUnit's own clean-up warns of every symbolic link that leads out of its directory
            Program.of(
                            "rm",
                            "-rf",
                            root.toString(),
                            directory.resolve("emptied").toString())
                    .output();
        }
    }

    private Stream<String> dpkg(String... arguments) throws IOException {
        List<String> command = List.of("dpkg-query", "--admindir=" + root.resolve("var/lib/dpkg"));
        return new String(Program.of(command, arguments).output(), StandardCharsets.UTF_8).lines();
    }

    private Stream<InstalledPackage> debian() {
        return packages.all().stream().filter(found -> found.id().ecosystem() == Ecosystem.DPKG);
    }

    @Test
    void packagesAreThoseThatDpkgQueryShows() throws IOException {
        String format = "${Package} ${Version} ${Architecture} ${Installed-Size} ${source:Package}\n";
        Set<String> shown = dpkg("--show", "--showformat=" + format).collect(Collectors.toCollection(TreeSet::new));
        Set<String> found = debian().map(installed -> installed.id().name() + " "
                        + installed.id().version() + " "
                        + installed.id().architecture() + " "
                        + installed.statedBytes() / 1024 + " "
                        + installed.source())
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(shown.size() > 50, () -> "too few packages: " + shown);
        assertEquals(shown, found);
    }

    @Test
    void filesAreThoseThatDpkgQueryLists() throws IOException {
        for (InstalledPackage installed : debian().toList()) {
            Set<String> listed = new TreeSet<>();
            for (String line : dpkg("--listfiles", installed.id().name()).toList()) {
                listed.addAll(resolved(line));
            }
            Set<String> owned =
                    installed.paths().stream().map(ImagePath::toString).collect(Collectors.toCollection(TreeSet::new));
            assertEquals(listed, owned, () -> "files of " + installed.id());
        }
    }

    @Test
    void ownersAreThoseThatDpkgQueryFinds() throws IOException {
        for (String path : List.of("/etc/debian_version", "/usr/bin/env", "/usr/share/doc/tar/copyright")) {
            String owner = dpkg("--search", path).findFirst().orElseThrow().replaceFirst(":.*", "");
            ImagePath asked = ImagePath.clean(path.getBytes(StandardCharsets.UTF_8));
            assertEquals(
                    owner, packages.ownerOf(asked).orElseThrow().owner().id().name());
        }
    }

    @Test
    void sizesAreThoseOfTheFilesHardLinksCountedOnce() throws IOException {
        for (InstalledPackage installed : debian().toList()) {
            Set<Object> inodes = new HashSet<>();
            long bytes = 0;
            for (ImagePath path : installed.paths()) {
                Path file = root.resolve(path.toString().substring(1));
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && inodes.add(Files.getAttribute(file, "unix:ino"))) {
                    bytes += Files.size(file);
                }
            }
            assertEquals(bytes, installed.contentBytes(), () -> "size of " + installed.id());
        }
    }

    /** With every regular file gone, dpkg misses all that it checks. */
    @Test
    void whatIsCheckedIsWhatDpkgMisses() throws IOException {
        Path emptied = directory.resolve("emptied");
        Program.of("cp", "-a", root.toString(), emptied.toString()).output();
        Program.of("find", emptied.toString(), "-type", "f", "!", "-path", "*/var/lib/dpkg/*", "-delete")
                .output();
        String missed =
                Program.of("dpkg", "--root=" + emptied, "--verify").run().text();
        Set<String> expected = new TreeSet<>();
        for (String line :
                missed.lines().filter(line -> line.startsWith("missing")).toList()) {
            boolean configuration = line.contains(" c /");
            for (String path : resolved(line.substring(line.indexOf('/')))) {
                expected.add(path + (configuration ? " c" : ""));
            }
        }
        Set<String> checked = debian().flatMap(installed -> installed.files().stream())
                .filter(file -> file.claim() != Ownership.LISTED)
                .map(file -> file.path() + (file.claim() == Ownership.CONFIGURATION ? " c" : ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(expected.size() > 1000, "dpkg misses too little");
        assertEquals(expected, checked);
    }

    /** Where a path leads in the unpacked root, unless nothing or a directory is there. */
    private Set<String> resolved(String listed) throws IOException {
        Path path = root.resolve(listed.substring(1));
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            return Set.of();
        }
        Path real = path.getParent().toRealPath().resolve(path.getFileName());
        return Set.of("/" + root.toRealPath().relativize(real));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** A real Debian root file system, changed in several steps as images are. */
final class DebianImage {
    private static final Path ROOT = Path.of("target", "debian-root.tar");
    private static final Path ROOT_WITH_PLUGINS = Path.of("target", "debian-plugins-root.tar");
    private static final Path ROOT_WITH_CACHES = Path.of("target", "debian-caches-root.tar");

    /** Every step makes a layer. {@code /srv} has the directories and files that later steps move, replace and delete. */
    private static final String DOCKERFILE = """
            FROM %s
            RUN mkdir -p /srv/dir/sub /srv/moved/deep /srv/gone \\
             && echo file > /srv/file && echo a > /srv/dir/a && echo b > /srv/dir/sub/b \\
             && echo deep > /srv/moved/deep/file && echo gone > /srv/gone/file && ln -s dir /srv/link \\
             && echo linked > /srv/name1 && ln /srv/name1 /srv/name2 && ln /srv/name1 /srv/moved/name3 \\
             && truncate -s 3M /srv/sparse && head -c 70000 /dev/urandom > /srv/random
            RUN cp /usr/bin/cat /srv/capable && setcap cap_net_raw,cap_net_admin+ep /srv/capable \\
             && cp /usr/bin/cat /srv/setuid && chmod 4711 /srv/setuid && chmod 2755 /usr/bin/env \\
             && mkfifo /srv/pipe && mknod /srv/zero c 1 5 && mknod /srv/block b 7 200
            RUN rm -rf /usr/share/doc /usr/share/man /usr/share/locale /srv/gone /usr/bin/perl*
            RUN rm -rf /srv/dir && echo 'now a file' > /srv/dir \\
             && rm /srv/file && mkdir /srv/file && echo inside > /srv/file/inside \\
             && rm /srv/link && mkdir /srv/link && touch -d '1999-12-31 23:59:59.987654321' /srv/link
            RUN mv /srv/moved /srv/renamed && mv /usr/share/common-licenses /srv/licenses \
             && ln -s /srv/licenses /usr/share/common-licenses
            RUN rm /srv/name1 && echo changed >> /srv/capable && setcap cap_net_raw+ep /srv/capable \\
             && chown -R games:games /srv/renamed && chmod 1777 /srv/renamed/deep && chown -h 12:34 /usr/share/common-licenses
            RUN mkdir /srv/gone && echo again > /srv/gone/other && ln /srv/gone/other /srv/gone/link \\
             && rm -rf /srv/link && ln -s gone /srv/link && dpkg --purge --force-all sysvinit-utils
            """;

    private DebianImage() {}

    /**
     * Builds it in the engine. The root file system is kept for the next time; without a Debian mirror the test is skipped.
     *
     * @param directory a place for the archive of the root file system
     */
    static void build(Engine engine, String image, Path directory) throws IOException {
        String base = Engine.imageName("debian-root");
        ImageBuilder root = ImageBuilder.image(base).layer(Files.readAllBytes(root()), Compression.NONE);
        engine.load(ArchiveDialect.DOCKER_LEGACY.write(root, directory));
        engine.build(DOCKERFILE.formatted(base), image);
        engine.remove(base);
    }

    /** The archive of the root file system that it is made of. */
    static Path root() throws IOException {
        return made(ROOT, "--variant=essential", "--include=libcap2-bin");
    }

    /** The archive of one that has apt, and all that apt got to make it: lists and archives of packages. */
    static Path rootWithCaches() throws IOException {
        return made(ROOT_WITH_CACHES, "--variant=apt", "--skip=cleanup/apt,essential/unlink");
    }

    /** The archive of one with packages that rules are known to have broken: plugins, Python modules, programs that log. */
    static Path rootWithPlugins() throws IOException {
        return made(
                ROOT_WITH_PLUGINS,
                "--variant=minbase",
                "--include=slapd,ldap-utils,python3-pkgconfig,graphicsmagick,fail2ban");
    }

    /** Tests in another thread or another JVM may want the same one at the same time. */
    static synchronized Path made(Path root, String... options) throws IOException {
        Files.createDirectories(root.toAbsolutePath().getParent());
        try (FileChannel lock =
                        FileChannel.open(Path.of(root + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock _ = lock.lock()) {
            return madeAlone(root, options);
        }
    }

    private static Path madeAlone(Path root, String... options) throws IOException {
        if (!Files.exists(root)) {
            Needs.program("mmdebstrap", "mmdebstrap");
            Path unfinished = Path.of(root + ".part");
            List<String> command = new ArrayList<>(List.of("mmdebstrap", "--format=tar"));
            command.addAll(List.of(options));
            Program.Outcome outcome =
                    Program.of(command, "bookworm", unfinished.toString()).run();
            if (outcome.exitCode() != 0) {
                throw Needs.missing("no Debian root file system: mmdebstrap: " + outcome.errors());
            }
            Files.move(unfinished, root, StandardCopyOption.ATOMIC_MOVE);
        }
        return root;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ArchiveMembers;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.group.Grouping;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.random.RandomImage;
import io.github.imagesquash.request.LayerChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The file systems that Docker and umoci make of random images, before and after squashing, all below one directory so that
 * they can be listed at once: {@code <seed>/docker-old/root} and so on. Closing it takes them away, and the images.
 */
final class RandomTrees implements AutoCloseable {
    static final String OLD = "docker-old/root";
    static final String SQUASHED = "docker-squashed/root";
    static final String OLD_UNPACKED = "umoci-old/rootfs";
    static final String SQUASHED_UNPACKED = "umoci-squashed/rootfs";

    /** Layers of these are kept as every engine reads them: one has them uncompressed, one with gzip. */
    private static final List<ArchiveDialect> FOR_ALL_ENGINES =
            List.of(ArchiveDialect.DOCKER_25, ArchiveDialect.PODMAN_OCI);

    private static final Grouping DIVIDED = new Grouping.IntoLayers(3);
    private static final List<ArchiveDialect> DIALECTS = List.of(ArchiveDialect.values());

    private final Engine engine;
    private final Path work;
    private final Path trees;
    private final List<OverlayMount> mounts = new ArrayList<>();
    private final List<String> loaded = new ArrayList<>();

    RandomTrees(Engine engine) throws IOException {
        this.engine = engine;
        this.work = Files.createTempDirectory("squash-it-random-");
        this.trees = Files.createDirectory(work.resolve("trees"));
    }

    /** The tree of an image of which only this many of the uppermost layers were merged, every other one divided again. */
    static String merged(int layers) {
        return "docker-upper-" + layers + "/root";
    }

    /** The same, as umoci unpacks it. */
    static String mergedUnpacked(int layers) {
        return "umoci-upper-" + layers + "/rootfs";
    }

    /**
     * Makes the four trees of an image, and two for each number of layers that can be merged below all. What umoci sees in
     * another way, or refuses, it does not unpack.
     */
    void add(RandomImage made) throws IOException {
        String name = Engine.imageName("random-" + made.seed());
        String squashedName = name.replace(":1", ":squashed");
        ImageBuilder image = made.builder(name);
        Path place = Files.createDirectory(trees.resolve(String.valueOf(made.seed())));
        Path files = Files.createDirectory(work.resolve(String.valueOf(made.seed())));
        Path squashed = squash(made, image, squashedName, files);

        docker(ArchiveDialect.DOCKER_LEGACY.members(image).write(files.resolve("docker.tar")), name, place, "old");
        docker(squashed, squashedName, place, "squashed");
        if (made.unpackersAgree()) {
            ArchiveMembers layout = ArchiveDialect.OCI_DIRECTORY
                    .members(image)
                    .edit("index.json", index -> index.replaceAll("docker.io/library/[a-z0-9-]+:1", "1"));
            umoci(layout.writeDirectory(files.resolve("old-layout")) + ":1", place, "old");
        }
        umoci(extracted(squashed, files.resolve("squashed-layout")) + ":squashed", place, "squashed");
        for (int layers = 1; layers < made.layers().size(); layers++) {
            addMerged(made, layers, place, files);
        }
    }

    private void addMerged(RandomImage made, int layers, Path place, Path files) throws IOException {
        String kind = "upper-" + layers;
        String name = Engine.imageName("random-" + made.seed()).replace(":1", ":" + kind);
        ArchiveDialect dialect = FOR_ALL_ENGINES.get((int) Math.floorMod(made.seed(), 2L));
        Path old = dialect.write(made.builder(name), Files.createDirectory(files.resolve(kind)));
        Path merged = files.resolve(kind + ".tar");
        Squasher.run(Squasher.request(old, merged)
                .withTags(List.of(Reference.parse(name)))
                .withLayers(new LayerChoice.Upper(layers))
                .withGrouping((made.seed() + layers) % 2 == 0 ? Grouping.ONE : DIVIDED));
        docker(merged, name, place, kind);
        if (made.unpackersAgree()) {
            umoci(extracted(merged, files.resolve(kind + "-layout")) + ":" + kind, place, kind);
        }
    }

    /** All of them, by seed and kind. */
    FileListing list() throws IOException {
        return FileLister.list(trees);
    }

    /** The squashed archive; each image comes in the next dialect. */
    private static Path squash(RandomImage made, ImageBuilder image, String name, Path files) throws IOException {
        int turn = (int) Math.floorMod(made.seed(), (long) DIALECTS.size());
        Path old = DIALECTS.get(turn).write(image, files);
        Path squashed = files.resolve("squashed.tar");
        Compression compression = made.seed() % 2 == 0 ? Compression.NONE : Compression.GZIP;
        Squasher.run(Squasher.request(old, squashed)
                .withTags(List.of(Reference.parse(name)))
                .withEncoding(Squasher.encoding(compression)));
        return squashed;
    }

    private void docker(Path archive, String name, Path place, String kind) throws IOException {
        engine.load(archive);
        loaded.add(name);
        mounts.add(engine.mount(name, Files.createDirectory(place.resolve("docker-" + kind))));
    }

    private static void umoci(String image, Path place, String kind) throws IOException {
        Path root = Files.createDirectory(place.resolve("umoci-" + kind)).resolve("rootfs");
        Program.of("umoci", "raw", "unpack", "--image", image, root.toString()).output();
    }

    private static Path extracted(Path archive, Path directory) throws IOException {
        Files.createDirectory(directory);
        Program.of("tar", "-xf", archive.toString(), "-C", directory.toString()).output();
        return directory;
    }

    @Override
    public void close() throws IOException {
        for (OverlayMount mount : mounts) {
            mount.close();
        }
        engine.remove(loaded.toArray(String[]::new));
        // not by Java, which cannot say all of the names
        Program.of("rm", "-rf", "--one-file-system", work.toString()).output();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.fixture.Blobs.noise;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.imagesquash.Analysis;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ChunkedBlob;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.read.WantedImage;
import io.github.imagesquash.report.PullCosts;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.BaseImage;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.Encoding;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers of which engines fetch single files: Podman fetches what it lacks, and shows the same files as without. */
class ChunkedIT {
    /** HTTP headers, and the boundaries between the parts of an answer. */
    private static final long ENVELOPES = 32 << 10;

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path directory;

    /** 12 MB in a large file and 300 small ones; on the second night, some bytes of the large one and two others changed. */
    private static LayerBuilder night(int night) {
        byte[] large = noise(1, 8 << 20);
        large[4 << 20] += (byte) night;
        LayerBuilder layer = layer().dir("opt/").mode(01777).file("opt/large", large);
        for (int i = 0; i < 300; i++) {
            layer.file("opt/file" + i, noise(i, 100 * i)).owner(i, 7).mtime(1_000_000_000, i);
        }
        return layer.file("opt/tool", noise(1000 + night, 50_000))
                .mode(04755)
                .hardLink("opt/link", "opt/tool")
                .symlink("opt/symlink", "tool")
                .file("opt/<&>ü", "changed " + night)
                .xattr("user.note", "kept")
                .file("opt/empty", "");
    }

    private void push(int night, RegistryServer registry) throws IOException {
        ImageBuilder image = ImageBuilder.image("app:" + night)
                .layer(layer().dir("opt/").file("opt/gone", "G"))
                .layer(night(night).whiteout("opt/gone"));
        Path archive = ArchiveDialect.DOCKER_LEGACY.write(image, Files.createDirectory(directory.resolve("n" + night)));
        Squasher.run(SquashRequest.of(
                        new Source.Archive(archive),
                        new Destination.Registry(List.of(registry.address("app:" + night)), registry.access()))
                .withEncoding(new Encoding.Chunked(3)));
    }

    /** A storage of the test's own. */
    private Program podman(String storage, boolean partial, String... arguments) throws IOException {
        Needs.program("podman", "podman");
        Path config = directory.resolve(storage + ".conf");
        Files.writeString(config, """
            [storage]
            driver = "overlay"
            graphroot = "%1$s/%2$s"
            runroot = "%1$s/%2$s-run"
            [storage.options]
            pull_options = {enable_partial_images = "%3$s", use_hard_links = "false", ostree_repos = ""}
            """.formatted(directory, storage, partial));
        return Program.of(List.of("podman"), arguments).environment("CONTAINERS_STORAGE_CONF", config.toString());
    }

    private FileListing pulled(String storage, boolean partial, String image) throws IOException {
        podman(storage, partial, "pull", "--quiet", "--tls-verify=false", image).output();
        Path root = Path.of(
                new String(podman(storage, partial, "image", "mount", image).output()).strip());
        try {
            return FileLister.list(root);
        } finally {
            podman(storage, partial, "image", "umount", image).output();
        }
    }

    private ChunkedBlob blob(RegistryServer registry, int night) throws IOException {
        JsonNode manifest = JSON.readTree(registry.manifest("app:" + night).orElseThrow());
        JsonNode layer = manifest.get("layers").get(0);
        Map<String, String> annotations = new TreeMap<>();
        layer.get("annotations")
                .properties()
                .forEach(note -> annotations.put(note.getKey(), note.getValue().asText()));
        Path copy = directory.resolve("copy" + night);
        registry.give("app:" + night, "dir:" + copy);
        String digest = layer.get("digest").asText().replace("sha256:", "");
        return new ChunkedBlob(Files.readAllBytes(copy.resolve(digest)), annotations);
    }

    @Test
    void podmanFetchesOnlyWhatChangedSinceTheNightBefore() throws IOException {
        Needs.root();
        Needs.program("getfattr", "attr");
        Needs.program("skopeo", "skopeo");
        try (RegistryServer registry = RegistryServer.open(directory);
                CountingProxy proxy = new CountingProxy(registry.port())) {
            push(1, registry);
            push(2, registry);
            ChunkedBlob today = blob(registry, 2);
            long planned = today.bytesNotIn(blob(registry, 1));
            FileListing partial = pulledInParts(proxy, planned);
            assertTrue(planned < 3 << 20, "planned: " + planned);
            long tarSplit = today.position("tarsplit-position")[1];
            assertEquals(planned + tarSplit, told(registry));
            FileListing whole = pulled("whole", false, registry.name("app:2"));
            withoutTimes(whole).assertSame(withoutTimes(partial));
        }
    }

    /**
     * The second image, of which only the planned bytes were fetched. If anything fails while podman fetches parts, it
     * fetches the whole layer without a word, which happens on a busy machine; so it may try three times.
     */
    private FileListing pulledInParts(CountingProxy proxy, long planned) throws IOException {
        List<Long> received = new ArrayList<>();
        for (int attempt = 1; attempt <= 3; attempt++) {
            proxy.takeReceived();
            pulled("partial" + attempt, true, proxy.name("app:1"));
            assertTrue(proxy.takeReceived() > 8 << 20, "the first image is fetched whole");
            FileListing partial = pulled("partial" + attempt, true, proxy.name("app:2"));
            long second = proxy.takeReceived();
            if (second >= planned && second <= planned + ENVELOPES) {
                return partial;
            }
            received.add(second);
        }
        throw new AssertionError(received + " bytes, planned " + planned);
    }

    /** What {@code squash analyze --pull} says, without the tar-split data, which this Podman does not fetch. */
    private static long told(RegistryServer registry) throws IOException {
        BaseImage first = new BaseImage(
                "first", new Source.Registry(registry.address("app:1"), registry.access()), WantedImage.ONLY);
        AnalysisRequest request = AnalysisRequest.of(new Source.Registry(registry.address("app:2"), registry.access()))
                .withExtras(AnalysisRequest.Extra.PULL)
                .withSince(first);
        PullCosts.Files files = Analysis.run(request, ProgressListener.NONE)
                .pull()
                .flatMap(PullCosts::since)
                .flatMap(PullCosts.Since::files)
                .orElseThrow();
        return files.fileBytes() + files.dataBytes();
    }

    /** Podman makes directories before their files, and symbolic links without a time, if it fetches single files. */
    private static FileListing withoutTimes(FileListing listing) {
        return listing.withoutTimes(Set.of("opt", "opt/symlink"));
    }

    @Test
    void otherReadersSeeOneTar() throws IOException {
        Needs.program("skopeo", "skopeo");
        Needs.program("zstd", "zstd");
        Path archive =
                ArchiveDialect.DOCKER_LEGACY.write(ImageBuilder.image("app:1").layer(night(1)), directory);
        Path chunked = directory.resolve("chunked.tar");
        Squasher.run(Squasher.request(archive, chunked).withEncoding(new Encoding.Chunked(3)));
        Path copy = directory.resolve("copy");
        Program.of("skopeo", "copy", "--quiet", "oci-archive:" + chunked, "dir:" + copy)
                .output();
        JsonNode manifest = JSON.readTree(copy.resolve("manifest.json").toFile());
        String blob = manifest.at("/layers/0/digest").asText().replace("sha256:", "");
        String diffId = JSON.readTree(
                        copy.resolve(manifest.at("/config/digest").asText().replace("sha256:", ""))
                                .toFile())
                .at("/rootfs/diff_ids/0")
                .asText();
        Path tar = directory.resolve("layer.tar");
        Program.of("zstd", "-q", "-d", copy.resolve(blob).toString(), "-o", tar.toString())
                .output();
        assertEquals(
                diffId,
                "sha256:" + new String(Program.of("sha256sum", tar.toString()).output()).substring(0, 64));
    }

    /** As engines do that fetch single files, with the program of the library that they use. */
    @Test
    void theTarIsMadeAgainOfItsFilesAndTheTarSplitData() throws IOException {
        Needs.root();
        Needs.program("tar-split", "tar-split");
        Needs.program("skopeo", "skopeo");
        Needs.program("zstd", "zstd");
        try (RegistryServer registry = RegistryServer.open(directory)) {
            push(1, registry);
            ChunkedBlob blob = blob(registry, 1);
            Path tar = Files.write(directory.resolve("layer.tar"), blob.tar());
            Path files = Files.createDirectory(directory.resolve("files"));
            Program.of("tar", "-xf", tar.toString(), "-C", files.toString()).output();
            long[] place = blob.position("tarsplit-position");
            Path stored = directory.resolve("data.zst");
            Files.write(stored, Arrays.copyOfRange(blob.blob(), (int) place[0], (int) (place[0] + place[1])));
            Path lines = directory.resolve("data.json");
            Program.of("zstd", "-q", "-d", stored.toString(), "-o", lines.toString())
                    .output();
            Program.of("gzip", lines.toString()).output();
            Path made = directory.resolve("made.tar");
            Program.of("tar-split", "asm", "--input=" + lines + ".gz", "--path=" + files, "--output=" + made)
                    .output();
            assertEquals(-1, Files.mismatch(tar, made));
        }
    }

    /** Docker before 23 reads no zstd at all: it takes the bytes for a tar, and fails. */
    @Test
    void dockerReadsAnOrdinaryLayerFromVersion23On() throws IOException {
        Needs.program("docker", "docker.io");
        Needs.program("getfattr", "attr");
        Needs.root();
        try (Engine engine = Engine.connect();
                RegistryServer registry = RegistryServer.open(directory)) {
            push(1, registry);
            String image = registry.name("app:1");
            Program.Outcome pulled =
                    Program.of("docker", "pull", "--quiet", image).run();
            if (engine.readsZstd()) {
                assertEquals(0, pulled.exitCode(), pulled.errors());
                FileListing whole = pulled("whole", false, image);
                whole.assertSame(engine.list(image));
                Program.of("docker", "rmi", "--force", image).output();
            } else {
                assertTrue(pulled.errors().contains("tar"), pulled.errors());
                System.err.println("Docker " + engine.version() + " reads no zstd layers, which require Docker 23");
            }
        }
    }
}

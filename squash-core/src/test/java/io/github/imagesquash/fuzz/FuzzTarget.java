// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import io.github.imagesquash.advise.ComposeFile;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.chunked.ChunkedFuzz;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.filter.IgnoreList;
import io.github.imagesquash.filter.NamedPathsFuzz;
import io.github.imagesquash.fixture.ReplayedTree;
import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.PlatformWish;
import io.github.imagesquash.packages.PackageDatabases;
import io.github.imagesquash.read.ImageArchive;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.registry.AnswerFuzz;
import io.github.imagesquash.registry.DockerConfigFuzz;
import io.github.imagesquash.registry.NameFuzz;
import io.github.imagesquash.slim.SlimFuzz;
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A place where bytes of strangers come in. Whatever they are, reading them succeeds or throws
 * {@link InvalidImageException} or {@link UnmetRequestException}; nothing else comes out, and it takes neither long nor
 * much memory.
 */
enum FuzzTarget {
    /** The tar around an image: members, links, control files. */
    OUTER_ARCHIVE(data -> openArchive(TarRepair.checksums(data)), Seeds::archives),

    /** The tar codec, all entries. */
    TAR(data -> readTar(TarRepair.checksums(data)), Seeds::layers),

    /** The records of one PAX header, and what they make of the entry after it. */
    PAX(data -> readTar(Documents.tarWithPaxHeader(data)), Seeds::paxBodies),

    /** The control files, with digests and sizes that fit. */
    JSON(data -> openArchive(Documents.archiveOf(data)), Seeds::documents),

    GZIP(data -> decompress(Compression.GZIP, data), Seeds::gzip),

    ZSTD(data -> decompress(Compression.ZSTD, data), Seeds::zstd),

    /** Compressions of whole archives, whose decoders are libraries'. */
    OUTER_COMPRESSION(FuzzTarget::openArchive, Seeds::compressedArchives),

    /** What people and indexes write for a platform. */
    PLATFORM(FuzzTarget::matchPlatforms, Seeds::platforms),

    /** A Dockerfile that advice is asked for. */
    DOCKERFILE(data -> Dockerfile.parse("Dockerfile", utf8(data)), Seeds::dockerfiles),

    /** A Compose file that advice is asked for. */
    COMPOSE(FuzzTarget::parseCompose, Seeds::composeFiles),

    /** A list of patterns, of which each is tried on the others. */
    PATTERNS(FuzzTarget::matchPatterns, Seeds::patterns),

    /** A package database, wherever an image has it; what is wrong with one is told, and never refused. */
    PACKAGES(FuzzTarget::readPackages, DatabaseSeeds::inputs),

    /** A whole run on an image of these layers, with digests that fit; its result must be a fixed point. */
    SQUASH(SquashTwice::of, Seeds::images),

    /** What a registry answers: status, headers and errors, and where they lead to. */
    ANSWER(AnswerFuzz::read, AnswerFuzz::seeds),

    /** Docker's configuration, and what a credential helper prints. */
    DOCKER_CONFIG(DockerConfigFuzz::read, DockerConfigFuzz::seeds),

    /** Names of images, of servers and of proxies. */
    NAMES(NameFuzz::read, NameFuzz::seeds),

    /** What a config and the scripts that it starts name in an image. */
    NAMED_PATHS(NamedPathsFuzz::read, NamedPathsFuzz::seeds),

    /** Two layers with overlay's attributes, and with devices that are whiteouts. */
    OVERLAY(OverlayLayers::read, OverlayLayers::seeds),

    /** Bytes of other formats in the place of an archive, and of a layer. */
    FOREIGN(ForeignBytes::read, ForeignBytes::seeds),

    /** The table of contents and the tar-split data of a layer, with digests that fit. */
    CHUNKED_TABLE(ChunkedFuzz::readTable, ChunkedFuzz::tables),

    /** A blob with the places of its table of contents. */
    CHUNKED_BLOB(ChunkedFuzz::readBlob, ChunkedFuzz::blobs),

    /** Indexes with platforms, and what is chosen of them. */
    INDEX(ImageChoice::read, ChoiceSeeds::indexes),

    /** Docker's {@code manifest.json}, alone and beside an index, and what is chosen of it. */
    DOCKER_ARCHIVE(ImageChoice::read, ChoiceSeeds::dockerArchives),

    /** A program, script or setting in an image of which only needed packages, or files, are kept. */
    SLIM_FILES(SlimFuzz::readFile, SlimFuzz::files),

    /** A database of packages with dependencies, of which some are removed. */
    SLIM_PACKAGES(SlimFuzz::readDatabase, SlimFuzz::databases);

    /** Small, so that an input that wants too much is told by time and memory soon. */
    static final Limits LIMITS = new Limits(8 << 20, 10_000);

    /** What a decompressor may give before the input is taken for a bomb, in bytes. */
    private static final long MOST_INFLATED = 8 << 20;

    private final Reader reader;
    private final Supplier<List<byte[]>> seeds;

    FuzzTarget(Reader reader, Supplier<List<byte[]>> seeds) {
        this.reader = reader;
        this.seeds = seeds;
    }

    /** Reads an input, and throws an error where something that must hold does not. */
    private interface Reader {
        void read(byte[] data) throws IOException;
    }

    /** Valid and nearly valid inputs to begin with. */
    List<byte[]> seeds() {
        return seeds.get();
    }

    /** Reads the input; anything but success and refusal is thrown. */
    void check(byte[] data) {
        try {
            reader.read(data);
        } catch (InvalidImageException | UnmetRequestException e) {
            OneLine.require(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError("refused with " + e, e);
        }
    }

    private static void matchPlatforms(byte[] data) {
        String[] texts = utf8(data).split("\n", 2);
        try {
            Platform wanted = Platform.parse(texts[0]);
            Platform offered = texts.length == 1 ? wanted : new Platform(texts[1], texts[0], texts[1]);
            PlatformWish.of(wanted).best(List.of(wanted, offered), one -> one);
        } catch (IllegalArgumentException e) {
            OneLine.require(Printable.of(e.getMessage()));
        }
    }

    private static void parseCompose(byte[] data) {
        try {
            ComposeFile.parse("compose.yaml", utf8(data));
        } catch (IllegalArgumentException e) {
            OneLine.require(Printable.of(e.getMessage()));
        }
    }

    private static void matchPatterns(byte[] data) {
        String text = utf8(data);
        try {
            IgnoreList.parse(".squashignore", text);
            Glob glob = Glob.parse(text.lines().findFirst().orElse(""));
            text.lines().forEach(line -> glob.fits(line.getBytes(StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            OneLine.require(e.getMessage());
        }
    }

    private static void readPackages(byte[] data) throws IOException {
        try (ReplayedTree image = ReplayedTree.of(DatabaseSeeds.layerOf(data))) {
            PackageDatabases.read(image.tree(), new Warnings());
        }
    }

    private static String utf8(byte[] data) {
        return new String(data, StandardCharsets.UTF_8);
    }

    static void openArchive(byte[] archive) throws IOException {
        try (Spool spool = new Spool(Path.of(System.getProperty("java.io.tmpdir")));
                ImageArchive opened = ImageArchive.open(
                        new ByteArrayInputStream(archive), "fuzz.tar", spool, LIMITS, bytes -> {}, new Warnings())) {
            opened.select(ImageSelector.ONLY);
        }
    }

    private static void readTar(byte[] tar) throws IOException {
        TarReader reader = new TarReader(new MemoryInput(tar), "fuzz.tar", 1, new Warnings());
        Optional<TarEntry> entry = reader.next();
        while (entry.isPresent()) {
            entry = reader.next();
        }
    }

    private static void decompress(Compression compression, byte[] data) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long inflated = 0;
        try (InputStream in = compression.decompress(new ByteArrayInputStream(data), DecodeRules.STRICT, "fuzz.gz")) {
            for (int n = in.read(buffer); n >= 0 && inflated < MOST_INFLATED; n = in.read(buffer)) {
                inflated += n;
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fuzz;

import io.github.imagesquash.advise.ComposeFile;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.DecodeRules;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.dockerfile.Dockerfile;
import io.github.imagesquash.filter.IgnoreList;
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
import io.github.imagesquash.tar.TarEntry;
import io.github.imagesquash.tar.TarReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A place where bytes of strangers come in. Whatever they are, reading them succeeds or throws
 * {@link InvalidImageException} or {@link UnmetRequestException}; nothing else comes out, and it takes neither long nor
 * much memory.
 */
enum FuzzTarget {
    /** The tar around an image: members, links, control files. */
    OUTER_ARCHIVE {
        @Override
        void read(byte[] data) throws IOException {
            openArchive(TarRepair.checksums(data));
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.archives();
        }
    },

    /** The tar codec, all entries. */
    TAR {
        @Override
        void read(byte[] data) throws IOException {
            readTar(TarRepair.checksums(data));
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.layers();
        }
    },

    /** The records of one PAX header, and what they make of the entry after it. */
    PAX {
        @Override
        void read(byte[] data) throws IOException {
            readTar(Documents.tarWithPaxHeader(data));
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.paxBodies();
        }
    },

    /** The control files, with digests and sizes that fit. */
    JSON {
        @Override
        void read(byte[] data) throws IOException {
            openArchive(Documents.archiveOf(data));
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.documents();
        }
    },

    GZIP {
        @Override
        void read(byte[] data) throws IOException {
            decompress(Compression.GZIP, data);
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.gzip();
        }
    },

    ZSTD {
        @Override
        void read(byte[] data) throws IOException {
            decompress(Compression.ZSTD, data);
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.zstd();
        }
    },

    /** Compressions of whole archives, whose decoders are libraries'. */
    OUTER_COMPRESSION {
        @Override
        void read(byte[] data) throws IOException {
            openArchive(data);
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.compressedArchives();
        }
    },

    /** What people and indexes write for a platform. */
    PLATFORM {
        @Override
        void read(byte[] data) {
            String[] texts = new String(data, StandardCharsets.UTF_8).split("\n", 2);
            try {
                Platform wanted = Platform.parse(texts[0]);
                Platform offered = texts.length == 1 ? wanted : new Platform(texts[1], texts[0], texts[1]);
                PlatformWish.of(wanted).best(List.of(wanted, offered), one -> one);
            } catch (IllegalArgumentException e) {
                requireOneLine(Printable.of(e.getMessage()));
            }
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.platforms();
        }
    },

    /** A Dockerfile that advice is asked for. */
    DOCKERFILE {
        @Override
        void read(byte[] data) {
            Dockerfile.parse("Dockerfile", new String(data, StandardCharsets.UTF_8));
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.dockerfiles();
        }
    },

    /** A Compose file that advice is asked for. */
    COMPOSE {
        @Override
        void read(byte[] data) {
            try {
                ComposeFile.parse("compose.yaml", new String(data, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException e) {
                requireOneLine(Printable.of(e.getMessage()));
            }
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.composeFiles();
        }
    },

    /** A list of patterns, of which each is tried on the others. */
    PATTERNS {
        @Override
        void read(byte[] data) {
            String text = new String(data, StandardCharsets.UTF_8);
            try {
                IgnoreList.parse(".squashignore", text);
                Glob glob = Glob.parse(text.lines().findFirst().orElse(""));
                text.lines().forEach(line -> glob.fits(line.getBytes(StandardCharsets.UTF_8)));
            } catch (IllegalArgumentException e) {
                requireOneLine(e.getMessage());
            }
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.patterns();
        }
    },

    /** A package database, wherever an image has it; what is wrong with one is told, and never refused. */
    PACKAGES {
        @Override
        void read(byte[] data) throws IOException {
            try (ReplayedTree image = ReplayedTree.of(DatabaseSeeds.layerOf(data))) {
                PackageDatabases.read(image.tree(), new Warnings());
            }
        }

        @Override
        List<byte[]> seeds() {
            return DatabaseSeeds.inputs();
        }
    },

    /** A whole run on an image of these layers, with digests that fit; its result must be a fixed point. */
    SQUASH {
        @Override
        void read(byte[] data) throws IOException {
            SquashTwice.of(data);
        }

        @Override
        List<byte[]> seeds() {
            return Seeds.images();
        }
    };

    /** Small, so that an input that wants too much is told by time and memory soon. */
    static final Limits LIMITS = new Limits(8 << 20, 10_000);

    /** What a decompressor may give before the input is taken for a bomb, in bytes. */
    private static final long MOST_INFLATED = 8 << 20;

    /** Reads the input. */
    abstract void read(byte[] data) throws IOException;

    /** Valid and nearly valid inputs to begin with. */
    abstract List<byte[]> seeds();

    /** Reads the input; anything but success and refusal is thrown. */
    final void check(byte[] data) {
        try {
            read(data);
        } catch (InvalidImageException | UnmetRequestException e) {
            requireOneLine(e.getMessage());
        } catch (IOException e) {
            throw new AssertionError("refused with " + e, e);
        }
    }

    private static void requireOneLine(String message) {
        if (message.length() > 100_000 || message.chars().anyMatch(Character::isISOControl)) {
            throw new AssertionError("not a line fit for a terminal: " + message);
        }
    }

    private static void openArchive(byte[] archive) throws IOException {
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

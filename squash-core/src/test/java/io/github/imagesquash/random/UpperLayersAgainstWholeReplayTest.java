// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.random;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.blob.Spool;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.image.Image;
import io.github.imagesquash.image.RemainingLimits;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Limits;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.read.ImageArchive;
import io.github.imagesquash.read.ImageSelector;
import io.github.imagesquash.read.ImageSource;
import io.github.imagesquash.replay.LayerReplay;
import io.github.imagesquash.replay.SymlinkParents;
import io.github.imagesquash.tree.ContentStream;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.PathResolver;
import io.github.imagesquash.tree.PathResolver.Found;
import io.github.imagesquash.tree.PathResolver.Missing;
import io.github.imagesquash.tree.PathResolver.Outcome;
import io.github.imagesquash.tree.RegularFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Paths of random images lead to the same files if only the uppermost layers that decide about them are read. */
class UpperLayersAgainstWholeReplayTest {
    private static final Seeds SEEDS = Seeds.orElse(150);

    @ParameterizedTest
    @EnumSource
    @DisplayName("a path leads to the same file, or nowhere for the same reason, however few layers are read")
    void samePaths(SymlinkParents rule) {
        RandomCheck.forMost(60, SEEDS, RandomImage::odd, image -> differences(image, rule));
    }

    private static String differences(RandomImage image, SymlinkParents rule) {
        ImageBuilder builder = ImageBuilder.image("app:1");
        image.layers().forEach(layer -> builder.layer(layer.builder(), Compression.GZIP));
        byte[] archive = ArchiveDialect.BUILDX_OCI.members(builder).toBytes();
        try (Spool spool = new Spool(Path.of(System.getProperty("java.io.tmpdir")));
                ImageSource source = ImageArchive.open(
                        new ByteArrayInputStream(archive),
                        "old.tar",
                        spool,
                        Limits.DEFAULT,
                        ByteMeter.NONE,
                        new Warnings())) {
            return differences(image, source.select(ImageSelector.ONLY), new LayerReplay(spool, rule, false, 1));
        } catch (InvalidImageException e) {
            throw new Refused(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String differences(RandomImage random, Image image, LayerReplay replay) throws IOException {
        FileTree whole = replay.replay(image, new RemainingLimits(Limits.DEFAULT), ByteMeter.NONE)
                .tree();
        List<String> different = new ArrayList<>();
        for (String path : paths(random)) {
            byte[] bytes = path.getBytes(StandardCharsets.ISO_8859_1);
            String expected = text(new PathResolver(whole).outcome(bytes, true));
            String actual = text(replay.fromAbove(image, new RemainingLimits(Limits.DEFAULT), ByteMeter.NONE)
                    .follow(bytes));
            if (!actual.equals(expected)) {
                different.add(path + ": expected " + expected + ", found " + actual);
            }
        }
        return String.join("\n", different);
    }

    /** The paths of all entries and of all directories on the way, and names that are in none of them. */
    private static Set<String> paths(RandomImage image) {
        Set<String> paths = new TreeSet<>();
        for (RandomLayer layer : image.layers()) {
            for (LayerEntry entry : layer.entries()) {
                String path = entry.name().replace(".wh.", "");
                for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
                    paths.add(path.substring(0, end));
                    paths.add(path.substring(0, end) + "/absent");
                }
            }
        }
        return paths;
    }

    private static String text(Outcome outcome) throws IOException {
        return switch (outcome) {
            case Found(var path, RegularFile file) ->
                path + " " + file.size() + " "
                        + new String(new ContentStream(file).readAllBytes(), StandardCharsets.ISO_8859_1);
            case Found(var path, var inode) -> path + " " + inode.getClass().getSimpleName();
            case Missing missing -> missing.path() + " is missing";
            default -> outcome.toString();
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.Rules;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.it.Program.Outcome;
import io.github.imagesquash.oci.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --drop caches} on a Debian image does what Dockerfiles do to clean up, and harms no package. */
class CachesIT {
    private static final String ROOT = Engine.imageName("caches-root");
    private static final String OLD = Engine.imageName("caches-old");
    private static final String CLEANED = Engine.imageName("caches-cleaned");
    private static final String SQUASHED = Engine.imageName("caches-squashed");

    /** As pip and npm lay out what they store. */
    private static final String FILL = """
            FROM %s
            RUN d=~/.cache/pip/http/3/a/f && mkdir -p $d && echo wheel > $d/3af0 \\
             && d=~/.cache/pip/wheels/1c/b4 && mkdir -p $d && echo zip > $d/six-1.16.0-py2.py3-none-any.whl \\
             && d=~/.npm/_cacache && mkdir -p $d/content-v2/sha512/0a/1b $d/index-v5/7d/2c $d/tmp \\
             && echo tgz > $d/content-v2/sha512/0a/1b/2c3d && echo '{}' > $d/index-v5/7d/2c/9e
            RUN echo deb > /var/cache/apt/archives/hello_2.10-3_amd64.deb \\
             && echo deb > /var/cache/apt/archives/partial/less_590_amd64.deb \\
             && mkdir -p /tmp/build/deep /var/tmp/dir && echo o > /tmp/build/deep/a.o && echo log > /tmp/.hidden \\
             && echo b > /var/tmp/dir/b && echo c > /var/tmp/c
            """;

    /** The commands of Docker's guide to Dockerfiles, and those that users of pip and npm write. */
    private static final String CLEAN_UP = """
            FROM %s
            RUN apt-get clean && rm -rf /var/lib/apt/lists/* /tmp/* /var/tmp/* ~/.cache/pip ~/.npm/_cacache
            """;

    private static Engine engine;

    @TempDir
    static Path directory;

    @BeforeAll
    static void makeImages() throws IOException {
        engine = Engine.connect();
        Needs.root();
        ImageBuilder root =
                ImageBuilder.image(ROOT).layer(Files.readAllBytes(DebianImage.rootWithCaches()), Compression.NONE);
        engine.load(ArchiveDialect.DOCKER_LEGACY.write(root, directory));
        engine.build(FILL.formatted(ROOT), OLD);
        engine.build(CLEAN_UP.formatted(OLD), CLEANED);
        Path squashed = directory.resolve("squashed.tar");
        Squasher.run(Squasher.request(engine.save(OLD, directory.resolve("old.tar")), squashed)
                .withTags(List.of(Reference.parse(SQUASHED)))
                .withFilter(Filter.of(Rules.builtIn().of(List.of("caches")))));
        engine.load(squashed);
    }

    @AfterAll
    static void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    /** Empty ones are not counted: no rule takes them. */
    private static Set<String> regularFiles(String image) throws IOException {
        return engine.list(image).files().entrySet().stream()
                .filter(file -> file.getValue().get("type").equals("f"))
                .filter(file -> !file.getValue().get("size").equals("0"))
                .map(file -> file.getKey())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void allThatTheCommandsRemoveGoes() throws IOException {
        Set<String> removed = regularFiles(OLD);
        removed.removeAll(regularFiles(CLEANED));
        for (String place : List.of(
                "var/lib/apt/lists/",
                "var/cache/apt/archives/",
                "root/.cache/pip/",
                "root/.npm/_cacache/",
                "tmp/",
                "var/tmp/")) {
            assertTrue(removed.stream().anyMatch(path -> path.startsWith(place)), () -> place + " was not filled");
        }
        removed.retainAll(regularFiles(SQUASHED));
        assertEquals(Set.of(), removed, "left by --drop caches");
    }

    @Test
    void dpkgHasNothingToComplainOf() throws IOException {
        for (String check : List.of("--audit", "--verify")) {
            Outcome outcome = engine.run(SQUASHED, "dpkg", check);
            assertEquals(0, outcome.exitCode(), outcome.errors());
            assertEquals("", outcome.text() + outcome.errors(), "dpkg " + check);
        }
    }
}

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
import io.github.imagesquash.request.Encoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A Debian image with a directory server, a log watcher and more starts and answers as before without each set of rules. */
class DroppedSetsIT {
    private static final String ROOT = Engine.imageName("sets-root");
    private static final String OLD = Engine.imageName("sets-old");

    /** The start script lies below {@code /tmp} and reads a settings file there that no setting of the config names. */
    private static final String DOCKERFILE = """
            FROM %s
            RUN mkdir -p /tmp/app/lib && echo 'answer=42' > /tmp/settings.conf \\
             && echo 'package Answer; sub of { 42 } 1;' > /tmp/app/lib/Answer.pm \\
             && printf '#!/bin/sh\\n. /tmp/settings.conf\\nperl -MAnswer -e "print Answer::of()" && echo " $answer"\\n' \\
              > /tmp/start.sh && chmod +x /tmp/start.sh && : > /var/log/empty.log && chown games /var/log/empty.log
            ENV PERL5LIB=/tmp/app/lib
            CMD ["/tmp/start.sh"]
            """;

    /** Packages without a licence text that can be read, from dpkg's own list. */
    private static final String WITHOUT_LICENCE = """
            for p in $(dpkg-query -W -f '${Package}\\n'); do
              test -s /usr/share/doc/$p/copyright || echo $p
            done
            """;

    private static final String DIRECTORY_SERVER = """
            mkdir -p /run/slapd; slapd -h ldapi:/// -d 0 & for i in 1 2 3 4 5 6 7 8 9; do
              ldapsearch -Q -LLL -Y EXTERNAL -H ldapi:/// -b cn=config -s base dn 2>/dev/null && break; sleep 1
            done
            """;

    private static Engine engine;

    @TempDir
    static Path directory;

    @BeforeAll
    static void makeImage() throws IOException {
        engine = Engine.connect();
        Needs.root();
        ImageBuilder root =
                ImageBuilder.image(ROOT).layer(Files.readAllBytes(DebianImage.rootWithPlugins()), Compression.NONE);
        engine.load(ArchiveDialect.DOCKER_LEGACY.write(root, directory));
        engine.build(DOCKERFILE.formatted(ROOT), OLD);
        engine.save(OLD, directory.resolve("old.tar"));
    }

    @AfterAll
    static void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    /** The safe set, and all of them. */
    static Stream<List<String>> sets() {
        return Stream.of(
                List.of("caches"),
                Rules.builtIn().sets().stream().map(set -> set.name()).toList());
    }

    @ParameterizedTest
    @MethodSource("sets")
    void startsAndAnswersAsBefore(List<String> sets) throws IOException {
        String name = Engine.imageName("sets-" + sets.size());
        Path squashed = directory.resolve(sets.size() + ".tar");
        Squasher.run(Squasher.request(directory.resolve("old.tar"), squashed)
                .withTags(List.of(Reference.parse(name)))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0))
                .withFilter(Filter.of(Rules.builtIn().of(sets))));
        engine.load(squashed);
        assertEquals("42 42", answer(name, "start", "/tmp/start.sh"));
        assertEquals("dn: cn=config", answer(name, "slapd", shell(DIRECTORY_SERVER)));
        assertEquals("ok", answer(name, "python", shell("python3 -c 'import pkgconfig' && echo ok")));
        assertTrue(answer(name, "gm", shell("gm convert -list formats")).contains("PNG"));
        assertEquals("games", answer(name, "log", shell("stat -c %U /var/log/empty.log")));
        assertEquals(answer(OLD, "licences", shell(WITHOUT_LICENCE)), answer(name, "licences", shell(WITHOUT_LICENCE)));
        engine.remove(name);
        Files.delete(squashed);
    }

    private static String[] shell(String script) {
        return new String[] {"sh", "-c", script};
    }

    private static String answer(String image, String what, String... command) throws IOException {
        Outcome outcome = engine.run(image, command);
        assertEquals(0, outcome.exitCode(), () -> what + " in " + image + ": " + outcome.errors());
        return outcome.text().strip();
    }
}

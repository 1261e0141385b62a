// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.filter.Filter;
import io.github.imagesquash.filter.RuleSet;
import io.github.imagesquash.filter.Rules;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
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
import org.junit.jupiter.params.provider.Arguments;
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

    /** What is asked, in one container: answers of programs, and the packages without a licence text that can be read. */
    private static final String QUESTIONS = """
            /tmp/start.sh
            mkdir -p /run/slapd; slapd -h ldapi:/// -d 0 & for i in 1 2 3 4 5 6 7 8 9; do
              ldapsearch -Q -LLL -Y EXTERNAL -H ldapi:/// -b cn=config -s base dn 2>/dev/null && break; sleep 1
            done
            python3 -c 'import pkgconfig; print("python")'
            gm convert -list formats | grep -q PNG && echo pictures
            stat -c %U /var/log/empty.log
            for p in $(dpkg-query -W -f '${Package}\\n'); do
              test -s /usr/share/doc/$p/copyright || echo $p
            done
            """;

    private static final List<String> ANSWERS = List.of("42 42", "dn: cn=config", "", "python", "pictures", "games");

    private static Engine engine;
    private static List<String> before = List.of();

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
        before = answers(OLD);
        assertEquals(ANSWERS, before.subList(0, Math.min(ANSWERS.size(), before.size())));
    }

    @AfterAll
    static void removeImages() {
        if (engine != null) {
            engine.close();
        }
    }

    /**
     * The recommended set, and all of them together, which leave out what each leaves out alone; with {@code -Dsets=each} each
     * of them alone too.
     */
    static Stream<Arguments> sets() {
        List<String> all = Rules.builtIn().sets().stream().map(RuleSet::name).toList();
        List<String> alone = "each".equals(System.getProperty("sets")) ? all : List.of("caches");
        return Stream.concat(
                alone.stream().map(set -> Arguments.of(set, List.of(set))), Stream.of(Arguments.of("all", all)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("sets")
    void startsAndAnswersAsBefore(String name, List<String> sets) throws IOException {
        String image = Engine.imageName("sets-" + name);
        Path squashed = directory.resolve(name + ".tar");
        Squasher.run(Squasher.request(directory.resolve("old.tar"), squashed)
                .withTags(List.of(Reference.parse(image)))
                .withEncoding(new Encoding.Chosen(Compression.NONE, 0))
                .withFilter(Filter.of(Rules.builtIn().of(sets))));
        engine.load(squashed);
        assertEquals(before, answers(image));
        engine.remove(image);
        Files.delete(squashed);
    }

    private static List<String> answers(String image) throws IOException {
        return engine.run(image, "sh", "-c", QUESTIONS).text().lines().toList();
    }
}

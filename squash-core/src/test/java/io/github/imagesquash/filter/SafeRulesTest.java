// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squashWithout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.Squash;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.LayerListing;
import io.github.imagesquash.request.Destination;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import io.github.imagesquash.request.SquashRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules leave alone although their patterns fit it, since something in the image needs it. */
class SafeRulesTest {
    private static final LayerBuilder LICENCES = layer().dir("usr/")
            .dir("usr/share/")
            .dir("usr/share/doc/")
            .dir("usr/share/doc/gcc-12-base/")
            .file("usr/share/doc/gcc-12-base/README", "R")
            .file("usr/share/doc/gcc-12-base/copyright", "C")
            .symlink("usr/share/doc/libgcc-s1", "gcc-12-base")
            .symlink("usr/share/doc/libgomp1", "libgcc-s1")
            .dir("usr/share/doc/x/")
            .symlink("usr/share/doc/x/LICENSE", "../gcc-12-base/copyright")
            .symlink("usr/share/doc/x/README", "../gcc-12-base/README");

    @TempDir
    Path directory;

    private static Filter drop(String... sets) {
        return Filter.of(Rules.builtIn().of(List.of(sets)));
    }

    private List<String> squash(Filter filter, LayerBuilder layer, String... environment) throws IOException {
        ImageBuilder image = ImageBuilder.image("app:1").layer(layer).config(json -> {
            var variables = json.putObject("config").putArray("Env");
            List.of(environment).forEach(variables::add);
        });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Squash.run(
                SquashRequest.of(
                                new Source.Archive(ArchiveDialect.BUILDX_DOCKER.write(image, directory)),
                                new Destination.Stream(out))
                        .withFilter(filter),
                ProgressListener.NONE);
        return LayerListing.ofLastLayer(out.toByteArray());
    }

    @Test
    void whatLeadsToALicenceStays() {
        squashWithout(drop("docs"), LICENCES)
                .hasTree(
                        "usr/",
                        "usr/share/",
                        "usr/share/doc/",
                        "usr/share/doc/gcc-12-base/",
                        "usr/share/doc/gcc-12-base/copyright=C",
                        "usr/share/doc/x/",
                        "usr/share/doc/x/LICENSE -> ../gcc-12-base/copyright",
                        "usr/share/doc/libgcc-s1 -> gcc-12-base",
                        "usr/share/doc/libgomp1 -> libgcc-s1")
                .warnsNothing();
    }

    /** A file that is empty on purpose has a name and an owner, and gives no space back. */
    @ParameterizedTest
    @CsvSource({"logs, var/log/fail2ban.log", "caches, tmp/lock", "docs, usr/share/doc/x", "caches, root/.cache/pip/x"})
    void emptyFilesStay(String set, String path) {
        String directories = path.substring(0, path.lastIndexOf('/') + 1);
        LayerBuilder layer = layer();
        for (int i = directories.indexOf('/'); i >= 0; i = directories.indexOf('/', i + 1)) {
            layer.dir(directories.substring(0, i + 1));
        }
        squashWithout(drop(set), layer.file(path, "").file(path + ".1", "full")).hasLast(path + "=");
    }

    @Test
    void cacheThatALinkOutsidePointsIntoStaysWhole() {
        squashWithout(
                        drop("caches", "build-caches"),
                        layer().dir("app/")
                                .symlink("app/six.py", "/home/.cache/uv/archive-v0/a/six.py")
                                .dir("home/")
                                .dir("home/.cache/")
                                .dir("home/.cache/pip/")
                                .file("home/.cache/pip/x", "X")
                                .dir("home/.cache/uv/")
                                .dir("home/.cache/uv/archive-v0/")
                                .dir("home/.cache/uv/archive-v0/a/")
                                .file("home/.cache/uv/archive-v0/a/dep.py", "D")
                                .file("home/.cache/uv/archive-v0/a/six.py", "S"))
                .hasTree(
                        "app/",
                        "app/six.py -> /home/.cache/uv/archive-v0/a/six.py",
                        "home/",
                        "home/.cache/",
                        "home/.cache/uv/",
                        "home/.cache/uv/archive-v0/",
                        "home/.cache/uv/archive-v0/a/",
                        "home/.cache/uv/archive-v0/a/dep.py=D",
                        "home/.cache/uv/archive-v0/a/six.py=S")
                .warnsNothing();
    }

    @Test
    void programThatALinkPointsToStaysWithWhatLiesBesideIt() {
        squashWithout(
                        drop("caches"),
                        layer().dir("tmp/")
                                .dir("tmp/jdk/")
                                .dir("tmp/jdk/bin/")
                                .file("tmp/jdk/bin/java", "J")
                                .mode(0755)
                                .file("tmp/jdk/modules", "M")
                                .file("tmp/jdk.tar", "T")
                                .symlink("tmp/current", "jdk")
                                .dir("usr/")
                                .symlink("usr/java", "/tmp/current/bin/java"))
                .hasTree(
                        "tmp/",
                        "tmp/jdk/",
                        "tmp/jdk/bin/",
                        "tmp/jdk/bin/java=J 0755",
                        "tmp/jdk/modules=M",
                        "tmp/current -> jdk",
                        "usr/",
                        "usr/java -> /tmp/current/bin/java")
                .warnsNothing();
    }

    @Test
    void linkToADirectoryOfRulesIsAnAliasAndProtectsNothing() {
        squashWithout(
                        drop("caches"),
                        layer().dir("usr/")
                                .symlink("usr/tmp", "../var/tmp")
                                .dir("var/")
                                .dir("var/tmp/")
                                .file("var/tmp/x", "X"))
                .hasTree("usr/", "usr/tmp -> ../var/tmp", "var/", "var/tmp/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "LANG=de_DE.UTF-8",
                "LC_ALL=de_DE.UTF-8@euro",
                "LANGUAGE=fr_FR:de",
                "LC_MESSAGES=de_AT",
                "LANG=de"
            })
    void languageThatTheConfigAsksForStays(String variable) throws IOException {
        List<String> tree = squash(drop("locales"), catalogues(), variable);
        assertTrue(tree.contains("usr/share/locale/de/LC_MESSAGES/a.mo=A"), tree::toString);
        assertTrue(!tree.contains("usr/share/locale/es/LC_MESSAGES/a.mo=A"), tree::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"LANG=C.UTF-8", "LC_ALL=POSIX", "LANG=en_US.UTF-8", "A=de", "LANG=../de"})
    void otherSettingsAskForNoLanguage(String variable) throws IOException {
        List<String> tree = squash(drop("locales"), catalogues(), variable);
        assertTrue(!tree.contains("usr/share/locale/de/LC_MESSAGES/a.mo=A"), tree::toString);
    }

    private static LayerBuilder catalogues() {
        LayerBuilder layer = layer().dir("usr/").dir("usr/share/").dir("usr/share/locale/");
        for (String language : List.of("de", "es")) {
            layer.dir("usr/share/locale/" + language + "/")
                    .dir("usr/share/locale/" + language + "/LC_MESSAGES/")
                    .file("usr/share/locale/" + language + "/LC_MESSAGES/a.mo", "A");
        }
        return layer;
    }

    @Test
    void whereAPackageDatabaseIsOnlyDocumentsOfPackagesGo() {
        LayerBuilder documents = layer().file(
                        "var/lib/dpkg/status",
                        "Package: bash\nStatus: install ok installed\nArchitecture: amd64\nVersion: 5\n")
                .file("var/lib/dpkg/info/bash.list", "/.\n/usr/share/doc/bash/README\n")
                .file("usr/share/doc/bash/README", "R")
                .file("usr/share/doc/app/guide.txt", "G");
        List<String> tree = squashWithout(drop("docs"), documents).lines();
        assertTrue(tree.contains("usr/share/doc/app/guide.txt=G"), tree::toString);
        assertTrue(!tree.contains("usr/share/doc/bash/README=R"), tree::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "caches, root/.npm/_cacache/x, root/.npm/_npx/1/package.json",
        "caches, root/.cache/uv/archive-v0/x, root/.cache/uv/environments-v2/1",
        "build-caches, root/.cache/coursier/v1/x, root/.local/share/coursier/bin/scala",
        "build-caches, root/.pub-cache/hosted/x, root/.pub-cache/global_packages/x",
    })
    void cacheStaysWhereAnInstallationNeedsIt(String set, String cache, String installation) {
        assertEquals(
                2,
                files(squashWithout(drop(set), layer().file(cache, "C").file(installation, "I"))
                        .lines()));
        assertEquals(
                1,
                files(squashWithout(drop(set), layer().file(cache, "C").file("other", "I"))
                        .lines()));
    }

    @ParameterizedTest
    @CsvSource({
        "build-caches, root/.m2/repository/x, mvn",
        "build-caches, go/pkg/mod/x, GOFLAGS",
        "build-caches, root/.cargo/registry/x, cargo",
        "build-caches, root/.bun/install/cache/x, bunx",
        "caches, root/.npm/_cacache/x, npx",
    })
    void cacheStaysWhereTheImageRunsTheTool(String set, String cache, String word) throws IOException {
        assertEquals(1, files(squash(drop(set), layer().file(cache, "C"), "RUN=exec " + word + " -o")));
        assertEquals(0, files(squash(drop(set), layer().file(cache, "C"), "RUN=exec other -o")));
    }

    private static long files(List<String> tree) {
        return tree.stream()
                .filter(line -> line.endsWith("=C") || line.endsWith("=I"))
                .count();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squashWithout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fixture.LayerBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules that come with squash, each set on paths as real images have them. */
class BuiltInRulesTest {
    private static final List<Rule> RULES = Rules.builtIn().rules();

    private static Filter drop(String... sets) {
        return Filter.of(Rules.builtIn().of(List.of(sets)));
    }

    @ParameterizedTest
    @FieldSource("RULES")
    void everyRuleSaysWhatItIsAndWhoSaysSo(Rule rule) {
        assertTrue(rule.about().length() > 10, rule.about());
        assertTrue(rule.about().length() < 110, rule.about());
        assertTrue(rule.sources().stream().allMatch(source -> source.startsWith("https://")), "source");
    }

    @Test
    void everySetHasRules() {
        TreeSet<String> empty = new TreeSet<>();
        Rules.builtIn().sets().forEach(set -> empty.add(set.name()));
        RULES.forEach(rule -> empty.removeAll(rule.sets()));
        assertEquals(List.of(), new ArrayList<>(empty));
    }

    /** What hand-written steps of a Dockerfile remove: {@code apt-get clean}, {@code rm -rf /var/lib/apt/lists/*}, … */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        caches       | var/cache/apt/archives/bash_5.2_amd64.deb
        caches       | var/cache/apt/archives/partial/bash.deb
        caches       | var/cache/apt/pkgcache.bin
        caches       | var/lib/apt/lists/mirror.example_debian_dists_trixie_InRelease
        caches       | var/cache/apk/APKINDEX.066df28d.tar.gz
        caches       | var/cache/dnf/baseos-1/repodata/primary.xml.gz
        caches       | var/cache/yum/x86_64/7/base/cachecookie
        caches       | var/cache/pacman/pkg/bash-5.2-x86_64.pkg.tar.zst
        caches       | var/cache/zypp/solv/oss/solv
        caches       | root/.cache/pip/http-v2/1/2/3
        caches       | root/.npm/_cacache/index-v5/00
        caches       | home/node/.npm/_logs/1.log
        caches       | usr/local/share/.cache/yarn/v6/x.tgz
        caches       | root/.local/share/pnpm/store/v10/files/00/1
        caches       | opt/conda/pkgs/python-3.12.conda
        caches       | root/.cache/uv/archive-v0/x/y
        caches       | root/.cache/go-build/00/1-a
        caches       | root/.composer/cache/files/x.zip
        caches       | usr/local/bundle/cache/rails.gem
        caches       | var/lib/gems/3.1.0/cache/rails.gem
        caches       | tmp/build.log
        caches       | var/cache/tdnf/photon/repodata/primary.xml.gz
        caches       | root/.nvm/.cache/bin/node-v22/node.tar.xz
        caches       | root/.sdkman/archives/java-25.zip
        caches       | root/.sdkman/tmp/x.headers
        caches       | home/linuxbrew/.cache/Homebrew/downloads/x.tar.gz
        caches       | usr/local/rustup/downloads/x.partial
        caches       | root/.rustup/tmp/x
        caches       | home/opam/.opam/download-cache/sha256/00/1
        caches       | root/.cache/vcpkg/archives/00/1.zip
        caches       | root/.conan2/p/zlib123/d/conan_package.tgz
        caches       | root/.hex/packages/hexpm/jason-1.4.tar
        build-caches | root/.cabal/packages/hackage.haskell.org/01-index.tar
        build-caches | root/.cache/helm/repository/stable-index.yaml
        caches       | root/.cache/golangci-lint/00/1-a
        caches       | root/.cache/mise/node/remote_versions.msgpack.z
        caches       | root/.julia/clones/1/HEAD
        build-caches | root/.pub-cache/hosted/pub.dev/x-1.0/pubspec.yaml
        build-caches | root/.stack/pantry/pantry.sqlite3
        build-caches | root/.stack/programs/x86_64-linux/ghc-9.tar.xz
        build-caches | opt/vcpkg/buildtrees/zlib/x.log
        build-caches | root/.jbang/cache/jars/x.jar
        build-caches | root/.bun/install/cache/x@1/index.js
        build-caches | root/.cache/coursier/v1/https/x.jar
        docs         | usr/local/rustup/toolchains/stable/share/doc/rust/html/std/index.html
        docs         | usr/local/texlive/2025/texmf-dist/doc/latex/x.pdf
        backups      | usr/local/texlive/2025/tlpkg/backups/x.tar.xz
        dev-files    | usr/lib/x86_64-linux-gnu/libfoo.la
        dev-files    | usr/lib/x86_64-linux-gnu/pkgconfig/zlib.pc
        dev-files    | usr/lib/x86_64-linux-gnu/cmake/x/x.cmake
        build-caches | root/.m2/repository/org/x/x.jar
        build-caches | home/gradle/.gradle/caches/modules-2/x.jar
        build-caches | go/pkg/mod/github.com/x/y@v1/z.go
        build-caches | usr/local/cargo/registry/cache/index/x.crate
        build-caches | root/.nuget/packages/x/1.0/x.nupkg
        docs         | usr/share/doc/bash/README.gz
        docs         | usr/share/man/man1/bash.1.gz
        docs         | usr/share/info/bash.info.gz
        locales      | usr/share/locale/de/LC_MESSAGES/bash.mo
        locales      | usr/share/man/de/man1/ls.1.gz
        bytecode     | usr/lib/python3/dist-packages/__pycache__/six.cpython-313.pyc
        logs         | var/log/apt/term.log
        tmp          | var/tmp/a/b
        dev-files    | usr/include/stdio.h
        dev-files    | usr/lib/x86_64-linux-gnu/libc.a
        dev-files    | app/.pytest_cache/v/x
        vcs          | app/.git/objects/00/1
        vcs          | app/.gitignore
        backups      | etc/passwd-
        backups      | var/lib/dpkg/status-old
        history      | root/.bash_history
        """)
    void goes(String set, String path) {
        squashWithout(drop(set), file(path).file("stays", "S")).hasLast("stays=S");
        assertEquals(
                1, lines(set, path).stream().filter(line -> line.contains("=")).count(), path);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        caches       | var/cache/apt/archives/lock
        caches       | var/lib/dpkg/status
        caches       | var/lib/pacman/local/bash/desc
        caches       | var/lib/rpm/rpmdb.sqlite
        caches       | lib/apk/db/installed
        caches       | etc/machine-id
        caches       | root/.cache/ms-playwright/chromium/chrome
        caches       | root/.cache/huggingface/hub/model
        caches       | root/.cache/pypoetry/virtualenvs/app/bin/python
        caches       | root/.npm/_npx/x/node_modules/y
        caches       | app/.yarn/cache/x.zip
        caches       | root/.yarn/berry/cache/x.zip
        caches       | root/.m2/repository/org/x/x.jar
        caches       | opt/conda/pkgs/python-3.12/bin/python
        caches       | app/vendor/cache/x.gem
        caches       | app/node_modules/cache/index.js
        caches       | etc/ld.so.cache
        caches       | var/cache/nginx/x
        caches       | root/.bun/install/cache/x@1/index.js
        caches       | root/.cache/pnpm/dlx/1/node_modules/x/index.js
        caches       | root/.cache/pnpm/dlx-1/x
        caches       | root/.rustup/toolchains/stable/bin/rustc
        caches       | root/.local/share/mise/installs/node/22/bin/node
        caches       | root/.sdkman/candidates/java/25/bin/java
        caches       | root/.nvm/versions/node/v22/bin/node
        caches       | root/.conan2/p/b/zlib/p/lib/libz.a
        caches       | root/.conan2/p/zlib123/d/metadata/build.log
        build-caches | root/.cache/coursier/arc/https/x/jdk/bin/java
        build-caches | root/.cache/coursier/jvm/x/bin/java
        build-caches | root/.jbang/cache/jdks/25/bin/java
        docs         | usr/local/rustup/toolchains/stable/share/doc/rust/COPYRIGHT
        docs         | usr/share/doc/x/create.sql.gz
        docs         | usr/share/doc/x/COPYRIGHT
        docs         | usr/share/doc/x/copyright.gz
        docs         | usr/share/doc/x/License.txt
        docs         | usr/share/doc/x/LICENCE
        docs         | usr/share/doc/x/MIT-LICENSE
        docs         | usr/share/doc/x/LICENSES/GPL-2.0
        docs         | usr/share/doc/x/NOTICE.txt
        docs         | usr/share/doc/x/gpl-3.0.txt
        docs         | usr/share/help/C/x/legal.xml
        dev-files    | usr/lib/ldap/back_mdb.la
        dev-files    | usr/lib/x86_64-linux-gnu/GraphicsMagick-1.3/modules/coders/png.la
        dev-files    | usr/lib/python3/dist-packages/pkgconfig/__init__.py
        dev-files    | usr/local/lib/python3.13/site-packages/cmake/data/share/cmake/Modules/FindX.cmake
        dev-files    | usr/lib/node_modules/x/cmake/index.js
        dev-files    | usr/include/x/COPYING.LIB
        docs         | usr/share/doc/bash/copyright
        docs         | usr/share/doc/openssl/LICENSE.txt
        docs         | usr/share/licenses/bash/COPYING
        locales      | usr/share/locale/en_GB/LC_MESSAGES/bash.mo
        locales      | usr/lib/locale/C.utf8/LC_CTYPE
        locales      | usr/share/man/man1/bash.1.gz
        bytecode     | app/main.pyc
        logs         | var/log/wtmp
        dev-files    | usr/src/app/index.js
        dev-files    | usr/lib/x86_64-linux-gnu/ImageMagick-6.9.11/modules/coders/png.la
        dev-files    | usr/include/python3.13/pyconfig.h
        build-caches | root/go/bin/tool
        backups      | var/lib/dpkg/status
        """)
    void stays(String set, String path) {
        assertEquals(
                2, lines(set, path).stream().filter(line -> line.contains("=")).count(), path);
    }

    @Test
    void linksOfLogsToStandardOutputStay() {
        squashWithout(
                        drop("logs"),
                        layer().dir("var/")
                                .dir("var/log/")
                                .dir("var/log/nginx/")
                                .symlink("var/log/nginx/access.log", "/dev/stdout")
                                .file("var/log/nginx/error.log", "E"))
                .hasTree("var/", "var/log/", "var/log/nginx/", "var/log/nginx/access.log -> /dev/stdout");
    }

    @Test
    void directoriesThatPackagesExpectStay() {
        squashWithout(
                        drop("caches", "docs"),
                        layer().dir("usr/")
                                .dir("usr/share/")
                                .dir("usr/share/man/")
                                .dir("usr/share/man/man1/")
                                .file("usr/share/man/man1/a.1", "A")
                                .dir("var/")
                                .dir("var/lib/")
                                .dir("var/lib/apt/")
                                .dir("var/lib/apt/lists/")
                                .dir("var/lib/apt/lists/partial/"))
                .hasTree(
                        "usr/",
                        "usr/share/",
                        "usr/share/man/",
                        "usr/share/man/man1/",
                        "var/",
                        "var/lib/",
                        "var/lib/apt/",
                        "var/lib/apt/lists/",
                        "var/lib/apt/lists/partial/");
    }

    @Test
    void modulesStayThatAreLinkedToTheStore() {
        squashWithout(
                        drop("caches"),
                        file("root/.pnpm-store/v10/files/1").hardLink("index.js", "root/.pnpm-store/v10/files/1"))
                .hasLast("index.js=x");
    }

    @Test
    void userSaysTheLastWord() {
        Filter filter = new Filter(
                List.of(),
                Rules.builtIn().of(List.of("caches")),
                IgnoreList.of("--exclude", List.of("etc/machine-id"))
                        .then(IgnoreList.keeping("--keep", List.of("tmp/keep"))));
        squashWithout(
                        filter,
                        layer().dir("etc/")
                                .file("etc/machine-id", "M")
                                .dir("tmp/")
                                .file("tmp/keep", "K")
                                .file("tmp/a", "A"))
                .hasTree("etc/", "tmp/", "tmp/keep=K");
    }

    private static LayerBuilder file(String path) {
        LayerBuilder layer = layer();
        String[] names = path.split("/");
        for (int i = 1; i < names.length; i++) {
            layer.dir(String.join("/", Arrays.copyOf(names, i)) + "/");
        }
        return layer.file(path, "x");
    }

    private static List<String> lines(String set, String path) {
        return squashWithout(drop(set), file(path).file("stays", "S")).lines();
    }
}

package io.github.imagesquash.advise;

import static io.github.imagesquash.advise.Advising.onDebian;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What each of the ten ways finds in small images. */
class WaysTest {
    private static final String STATUS = "var/lib/dpkg/status";

    private static String installed(String name) {
        return "Package: " + name + "\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n\n";
    }

    private static String list(String name) {
        return "var/lib/dpkg/info/" + name + ".list";
    }

    @Nested
    @DisplayName("1. minimal base")
    class Base {
        @Test
        void aLargeDistributionIsTold() throws IOException {
            onDebianWith20Megabytes()
                    .layer("COPY app /app", layer().file("app", "four"))
                    .on(Way.MINIMAL_BASE)
                    .has("20000092: Debian GNU/Linux 12 (bookworm) is no minimal distribution")
                    .shows("20000092: layer 1 (ADD rootfs.tar /)", "4: all layers above");
        }

        @Test
        void theDockerfilesFromIsTheLineToChange() throws IOException {
            onDebianWith20Megabytes()
                    .dockerfile("ARG X", "", "FROM docker.io/library/node:20", "COPY app /app")
                    .on(Way.MINIMAL_BASE)
                    .says("line 3: FROM docker.io/library/node:20  →  FROM docker.io/library/node:20-slim");
        }

        @Test
        void aSmallDistributionIsFine() throws IOException {
            Advising.on("ID=alpine\nVERSION_ID=3.22.0\n", "bin/busybox")
                    .on(Way.MINIMAL_BASE)
                    .isFine()
                    .notes("alpine 3.22.0");
        }

        @Test
        void withoutOsReleaseNothingIsKnown() throws IOException {
            new Advising()
                    .layer("COPY app /", layer().file("app", "a"))
                    .on(Way.MINIMAL_BASE)
                    .isUnknown()
                    .notes("the distribution is unknown");
        }

        @Test
        void manualsAreTold() throws IOException {
            onDebian("usr/share/man/man1/ls.1.gz")
                    .on(Way.MINIMAL_BASE)
                    .has("1000: manuals and translations are in the image")
                    .says("--drop docs,locales");
        }

        private static Advising onDebianWith20Megabytes() {
            return new Advising()
                    .layer(
                            "ADD rootfs.tar /",
                            layer().file(
                                            "etc/os-release",
                                            "ID=debian\nPRETTY_NAME='Debian GNU/Linux 12 (bookworm)'\n#"
                                                    + "-".repeat(36))
                                    .file("usr/lib/lib.so", new byte[20_000_000]));
        }
    }

    @Nested
    @DisplayName("2. multi-stage build")
    class MultiStage {
        @Test
        void buildToolsAreToldWithWhatTheyTake() throws IOException {
            onDebian()
                    .layer(
                            "RUN /bin/sh -c apt-get install gcc # buildkit",
                            layer().file(STATUS, installed("gcc") + installed("gcc-12-base") + installed("zlib1g-dev"))
                                    .file(list("gcc"), "/usr/bin/gcc\n")
                                    .file("usr/bin/gcc", "compiler"))
                    .on(Way.MULTI_STAGE_BUILD)
                    .has("8: compilers, headers and other build tools are installed")
                    .shows("8: dpkg:gcc@1", "0: dpkg:zlib1g-dev@1")
                    .says("COPY --from=build");
        }

        @Test
        void cachesAreToldWithTheOptionThatDropsThem() throws IOException {
            onDebian()
                    .layer("RUN apt-get update", layer().file("var/cache/apt/archives/a.deb", "12345"))
                    .on(Way.MULTI_STAGE_BUILD)
                    .has("5: caches of package managers and temporary files are left")
                    .says("squash --drop caches");
        }

        @Test
        void anImageWithoutIsFine() throws IOException {
            onDebian().on(Way.MULTI_STAGE_BUILD).isFine();
        }
    }

    @Nested
    @DisplayName("3. merged instructions")
    class Merged {
        @Test
        void whoUndidWhatIsToldWithLines() throws IOException {
            onDebian()
                    .layer("RUN /bin/sh -c get sources # buildkit", layer().file("src", "123456"))
                    .layer("RUN /bin/sh -c rm /src # buildkit", layer().whiteout("src"))
                    .dockerfile("FROM debian:12", "RUN get \\", "  sources", "RUN rm /src")
                    .on(Way.MERGED_INSTRUCTIONS)
                    .has("6: layer 3 (line 4: RUN rm /src) undoes layer 2 (line 2: RUN get sources)")
                    .shows("6: /src")
                    .says("make one RUN of both: line 2: RUN get sources && rm /src")
                    .says("squash -t NAME IMAGE");
        }

        @Test
        void whatOneInstructionMakesAndRemovesCostsNothing() throws IOException {
            onDebian()
                    .layer("RUN build", layer().file("result", "1"))
                    .on(Way.MERGED_INSTRUCTIONS)
                    .isFine();
        }
    }

    @Nested
    @DisplayName("4. fewer dependencies")
    class Dependencies {
        @Test
        void recommendedPackagesAreTold() throws IOException {
            onDebian()
                    .layer("/bin/sh -c apt-get update && apt-get install -y curl", layer().file("usr/bin/curl", "curl"))
                    .on(Way.FEWER_DEPENDENCIES)
                    .has("4: an install command takes more than it names")
                    .says("--no-install-recommends to it, in RUN apt-get update && apt-get install -y curl");
        }

        @Test
        void aStepOfAnyLengthIsBorne() throws IOException {
            onDebian()
                    .layer("RUN /bin/sh -c apt-get " + "-y ".repeat(100_000), layer().file("a", "a"))
                    .on(Way.FEWER_DEPENDENCIES)
                    .isFine();
        }

        @Test
        void theOptionIsEnough() throws IOException {
            onDebian()
                    .layer("RUN apt-get install --no-install-recommends curl", layer().file("usr/bin/curl", "curl"))
                    .on(Way.FEWER_DEPENDENCIES)
                    .isFine();
        }

        @Test
        void largePackagesAreTold() throws IOException {
            onDebian()
                    .layer(
                            "RUN dpkg -i big.deb",
                            layer().file(STATUS, installed("big"))
                                    .file(list("big"), "/usr/lib/big\n")
                                    .file("usr/lib/big", new byte[10_000_000]))
                    .on(Way.FEWER_DEPENDENCIES)
                    .has("10000000: the largest packages; is each of them needed?")
                    .shows("10000000: dpkg:big@1");
        }
    }

    @Nested
    @DisplayName("5. order for caching")
    class Order {
        @Test
        void theContextBeforeDependenciesIsTold() throws IOException {
            onDebian()
                    .layer("COPY . /app # buildkit", layer().file("app/main.js", "js"))
                    .layer("RUN /bin/sh -c npm ci # buildkit", layer().file("app/node_modules/a/index.js", "module"))
                    .on(Way.ORDER_FOR_CACHING)
                    .has("6: dependencies are installed again whenever any file of the build's context changes")
                    .shows("2: COPY . /app", "6: RUN npm ci")
                    .notes("--dockerfile shows build stages as well");
        }

        @Test
        void aDockerfileShowsItInBuildStages() throws IOException {
            onDebian()
                    .dockerfile(
                            "FROM node AS build", "COPY . .", "RUN npm ci", "FROM debian", "COPY --from=build /a /a")
                    .on(Way.ORDER_FOR_CACHING)
                    .shows("0: line 2: COPY . .", "0: line 3: RUN npm ci")
                    .says("move line 2: COPY . . below it");
        }

        @Test
        void listsOfDependenciesFirstAreFine() throws IOException {
            onDebian()
                    .dockerfile(
                            "FROM node", "COPY package*.json ./", "RUN npm ci", "COPY . .", "FROM node", "RUN npm ci")
                    .on(Way.ORDER_FOR_CACHING)
                    .isFine();
        }

        @Test
        void anUpdateByItselfIsTold() throws IOException {
            onDebian()
                    .dockerfile("FROM debian", "RUN apt-get update", "RUN apt-get install -y curl")
                    .on(Way.ORDER_FOR_CACHING)
                    .has("0: lists of packages are cached apart from what is installed by them, and become stale");
        }
    }

    @Nested
    @DisplayName("6. compressed artefacts")
    class Compressed {
        @Test
        void layersAssetsAndDuplicatesAreTold() throws IOException {
            byte[] large = new byte[1_000_000];
            onDebian()
                    .layer("COPY data /data", layer().file("data/a.csv", large).file("data/b.csv", large))
                    .on(Way.COMPRESSED_ARTEFACTS)
                    .has(
                            "2004992: 2 layers are stored without compression",
                            "2000000: large files are of kinds that compress well",
                            "1000000: the same content is there several times")
                    .says("squash -c zstd");
        }

        @Test
        void hardLinksAreNoDuplicates() throws IOException {
            onDebian()
                    .layer("RUN make", layer().file("data/a", new byte[300_000]).hardLink("data/b", "data/a"))
                    .on(Way.COMPRESSED_ARTEFACTS)
                    .has("304128: 2 layers are stored without compression");
        }
    }

    @Nested
    @DisplayName("7. .dockerignore")
    class Ignored {
        @Test
        void whatShouldNotComeInIsToldByItsLine() throws IOException {
            onDebian()
                    .layer(
                            "COPY . /app",
                            layer().file("app/.git/index", "123")
                                    .file("app/.env", "SECRET")
                                    .file("app/main.js", "js")
                                    .file("app/lib/node_modules/a/node_modules/b.js", "12"))
                    .on(Way.DOCKERIGNORE)
                    .has("11: files came in with the build's context that mostly do not belong into an image")
                    .shows(
                            "6: /app/.env in layer 2 (COPY . /app)",
                            "3: /app/.git in layer 2 (COPY . /app)",
                            "2: /app/lib/node_modules in layer 2 (COPY . /app)")
                    .says(".dockerignore: **/.git")
                    .says("--exclude '**/node_modules'");
        }

        @Test
        void whatIsRunOrOfAnotherStageDidNotComeIn() throws IOException {
            onDebian()
                    .layer("RUN npm ci", layer().file("app/node_modules/a.js", "1"))
                    .layer("COPY /app/node_modules /b # buildkit", layer().file("b/node_modules/a.js", "1"))
                    .dockerfile("FROM debian", "RUN npm ci", "COPY --from=build /app/node_modules /b")
                    .on(Way.DOCKERIGNORE)
                    .isFine();
        }
    }

    @Nested
    @DisplayName("8. unused layers")
    class Unused {
        @Test
        void whatSquashingGivesBackIsTold() throws IOException {
            onDebian()
                    .layer("RUN a", layer().file("a", "12345"))
                    .layer("RUN b", layer().file("a", ""))
                    .on(Way.UNUSED_LAYERS)
                    .shows("5: layer 2 (RUN a)")
                    .says("squash -t NAME IMAGE");
        }

        @Test
        void nothingLostIsFine() throws IOException {
            onDebian().on(Way.UNUSED_LAYERS).isFine().notes("sees all content");
        }
    }

    @Nested
    @DisplayName("9. runtime configuration")
    class Runtime {
        @Test
        void rootAndNoHealthCheckAreTold() throws IOException {
            onDebian()
                    .on(Way.RUNTIME_CONFIGURATION)
                    .has("0: the image runs as root", "0: there is no health check")
                    .notes("limits are known with --compose alone");
        }

        @Test
        void servicesWithoutMemoryLimitAreTold() throws IOException {
            onDebian()
                    .config(config -> config.withObject("/config")
                            .put("User", "app")
                            .putObject("Healthcheck")
                            .putArray("Test")
                            .add("CMD")
                            .add("true"))
                    .compose("""
                        x-limits: &limits
                          deploy: {resources: {limits: {memory: 1g}}}
                        services:
                          app:
                            image: app:1
                          db:
                            <<: *limits
                          cache:
                            mem_limit: 64m
                            extends: {file: other.yaml, service: x}
                        """)
                    .on(Way.RUNTIME_CONFIGURATION)
                    .has("0: services may take all memory of their host")
                    .shows("0: compose.yaml, line 4: service app")
                    .notes("line 10: what \"extends\" refers to is not read");
        }
    }

    @Nested
    @DisplayName("10. base age")
    class Age {
        @Test
        void anEndedReleaseIsToldWithItsSource() throws IOException {
            onDebian()
                    .asOf("2026-06-11")
                    .on(Way.BASE_AGE)
                    .has("0: Debian GNU/Linux 12 (bookworm) gets no security updates any more")
                    .shows(
                            "0: security updates ended on 2026-06-10 (https://wiki.debian.org/DebianReleases)",
                            "0: long-term support until 2028-06-30");
        }

        @Test
        void theLastDayCounts() throws IOException {
            onDebian()
                    .asOf("2026-06-10")
                    .on(Way.BASE_AGE)
                    .has("0: Debian GNU/Linux 12 (bookworm) will soon get no security updates");
        }

        @Test
        void anOldBaseIsTold() throws IOException {
            onDebian()
                    .config(config ->
                            ((ObjectNode) config.path("history").path(0)).put("created", "2025-01-01T23:00:00Z"))
                    .asOf("2025-04-01")
                    .on(Way.BASE_AGE)
                    .has("0: the distribution's layers are 90 days old")
                    .says("docker build --pull");
        }

        @Test
        void timesOfReproducibleBuildsAreNoAge() throws IOException {
            onDebian()
                    .asOf("2025-04-01")
                    .on(Way.BASE_AGE)
                    .isFine()
                    .notes(
                            "when its layers were made is not known, security updates until 2026-06-10; as of 2025-04-01");
        }
    }
}

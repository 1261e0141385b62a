// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static io.github.imagesquash.advise.Advising.onDebian;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is found about installed packages: those that only the build needs, and those that nobody asked for. */
class PackageAdviceTest {
    private static final String STATUS = "var/lib/dpkg/status";

    private static String installed(String name) {
        return "Package: " + name + "\nStatus: install ok installed\nVersion: 1\nArchitecture: all\n\n";
    }

    private static String list(String name) {
        return "var/lib/dpkg/info/" + name + ".list";
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
                    .on(Check.MULTI_STAGE_BUILD)
                    .has(
                            "8: compilers, headers and other build tools are installed",
                            "8: nothing that the image runs leads to 1 package")
                    .shows("8: dpkg:gcc@1", "0: dpkg:zlib1g-dev@1")
                    .says("COPY --from=build")
                    .says("squash --slim");
        }

        @Test
        void cachesAreToldWithTheOptionThatDropsThem() throws IOException {
            onDebian()
                    .layer("RUN apt-get update", layer().file("var/cache/apt/archives/a.deb", "12345"))
                    .on(Check.MULTI_STAGE_BUILD)
                    .has("5: caches of package managers and temporary files are left")
                    .says("squash --drop caches");
        }

        @Test
        void anImageWithoutIsFine() throws IOException {
            onDebian().on(Check.MULTI_STAGE_BUILD).isFine();
        }
    }

    @Nested
    @DisplayName("4. fewer dependencies")
    class Dependencies {
        @Test
        void recommendedPackagesAreTold() throws IOException {
            onDebian()
                    .layer("/bin/sh -c apt-get update && apt-get install -y curl", layer().file("usr/bin/curl", "curl"))
                    .on(Check.FEWER_DEPENDENCIES)
                    .has("4: an install command takes packages that others only recommend")
                    .saysOnly("0: add --no-install-recommends to it, and the names of those that the program needs: ");
        }

        @Test
        void theWholeLineIsGivenWhereItIsKnown() throws IOException {
            onDebian()
                    .layer(
                            "RUN /bin/sh -c apt-get update && apt-get install -y curl # buildkit",
                            layer().file("usr/bin/curl", "curl"))
                    .dockerfile("FROM debian", "RUN apt-get update && apt-get install -y curl")
                    .on(Check.FEWER_DEPENDENCIES)
                    .saysOnly("0: in place of line 2, with the names of those that the program needs: "
                            + "RUN apt-get update && apt-get install --no-install-recommends -y curl");
        }

        @Test
        void aStepOfAnyLengthIsBorne() throws IOException {
            onDebian()
                    .layer("RUN /bin/sh -c apt-get " + "-y ".repeat(100_000), layer().file("a", "a"))
                    .on(Check.FEWER_DEPENDENCIES)
                    .isFine();
        }

        @Test
        void theOptionIsEnough() throws IOException {
            onDebian()
                    .layer("RUN apt-get install --no-install-recommends curl", layer().file("usr/bin/curl", "curl"))
                    .on(Check.FEWER_DEPENDENCIES)
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
                    .on(Check.FEWER_DEPENDENCIES)
                    .has("10000000: the largest packages; is each of them needed?")
                    .shows("10000000: dpkg:big@1, which nothing leads to")
                    .says("squash --slim");
        }
    }
}

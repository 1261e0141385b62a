// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static io.github.imagesquash.advise.Advising.onDebian;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What is found about the distribution that an image is built on: its size and its age. */
class BaseAdviceTest {
    @Nested
    @DisplayName("1. minimal base")
    class Base {
        @Test
        void aLargeDistributionIsTold() throws IOException {
            onDebianWith20Megabytes()
                    .layer("COPY app /app", layer().file("app", "four"))
                    .on(Check.MINIMAL_BASE)
                    .has("20000092: Debian GNU/Linux 12 (bookworm) is no minimal distribution")
                    .shows("20000092: layer 1 (ADD rootfs.tar /)", "4: all layers above");
        }

        @Test
        void anOsReleaseThatIsALinkToNothingHasNoName() throws IOException {
            new Advising()
                    .layer(
                            "ADD rootfs.tar /",
                            layer().symlink("etc/os-release", "../gone").file("lib.so", new byte[20_000_000]))
                    .on(Check.MINIMAL_BASE)
                    .has("20000000: a distribution without a name is no minimal distribution")
                    .notes("a distribution without a name, which is in the base's layer");
        }

        @Test
        void theDockerfilesFromIsTheLineToChange() throws IOException {
            onDebianWith20Megabytes()
                    .dockerfile("ARG X", "", "FROM docker.io/library/node:20", "COPY app /app")
                    .on(Check.MINIMAL_BASE)
                    .says("0: line 3: FROM docker.io/library/node:20  →  build on a smaller base");
        }

        @Test
        void aSmallDistributionIsFine() throws IOException {
            Advising.on("ID=alpine\nVERSION_ID=3.22.0\n", "bin/busybox")
                    .on(Check.MINIMAL_BASE)
                    .isFine()
                    .notes("alpine 3.22.0");
        }

        @Test
        void withoutOsReleaseNothingIsKnown() throws IOException {
            new Advising()
                    .layer("COPY app /", layer().file("app", "a"))
                    .on(Check.MINIMAL_BASE)
                    .isUnknown()
                    .notes("the distribution is unknown");
        }

        @Test
        void manualsAreTold() throws IOException {
            onDebian("usr/share/man/man1/ls.1.gz")
                    .on(Check.MINIMAL_BASE)
                    .has("1000: manuals and translations are in the image")
                    .saysOnly("1000: squash --drop docs");
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
    @DisplayName("10. base age")
    class Age {
        @Test
        void anEndedReleaseIsToldWithItsSource() throws IOException {
            onDebian()
                    .asOf("2026-06-11")
                    .on(Check.BASE_AGE)
                    .has("0: Debian GNU/Linux 12 (bookworm) gets no regular security updates any more")
                    .shows(
                            "0: regular security updates ended on 2026-06-10 (https://wiki.debian.org/DebianReleases)",
                            "0: long-term support, for a part of the packages or customers, until 2028-06-30");
        }

        @Test
        void theLastDayCounts() throws IOException {
            onDebian()
                    .asOf("2026-06-10")
                    .on(Check.BASE_AGE)
                    .has("0: Debian GNU/Linux 12 (bookworm) will soon get no regular security updates");
        }

        @Test
        void anOldBaseIsTold() throws IOException {
            onDebian()
                    .config(config ->
                            ((ObjectNode) config.path("history").path(0)).put("created", "2025-01-01T23:00:00Z"))
                    .asOf("2025-04-01")
                    .on(Check.BASE_AGE)
                    .has("0: the distribution's layers are 90 days old")
                    .says("docker build --pull");
        }

        @Test
        void timesOfReproducibleBuildsAreNoAge() throws IOException {
            onDebian()
                    .asOf("2025-04-01")
                    .on(Check.BASE_AGE)
                    .isFine()
                    .notes(
                            "when its layers were made is not known, regular security updates until 2026-06-10; as of 2025-04-01");
        }
    }
}

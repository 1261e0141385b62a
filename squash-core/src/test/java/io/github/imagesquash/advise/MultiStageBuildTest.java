// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultiStageBuildTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gcc",
                "gcc-12",
                "g++-12",
                "cpp-12",
                "clang-14",
                "golang-1.19-go",
                "make",
                "libc6-dev",
                "openssl-devel",
                "build-base",
                "openjdk-17-jdk-headless",
                "binutils-x86-64-linux-gnu"
            })
    void buildToolsAreKnownByName(String name) {
        assertTrue(MultiStageBuild.isBuildTool(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gcc-12-base", "libgcc-s1", "makedev", "openjdk-17-jre-headless", "gitlab", "libllvm14"})
    void whatProgramsNeedIsNoBuildTool(String name) {
        assertFalse(MultiStageBuild.isBuildTool(name));
    }
}

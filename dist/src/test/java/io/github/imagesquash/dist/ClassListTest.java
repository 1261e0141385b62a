// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassListTest {
    @TempDir
    Path directory;

    private ClassList of(String... lines) throws IOException {
        ClassList list = new ClassList();
        list.addRun(Files.write(directory.resolve("list"), List.of(lines)));
        return list;
    }

    @Test
    void theOrderOfLoadingDoesNotMatter() throws IOException {
        assertEquals(
                of("a/A id: 1", "b/B id: 2", "@lambda-proxy a/A run", "@lambda-proxy a/A run")
                        .lines(),
                of("# a comment", "@lambda-proxy a/A run", "b/B id: 1", "a/A id: 2")
                        .lines());
    }

    @Test
    void whatDependsOnTheCompilersThreadsIsLeftOut() throws IOException {
        assertEquals(List.of("a/A"), of("a/A id: 1", "@cp a/A 1 2 7").lines());
    }

    @Test
    void classesOfOtherLoadersAreLeftOut() throws IOException {
        assertEquals(List.of(), of("a/A id: 1 super: 0 source: /tmp/a.jar").lines());
    }

    @Test
    void classesThatOneThreadLoadsForAnotherAreAllTaken() throws IOException {
        ClassList list = of("java/util/concurrent/locks/AbstractQueuedSynchronizer id: 1", "java/util/HashMap id: 2");
        list.addConcurrent();
        assertTrue(list.lines().contains("java/util/concurrent/locks/AbstractQueuedSynchronizer$SharedNode"));
        assertTrue(list.lines().stream().noneMatch(line -> line.startsWith("java/util/HashMap$")));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** S1: native code is loaded from where no other user can put other code, and leaves nothing. */
@Isolated("moves the directory of native code")
@EnabledOnOs(OS.LINUX)
class NativeCodeTest {
    private static final String RESOURCE = "/META-INF/MANIFEST.MF";

    @TempDir
    Path temporary;

    @AfterEach
    void unpackInTheUsualPlace() {
        NativeCode.unpackIn(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Test
    void isLoadedFromMemoryThatNoDirectoryNames() throws IOException {
        NativeCode.unpackIn(temporary.resolve("absent"));
        List<String> files = new ArrayList<>();
        NativeCode.load(Native.class, RESOURCE, files::add);

        assertEquals(1, files.size());
        assertTrue(Files.readSymbolicLink(Path.of(files.getFirst())).toString().startsWith("/memfd:"), files::toString);
        assertTrue(Files.size(Path.of(files.getFirst())) > 0);
    }

    @Test
    void twoFilesInMemoryHaveTwoPaths() throws IOException {
        List<String> files = new ArrayList<>();
        NativeCode.load(Native.class, RESOURCE, files::add);
        NativeCode.load(Native.class, RESOURCE, files::add);

        assertEquals(2, files.stream().distinct().count(), files::toString);
    }

    @Test
    void elseItIsLoadedFromADirectoryThatOnlyThisUserEntersAndThatIsGoneAfterwards() throws IOException {
        NativeCode.unpackIn(temporary);
        List<Path> files = new ArrayList<>();
        NativeCode.load(Native.class, RESOURCE, file -> {
            if (file.startsWith("/proc/")) {
                throw new UnsatisfiedLinkError("not here");
            }
            files.add(Path.of(file));
            assertEquals("rwx------", permissions(Path.of(file).getParent()));
        });

        assertEquals(temporary.toRealPath(), files.getFirst().getParent().getParent());
        assertEmpty();
    }

    @Test
    void aFailureSaysWhereAndWhyAndLeavesNothing() {
        NativeCode.unpackIn(temporary);
        IOException e = assertThrows(
                IOException.class,
                () -> NativeCode.load(Native.class, RESOURCE, _ -> {
                    throw new UnsatisfiedLinkError("failed to map segment");
                }));

        assertEquals("cannot load native code from " + temporary + ": failed to map segment", e.getMessage());
        assertEmpty();
    }

    @Test
    void aDirectoryInWhichOthersCanRenameIsRefused() throws IOException {
        for (String permissions : List.of("rwxrwxrwx", "rwxrwxr-x", "rwxr-xrwx")) {
            Path shared = Files.createDirectory(temporary.resolve(permissions));
            Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString(permissions));
            Path inside = Files.createDirectory(shared.resolve("mine"));
            for (Path parent : List.of(shared, inside)) {
                FileSystemException e = assertThrows(FileSystemException.class, () -> PrivateDirectory.in(parent));
                assertEquals(shared.toRealPath().toString(), e.getFile());
            }
            Files.delete(inside);
            Files.delete(shared);
        }
        assertEmpty();
    }

    @Test
    void aStickyDirectoryWillDo() throws IOException {
        Files.setAttribute(temporary, "unix:mode", 01777);
        try (PrivateDirectory directory = PrivateDirectory.in(temporary)) {
            assertArrayEquals(new byte[] {1}, Files.readAllBytes(directory.write(new byte[] {1})));
        }
        assertEmpty();
    }

    private static String permissions(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void assertEmpty() {
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

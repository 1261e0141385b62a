// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.catalogue;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squash;

import io.github.imagesquash.message.Warning;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Type changes and implied directories (layer.md, "Applying Changesets"), one test a row of the catalogue. */
class TypeChangeTest {
    @Nested
    class TypeChanges {
        @Test
        @DisplayName("T01 a file in the place of a directory takes its content away")
        void fileOverDirectory() {
            squash(layer().dir("t/").dir("t/d/").file("t/d/a", "A"), layer().file("t/d", "FILE"))
                    .hasTree("t/", "t/d=FILE")
                    .hasUpper(1, "t/", "t/d=FILE");
        }

        @Test
        @DisplayName("T02 a directory in the place of a file")
        void directoryOverFile() {
            squash(layer().dir("t/").file("t/d", "FILE"), layer().dir("t/d/").file("t/d/a", "A"))
                    .hasTree("t/", "t/d/", "t/d/a=A")
                    .hasUpper(1, "t/", "t/d/", "t/d/a=A");
        }

        @Test
        @DisplayName("T03 directory, file, directory: the old content does not come back")
        void directoryFileDirectory() {
            squash(
                            layer().dir("t/").dir("t/d/").file("t/d/old", "OLD"),
                            layer().file("t/d", "FILE"),
                            layer().dir("t/d/").file("t/d/new", "NEW"))
                    .hasTree("t/", "t/d/", "t/d/new=NEW")
                    .hasUpper(2, "t/", "t/d/", "t/d/.wh.old", "t/d/new=NEW")
                    .hasUpper(1, "t/", "t/d/", "t/d/new=NEW");
        }

        @Test
        @DisplayName("T04 directory, symbolic link, directory: the link's target is left alone")
        void directoryLinkDirectory() {
            squash(
                            layer().dir("t/")
                                    .dir("t/d/")
                                    .file("t/d/old", "OLD")
                                    .dir("t/e/")
                                    .file("t/e/x", "X"),
                            layer().symlink("t/d", "e"),
                            layer().dir("t/d/").file("t/d/new", "NEW"))
                    .hasTree("t/", "t/d/", "t/d/new=NEW", "t/e/", "t/e/x=X")
                    .hasUpper(2, "t/", "t/d/", "t/d/.wh.old", "t/d/new=NEW")
                    .hasUpper(1, "t/", "t/d/", "t/d/new=NEW");
        }

        @Test
        @DisplayName("T05 a directory in the place of a symbolic link")
        void directoryOverLink() {
            squash(
                            layer().dir("t/")
                                    .dir("t/real/")
                                    .file("t/real/a", "A")
                                    .symlink("t/ln", "real"),
                            layer().dir("t/ln/").file("t/ln/b", "B"))
                    .hasTree("t/", "t/ln/", "t/ln/b=B", "t/real/", "t/real/a=A")
                    .hasUpper(1, "t/", "t/ln/", "t/ln/b=B");
        }

        @Test
        @DisplayName("T06 a symbolic link in the place of a directory")
        void linkOverDirectory() {
            squash(layer().dir("t/").dir("t/ln/").file("t/ln/c", "C").dir("t/real/"), layer().symlink("t/ln", "real"))
                    .hasTree("t/", "t/real/", "t/ln -> real")
                    .hasUpper(1, "t/", "t/ln -> real");
        }

        @Test
        @DisplayName("T07 a directory's later entry replaces its attributes and keeps its content")
        void attributesReplaced() {
            squash(
                            layer().dir("t/").dir("t/p/").file("t/p/a", "A"),
                            layer().dir("t/p/").mode(01777).owner(5, 6).mtime(950_000_000))
                    .hasTree("t/", "t/p/ 1777 5:6 mtime=950000000", "t/p/a=A")
                    .hasUpper(1, "t/", "t/p/ 1777 5:6 mtime=950000000");
        }
    }

    @Nested
    class ImpliedDirectories {
        @Test
        @DisplayName("T08 a directory that exists keeps its attributes when a layer only implies it")
        void existingKeepsAttributes() {
            squash(layer().dir("t/").dir("t/p/").mode(01777).owner(5, 6).file("t/p/a", "A"), layer().file("t/p/b", "B"))
                    .hasTree("t/", "t/p/ 1777 5:6", "t/p/a=A", "t/p/b=B")
                    .hasUpper(1, "t/", "t/p/ 1777 5:6", "t/p/b=B");
        }

        @Test
        @DisplayName("T09 a directory that no layer describes is 0755 root's of 1970")
        void newHasDefaults() {
            squash(layer().dir("t/").file("t/p/q/r", "R")).hasTree("t/", "t/p/ mtime=0", "t/p/q/ mtime=0", "t/p/q/r=R");
        }

        @Test
        @DisplayName("T10 a directory's entry counts although it comes after its content")
        void lateEntry() {
            squash(layer().dir("t/").file("t/p/a", "A").dir("t/p/").mode(0711).owner(4, 0))
                    .hasTree("t/", "t/p/ 0711 4:0", "t/p/a=A")
                    .warnsNothing();
        }

        @Test
        @DisplayName("T11 the root's last entry is written once, first, as ./")
        void rootEntry() {
            squash(
                            layer().dir("./").mode(0555).dir("t/"),
                            layer().dir("/").mode(0711).owner(4, 0).file("a", "A"))
                    .hasTree("./ 0711 4:0", "t/", "a=A")
                    .hasUpper(1, "./ 0711 4:0", "a=A");
        }

        /** Docker 20.10.24, containerd 1.6.20 and podman 4.3.1 do not show what such an entry is; umoci refuses it. */
        @ParameterizedTest
        @ValueSource(strings = {"", ".", "./", "/", "//", "./././", "a/.."})
        @DisplayName("T12 an entry for the root that is not a directory is left out")
        void rootAsFile(String name) {
            for (char type : new char[] {'0', '2', '3', '6'}) {
                squash(layer().file("b", "B").entry(type, name, "b", "").file("c", "C"))
                        .hasTree("b=B", "c=C")
                        .warns(Warning.Kind.ROOT_AS_FILE);
            }
            squash(layer().file("b", "B").file(name, "CONTENT").file("c", "C")).hasTree("b=B", "c=C");
        }

        /** So do Docker 20.10.24, containerd 1.6.20, podman 4.3.1 (overlay and vfs) and umoci 0.4.7. */
        @ParameterizedTest
        @ValueSource(strings = {"", ".", "./", "/", "//", "///", "./././", "a/.."})
        @DisplayName("T12 a directory without a name, or of slashes and dots alone, is the root")
        void rootSpelled(String name) {
            squash(layer().file("b", "B"), layer().dir(name).mode(0711).owner(4, 5))
                    .hasTree("./ 0711 4:5", "b=B")
                    .warnsNothing();
        }
    }
}

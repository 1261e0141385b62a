// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.filter;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.fixture.Squashing.squashWithout;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.fixture.Squashing;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What goes and what stays, for patterns of the user. */
class FilterTest {
    private static Squashing without(String ignoreFile, LayerBuilder... layers) {
        return squashWithout(Filter.of(IgnoreList.parse("ignore", ignoreFile)), layers);
    }

    private static Squashing docs(String ignoreFile) {
        return without(
                ignoreFile,
                layer().file("README.md", "R")
                        .file("README-secret.md", "S")
                        .file("a.md", "A")
                        .dir("d/")
                        .file("d/b.md", "B"));
    }

    /** Those of Docker's documentation. */
    @Nested
    class DockersExamples {
        @Test
        void tempFiles() {
            without(
                            """
                            # comment
                            */temp*
                            */*/temp*
                            temp?
                            """,
                            layer().file("temp", "1")
                                    .file("tempa", "2")
                                    .file("tempb", "3")
                                    .dir("somedir/")
                                    .file("somedir/temporary.txt", "4")
                                    .dir("somedir/temp/")
                                    .file("somedir/temp/a", "5")
                                    .dir("somedir/subdir/")
                                    .file("somedir/subdir/temporary.txt", "6")
                                    .file("somedir/subdir/a", "7")
                                    .file("# comment", "8"))
                    .hasTree("somedir/", "somedir/subdir/", "somedir/subdir/a=7", "# comment=8", "temp=1");
        }

        @Test
        void patternsOfTheRootSayNothing() {
            docs("/\n.\n./\nd/..\n!.\n").hasTree("d/", "d/b.md=B", "README-secret.md=S", "README.md=R", "a.md=A");
        }

        @Test
        void exception() {
            docs("*.md\n!README.md").hasTree("d/", "d/b.md=B", "README.md=R");
        }

        @Test
        void exceptionOfAnException() {
            docs("*.md\n!README*.md\nREADME-secret.md").hasTree("d/", "d/b.md=B", "README.md=R");
        }

        @Test
        void lastLineCounts() {
            docs("*.md\nREADME-secret.md\n!README*.md").hasTree("d/", "d/b.md=B", "README-secret.md=S", "README.md=R");
        }
    }

    @Test
    void directoryGoesWithAllThatIsInIt() {
        without(
                        "/a/b/",
                        layer().dir("a/")
                                .dir("a/b/")
                                .file("a/b/c", "1")
                                .dir("a/b/d/")
                                .file("a/e", "2"))
                .hasTree("a/", "a/e=2");
    }

    @Test
    void contentGoesWithoutTheDirectory() {
        without("a/**", layer().dir("a/").mode(0700).dir("a/b/").file("a/b/c", "1"))
                .hasTree("a/ 0700");
    }

    @Test
    void directoryStaysForWhatIsKeptInIt() {
        without(
                        "a\n!a/b/keep",
                        layer().dir("a/")
                                .mode(0711)
                                .dir("a/b/")
                                .file("a/b/keep", "1")
                                .file("a/b/go", "2"))
                .hasTree("a/ 0711", "a/b/", "a/b/keep=1");
    }

    @Test
    void targetOfALinkStays() {
        without("link", layer().dir("d/").file("d/a", "A").symlink("link", "d")).hasTree("d/", "d/a=A");
        without("link/**", layer().dir("d/").file("d/a", "A").symlink("link", "d"))
                .hasTree("d/", "d/a=A", "link -> d");
    }

    @Test
    void otherNamesOfAHardLinkStayLinked() {
        without("a", layer().file("a", "A").hardLink("b", "a").hardLink("c", "a"))
                .hasTree("b=A", "c => b");
        without("*", layer().file("a", "A").hardLink("b", "a").dir("d/").hardLink("d/c", "a"))
                .hasTree();
        without("?", layer().file("a", "A").hardLink("b", "a").dir("dd/").hardLink("dd/c", "a"))
                .hasTree("dd/", "dd/c=A");
    }

    @Test
    void everyLayerIsMeant() {
        without("tmp", layer().dir("tmp/").file("tmp/a", "1"), layer().file("tmp/b", "2"), layer().file("c", "3"))
                .hasTree("c=3");
    }

    @Test
    void rootStays() {
        without("**", layer().dir("./").mode(0700).file("a", "1")).hasTree("./ 0700");
    }

    @Test
    void wrongLineIsNamed() {
        assertEquals(
                "ignore:3: pattern \"[\" has a [ without a ]",
                assertThrows(IllegalArgumentException.class, () -> IgnoreList.parse("ignore", "# [\n\n["))
                        .getMessage());
        assertEquals(
                "ignore:1: ! without a pattern",
                assertThrows(IllegalArgumentException.class, () -> IgnoreList.parse("ignore", "! "))
                        .getMessage());
    }

    @Test
    void lineMayHaveSpaceAroundAndTheFileAMark() {
        without("\ufeff  a  \n.\n! /b \n", layer().file("a", "1").file("b", "2"))
                .hasTree("b=2");
    }
}

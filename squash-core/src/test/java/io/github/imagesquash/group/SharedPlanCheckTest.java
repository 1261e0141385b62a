// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.group.PlannedEntry.Link;
import io.github.imagesquash.group.PlannedEntry.Node;
import io.github.imagesquash.group.PlannedEntry.Whiteout;
import io.github.imagesquash.tar.PaxRecords;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each mistake that a plan with shared layers could have is found. */
class SharedPlanCheckTest {
    private static final Attributes OTHER = new Attributes(0700, 0, 0, 0, 0, PaxRecords.EMPTY);

    /** The image, and another that has the same files. */
    private final SampleTree tree =
            new SampleTree().file("a/x", 1).link("a/y", "a/x").file("b", 1);

    private final SampleTree twin =
            new SampleTree().file("a/x", 1).link("a/y", "a/x").file("b", 1);

    private static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }

    private static Inode inode(SampleTree tree, String path) {
        return tree.tree().lookUp(ImagePath.clean(bytes(path))).orElseThrow();
    }

    private static Node node(SampleTree tree, String path) {
        return new Node(bytes(path), inode(tree, path));
    }

    private Node with(String path, Attributes attributes) {
        return new Node(bytes(path), inode(twin, path), attributes);
    }

    private Link link(String path, String target) {
        return new Link(bytes(path), inode(tree, path).attributes(), bytes(target));
    }

    private static LayerPlan.New layer(PlannedEntry... entries) {
        return new LayerPlan.New("", List.of(entries));
    }

    private LayerPlan.New shared() {
        return layer(node(twin, "a/"), node(twin, "a/x"), link("a/y", "a/x"));
    }

    private void assertWrong(String problem, LayerPlan.New... layers) {
        assertEquals(
                "the plan of the shared layers is wrong: " + problem,
                assertThrows(
                                IllegalStateException.class,
                                () -> SharedPlanCheck.require(tree.tree(), Arrays.asList(layers)))
                        .getMessage());
    }

    @Test
    void inodesOfAnotherImagePassForOnesOwn() {
        assertDoesNotThrow(() -> SharedPlanCheck.require(tree.tree(), List.of(shared(), layer(node(tree, "b")))));
    }

    @Test
    void lowerLayerMayGiveADirectoryOtherAttributes() {
        LayerPlan.New lower = layer(with("a/", OTHER), node(twin, "a/x"), link("a/y", "a/x"));
        assertDoesNotThrow(() ->
                SharedPlanCheck.require(tree.tree(), List.of(lower, layer(node(tree, "a/"), node(tree, "b")))));
    }

    @Test
    void uppermostLayerGivesADirectoryOtherAttributes() {
        assertWrong(
                "/a is shown with other attributes",
                layer(node(tree, "b")),
                layer(with("a/", OTHER), node(twin, "a/x"), link("a/y", "a/x")));
    }

    @Test
    void pathInNoLayer() {
        assertWrong("/b is in no layer", shared());
    }

    @Test
    void pathInTwoLayers() {
        assertWrong("/b is there twice", shared(), layer(node(tree, "b")), layer(node(twin, "b")));
    }

    @Test
    void hardLinksInTwoLayers() {
        assertWrong(
                "/a/y is a hard link to another layer",
                layer(node(twin, "a/"), node(twin, "a/x")),
                layer(node(tree, "a/"), new Node(bytes("a/y"), inode(tree, "a/y")), node(tree, "b")));
    }

    @Test
    void fileOfAnotherSizeAttributesOrKind() {
        SampleTree larger = new SampleTree().file("b", 2);
        assertWrong("/b is another inode", shared(), layer(node(larger, "b")));
        assertWrong("/b has other attributes", shared(), layer(with("b", OTHER)));
        assertWrong("/b is another inode", shared(), layer(new Node(bytes("b"), inode(tree, "a"))));
    }

    @Test
    void entryWithoutItsDirectory() {
        assertWrong("/a/x is without its directory", layer(node(twin, "a/x")));
    }

    @Test
    void whatIsNotInTheTree() {
        assertWrong("/c is not in the tree", layer(new Node(bytes("c"), inode(tree, "b"))));
        assertWrong("/b is a whiteout", layer(new Whiteout(bytes("b"))));
    }

    @Test
    void linkToSomethingElse() {
        assertWrong(
                "/a/y is a link to something else",
                layer(node(tree, "b"), node(twin, "a/"), node(twin, "a/x"), link("a/y", "b")));
    }

    @Test
    void rootThatNobodyDescribed() {
        assertWrong(
                "the root is described", layer(new Node(bytes("./"), tree.tree().root()), node(tree, "b")), shared());
    }
}

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
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each mistake that a plan could have is found. */
class PlanCheckTest {
    private final SampleTree tree =
            new SampleTree().file("a/x", 1).link("a/y", "a/x").file("b", 1);

    private static byte[] bytes(String path) {
        return path.getBytes(StandardCharsets.UTF_8);
    }

    private Inode inode(String path) {
        return tree.tree().lookUp(ImagePath.clean(bytes(path))).orElseThrow();
    }

    private Node node(String path) {
        return new Node(bytes(path), inode(path));
    }

    private Link link(String path, String target) {
        return new Link(bytes(path), inode(path).attributes(), bytes(target));
    }

    private static LayerPlan.New layer(PlannedEntry... entries) {
        return new LayerPlan.New("", List.of(entries));
    }

    private void assertWrong(String problem, LayerPlan.New... layers) {
        assertEquals(
                "the plan of the layers is wrong: " + problem,
                assertThrows(IllegalStateException.class, () -> PlanCheck.require(tree.tree(), Arrays.asList(layers)))
                        .getMessage());
    }

    @Test
    void wholePlanPasses() {
        assertDoesNotThrow(() -> PlanCheck.require(
                tree.tree(), List.of(layer(node("a/"), node("a/x"), link("a/y", "a/x")), layer(node("b")))));
    }

    @Test
    void pathInNoLayer() {
        assertWrong("/b is in no layer", layer(node("a/"), node("a/x"), link("a/y", "a/x")));
    }

    @Test
    void pathInTwoLayers() {
        assertWrong(
                "layer 2: /b: for the second time",
                layer(node("a/"), node("a/x"), link("a/y", "a/x"), node("b")),
                layer(node("b")));
    }

    @Test
    void splitHardLinks() {
        assertWrong(
                "layer 2: /a/y: a hard link is in layer 1",
                layer(node("a/"), node("a/x")),
                layer(node("a/"), node("a/y"), node("b")));
    }

    @Test
    void missingDirectory() {
        assertWrong("layer 1: /a/x: its directory is not there", layer(node("a/x")));
    }

    @Test
    void directoryWithOtherAttributes() {
        Attributes other = new Attributes(0700, 0, 0, 0, 0, PaxRecords.EMPTY);
        assertWrong("layer 1: /a: other attributes", layer(new Node(bytes("a/"), inode("a"), other)));
    }

    @Test
    void pathOfNoFile() {
        assertWrong("layer 1: /c: not in the tree", layer(new Node(bytes("c"), inode("b"))));
    }

    @Test
    void otherFile() {
        assertWrong("layer 1: /b: another inode", layer(new Node(bytes("b"), inode("a/x"))));
    }

    @Test
    void linkToWhatIsNotWrittenYet() {
        assertWrong("layer 1: /a/y: a link to something else", layer(node("a/"), link("a/y", "a/x"), node("a/x")));
    }

    @Test
    void whiteout() {
        assertWrong("layer 1: /b: a whiteout", layer(new Whiteout(bytes("b"))));
    }

    @Test
    void tooManyLayers() {
        List<LayerPlan.New> plans = Collections.nCopies(126, layer());
        assertEquals(
                "the plan of the layers is wrong: too many layers: 126",
                assertThrows(IllegalStateException.class, () -> PlanCheck.require(tree.tree(), plans))
                        .getMessage());
    }

    @Test
    void missingRoot() {
        tree.root();
        assertWrong("layer 1 begins without the root", layer(node("b")));
    }
}

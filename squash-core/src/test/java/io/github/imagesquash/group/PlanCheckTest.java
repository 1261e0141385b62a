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
import io.github.imagesquash.tree.Name;
import io.github.imagesquash.tree.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each mistake that a plan could have is found. */
class PlanCheckTest {
    private static final Attributes OTHER = new Attributes(0700, 0, 0, 0, 0, PaxRecords.EMPTY);

    private final SampleTree tree =
            new SampleTree().file("a/x", 1).link("a/y", "a/x").file("b", 1);
    private TreeDelta difference = TreeDelta.all(tree.tree());

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
                assertThrows(IllegalStateException.class, () -> PlanCheck.require(difference, Arrays.asList(layers)))
                        .getMessage());
    }

    @Test
    void wholePlanPasses() {
        assertDoesNotThrow(() -> PlanCheck.require(
                difference, List.of(layer(node("a/"), node("a/x"), link("a/y", "a/x")), layer(node("b")))));
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
        assertWrong("layer 1: /a/x: its directory does not exist", layer(node("a/x")));
    }

    @Test
    void directoryWithOtherAttributes() {
        assertWrong("layer 1: /a: other attributes", layer(new Node(bytes("a/"), inode("a"), OTHER)));
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
        assertWrong("layer 1: /b: a whiteout without the name of one", layer(new Whiteout(bytes("b"))));
    }

    @Test
    void tooManyLayers() {
        List<LayerPlan.New> plans = Collections.nCopies(126, layer());
        assertEquals(
                "the plan of the layers is wrong: too many layers: 126",
                assertThrows(IllegalStateException.class, () -> PlanCheck.require(difference, plans))
                        .getMessage());
    }

    @Test
    void missingRoot() {
        tree.root();
        assertWrong("layer 1 begins without the root", layer(node("b")));
    }

    /** Takes the tree as it is for the lower one, and then makes it into another. */
    private Whiteout changed() {
        Snapshot lower = Snapshot.of(tree.tree().root());
        tree.tree().root().remove(Name.of("b"), _ -> {});
        tree.file("c", 1);
        difference = new TreeDelta(lower, 1, tree.tree());
        return new Whiteout(bytes(".wh.b"));
    }

    @Test
    void wholeDifferencePasses() {
        Whiteout gone = changed();
        assertDoesNotThrow(() -> PlanCheck.require(difference, List.of(layer(node("c")), layer(gone))));
    }

    @Test
    void changeInNoLayer() {
        Whiteout gone = changed();
        assertWrong("/c is in no layer", layer(gone));
    }

    @Test
    void whatIsGoneIsNotHidden() {
        changed();
        assertWrong("/b is not hidden", layer(node("c")));
    }

    @Test
    void whatIsGoneIsHiddenTwice() {
        Whiteout gone = changed();
        assertWrong("layer 2: /.wh.b: for the second time", layer(node("c"), gone), layer(gone));
    }

    @Test
    void whiteoutOfWhatIsThere() {
        changed();
        assertWrong("layer 1: /a/.wh.x: hides an entry of the tree", layer(node("a/"), new Whiteout(bytes("a/.wh.x"))));
    }

    @Test
    void whiteoutOfWhatNeverWas() {
        changed();
        assertWrong("layer 1: /.wh.z: hides nothing", layer(new Whiteout(bytes(".wh.z"))));
    }

    @Test
    void hardLinkToALowerLayer() {
        Whiteout gone = changed();
        assertWrong("/a/y is in no layer", layer(gone, node("a/"), node("a/x"), node("c")));
    }

    @Test
    void changedAttributesInNoLayer() {
        Whiteout gone = changed();
        tree.tree().root().find(Name.of("a")).orElseThrow().inode().setAttributes(OTHER);
        assertWrong("/a is in no layer", layer(gone, node("c")));
    }
}

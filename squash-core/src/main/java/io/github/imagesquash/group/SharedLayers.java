// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.compare.EqualInodeSearch;
import io.github.imagesquash.group.SharedUnits.Common;
import io.github.imagesquash.replay.ReplayResult;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Divides the trees of several images into layers that some of them share, and a last one for each image. Files that
 * the same images have in common are one layer, with the same plan for all of them; no other layer hides anything in
 * it.
 *
 * <p>Each layer repeats the directories on the way to its entries, with the attributes of the first of its images. If
 * another image has other attributes, such as a later time of {@code /etc}, its own layer, the uppermost, repeats the
 * directory. It also has the root, which is in no shared layer.
 */
public final class SharedLayers {
    /** The most shared layers in total. */
    public static final int MOST = 16;

    /** A layer that saves less than this, in bytes before compression, does not justify a request of its own. */
    static final long LEAST_SAVED = 16 << 10;

    private final List<LayerUnits> units;
    private final List<Common> chosen;
    private final List<LayerPlan.New> shared;

    private SharedLayers(List<LayerUnits> units, List<Common> chosen) {
        this.units = units;
        this.chosen = chosen;
        this.shared = chosen.stream().map(this::shared).toList();
    }

    /**
     * The layers of each image, base first. Shared layers are one plan.
     *
     * @param images the images, whose files can be read
     * @param threads how many threads compare contents, at least 1
     * @param meter counts the bytes of content compared
     * @throws IOException if a content cannot be read
     */
    public static List<List<LayerPlan.New>> of(List<ReplayResult> images, int threads, ByteMeter meter)
            throws IOException {
        List<LayerUnits> units = images.stream()
                .map(image -> UnitCollector.of(SingleLayer.planned(TreeDelta.all(image.tree()))))
                .toList();
        SharedUnits alike = SharedUnits.of(images, units, new EqualInodeSearch(threads), meter);
        SharedLayers layers = new SharedLayers(units, chosen(alike.classes()));
        List<List<LayerPlan.New>> plans = new ArrayList<>();
        for (int image = 0; image < images.size(); image++) {
            FileTree tree = images.get(image).tree();
            List<LayerPlan.New> own = layers.plans(image, alike);
            SharedPlanCheck.require(tree, own);
            plans.add(own);
        }
        return plans;
    }

    /** Those that save most; the ones that most images have are lowest, so that engines store these once as well. */
    private static List<Common> chosen(List<Common> classes) {
        return classes.stream()
                .filter(common -> common.saved() >= LEAST_SAVED)
                .sorted(Comparator.comparingLong(Common::saved).reversed())
                .limit(MOST)
                .sorted(Comparator.comparingInt(
                                (Common common) -> common.images().cardinality())
                        .reversed())
                .toList();
    }

    private LayerPlan.New shared(Common common) {
        LayerPlan.New layer = units.get(common.first())
                .layer("shared by " + common.images().cardinality() + " images", common.units(), List.of());
        List<PlannedEntry> entries = layer.entries();
        boolean root = ImagePath.clean(entries.getFirst().path()).isRoot();
        return new LayerPlan.New(layer.name(), entries.subList(root ? 1 : 0, entries.size()));
    }

    private List<LayerPlan.New> plans(int image, SharedUnits alike) {
        Set<BitSet> here = new HashSet<>();
        List<LayerPlan.New> plans = new ArrayList<>();
        for (int i = 0; i < chosen.size(); i++) {
            if (chosen.get(i).images().get(image)) {
                here.add(chosen.get(i).images());
                plans.add(shared.get(i));
            }
        }
        LayerUnits all = units.get(image);
        List<LayerUnit> own = all.units().stream()
                .filter(unit -> !here.contains(alike.images(image, unit)))
                .toList();
        LayerPlan.New last = all.layer(plans.isEmpty() ? "" : "only this image", own, differing(all, plans));
        if (plans.isEmpty() || !last.entries().isEmpty()) {
            plans.add(last);
        }
        return plans;
    }

    /** The directories with other attributes in the uppermost of the layers that contain them, and the root. */
    private static List<UnitDirectory> differing(LayerUnits all, List<LayerPlan.New> layers) {
        Map<ImagePath, Attributes> shown = new HashMap<>();
        for (LayerPlan.New layer : layers) {
            for (PlannedEntry entry : layer.entries()) {
                if (entry instanceof PlannedEntry.Node(byte[] path, Directory _, Attributes attributes)) {
                    shown.put(ImagePath.clean(path), attributes);
                }
            }
        }
        return all.places().stream()
                .filter(place -> place.position() >= 0)
                .filter(place -> place.number() == 0 || differs(all.entries().get(place.position()), shown, place))
                .toList();
    }

    private static boolean differs(PlannedEntry entry, Map<ImagePath, Attributes> shown, UnitDirectory place) {
        return shown.containsKey(place.path())
                && entry instanceof PlannedEntry.Node directory
                && !shown.get(place.path()).equals(directory.attributes());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.group;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Layers of similar size, to be downloaded in parallel. A file that is larger than the share of a layer is alone. Files
 * that are near in the tree stay near, because they compress better and change together, as long as the largest layer
 * is at most 1.1 times the mean; otherwise large files are assigned first, and the rest fills the layers.
 */
final class SizeGrouping {
    private static final double BALANCED = 1.1;

    /** A file of more than this part of a layer is assigned separately. */
    private static final int LARGE = 16;

    private static final int STEPS = 24;
    private static final long SMALLEST = 16L << 20;

    private final LayerUnits tree;
    private final List<LayerUnit> all;

    private SizeGrouping(LayerUnits tree) {
        this.tree = tree;
        this.all = tree.units();
    }

    /**
     * As many layers as are useful: at most 8, of 16 MiB on average. If a large file leaves less than half of that for
     * others, there are fewer.
     */
    static List<LayerGroup> usual(LayerUnits tree, int mostLayers) {
        SizeGrouping grouping = new SizeGrouping(tree);
        long useful = Math.min(grouping.total() / SMALLEST, Math.min(Grouping.BySize.USUAL, mostLayers));
        for (int layers = (int) useful; layers > 1; layers--) {
            List<LayerFill> fills = grouping.fills(layers);
            if (fills.size() == layers && fills.stream().allMatch(fill -> fill.bytes() >= SMALLEST / 2)) {
                return grouping.groups(fills);
            }
        }
        return grouping.groups(1);
    }

    /** This number of layers, or fewer if there are fewer files. */
    static List<LayerGroup> ofCount(LayerUnits tree, int layers) {
        return new SizeGrouping(tree).groups(layers);
    }

    /**
     * As few layers as a maximum size allows.
     *
     * @throws IllegalArgumentException if there are more than the limits allow
     */
    static List<LayerGroup> within(LayerUnits tree, LayerLimits limits) {
        SizeGrouping grouping = new SizeGrouping(tree);
        for (int layers = Math.clamp(grouping.total() / limits.bytes(), 1, LayerLimits.MOST_LAYERS);
                layers <= limits.layers();
                layers++) {
            List<LayerFill> fills = grouping.fills(layers);
            boolean fits = fills.stream()
                    .allMatch(fill -> fill.bytes() <= limits.bytes()
                            || fill.in(tree.units()).size() == 1);
            if (fits) {
                return grouping.groups(fills);
            }
        }
        throw new IllegalArgumentException(
                "more than " + limits.layers() + " layers are needed for at most " + limits.bytes() + " bytes in each");
    }

    private long total() {
        return all.stream().mapToLong(LayerUnit::bytes).sum();
    }

    private List<LayerGroup> groups(int layers) {
        return groups(fills(layers));
    }

    private List<LayerGroup> groups(List<LayerFill> fills) {
        return fills.stream()
                .filter(fill -> !fill.isEmpty())
                .map(fill -> LayerGroup.fromTo(fill.in(all)))
                .toList();
    }

    private List<LayerFill> fills(int layers) {
        List<LayerFill> fills = new ArrayList<>();
        List<Integer> rest = takeAlone(layers, fills);
        int left = layers - fills.size();
        if (!rest.isEmpty()) {
            long mean = bytes(rest) / left;
            List<LayerFill> runs = runs(rest, left);
            fills.addAll(largest(runs) <= BALANCED * mean ? runs : dealt(rest, left));
        }
        return fills;
    }

    /** Puts units larger than the share of a layer into layers of their own; returns the positions of the rest. */
    private List<Integer> takeAlone(int layers, List<LayerFill> fills) {
        List<Integer> bySize = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            bySize.add(i);
        }
        bySize.sort(Comparator.<Integer>comparingLong(i -> -all.get(i).bytes()).thenComparing(i -> i));
        long left = total();
        int taken = 0;
        while (taken < layers - 1 && taken < bySize.size()) {
            LayerUnit unit = all.get(bySize.get(taken));
            if (unit.bytes() <= left / (layers - taken)) {
                break;
            }
            fills.add(filled(List.of(bySize.get(taken))));
            left -= unit.bytes();
            taken++;
        }
        return bySize.subList(taken, bySize.size()).stream().sorted().toList();
    }

    private LayerFill filled(List<Integer> positions) {
        LayerFill fill = new LayerFill(tree.places());
        positions.forEach(position -> fill.add(position, all.get(position)));
        return fill;
    }

    /** Neighbours together: the runs with the smallest maximum, found by bisection. */
    private List<LayerFill> runs(List<Integer> positions, int layers) {
        long low = bytes(positions) / layers;
        long high = 2 * filled(positions).bytes();
        List<LayerFill> best = runsWithin(positions, high, layers);
        for (int step = 0; step < STEPS && low < high; step++) {
            long middle = low + (high - low) / 2;
            List<LayerFill> runs = runsWithin(positions, middle, layers);
            if (runs.size() <= layers) {
                best = runs;
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return best;
    }

    /** Stops at one run too many: the caller needs to know only that there are too many. */
    private List<LayerFill> runsWithin(List<Integer> positions, long most, int layers) {
        List<LayerFill> runs = new ArrayList<>(List.of(new LayerFill(tree.places())));
        for (int position : positions) {
            LayerUnit unit = all.get(position);
            if (!runs.getLast().isEmpty() && runs.getLast().with(unit) > most) {
                runs.add(new LayerFill(tree.places()));
                if (runs.size() > layers) {
                    break;
                }
            }
            runs.getLast().add(position, unit);
        }
        return runs;
    }

    /**
     * Assigns each large file to the emptiest layer, the largest first; then fills each up to the mean with neighbours.
     */
    private List<LayerFill> dealt(List<Integer> positions, int layers) {
        long mean = bytes(positions) / layers;
        List<LayerFill> fills = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            fills.add(new LayerFill(tree.places()));
        }
        PriorityQueue<Integer> emptiest = new PriorityQueue<>(
                Comparator.<Integer>comparingLong(i -> fills.get(i).bytes()).thenComparing(i -> i));
        for (int i = 0; i < layers; i++) {
            emptiest.add(i);
        }
        positions.stream()
                .filter(position -> isLarge(position, mean))
                .sorted(Comparator.<Integer>comparingLong(i -> -all.get(i).bytes())
                        .thenComparing(i -> i))
                .forEach(position -> {
                    int fill = emptiest.remove();
                    fills.get(fill).add(position, all.get(position));
                    emptiest.add(fill);
                });
        int current = emptiest.remove();
        for (int position : positions) {
            if (!isLarge(position, mean)) {
                if (fills.get(current).bytes() >= mean && !emptiest.isEmpty()) {
                    current = emptiest.remove();
                }
                fills.get(current).add(position, all.get(position));
            }
        }
        return fills;
    }

    private boolean isLarge(int position, long mean) {
        return all.get(position).bytes() > mean / LARGE;
    }

    private long bytes(List<Integer> positions) {
        return positions.stream()
                .mapToLong(position -> all.get(position).bytes())
                .sum();
    }

    private static long largest(List<LayerFill> fills) {
        return fills.stream().mapToLong(LayerFill::bytes).max().orElse(0);
    }
}

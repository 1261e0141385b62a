// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import io.github.imagesquash.filter.Cause;
import io.github.imagesquash.filter.DropListener;
import io.github.imagesquash.replay.ReplayObserver;
import io.github.imagesquash.replay.ReplayedLayer;
import io.github.imagesquash.secrets.SecretFiles;
import io.github.imagesquash.secrets.SecretRule;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Records each entry of each layer during the replay, and its fate then and when the tree is filtered. It is for one
 * replay, and gives the {@link #analysis} afterwards.
 */
public final class FateLedger implements ReplayObserver, DropListener {
    private final Map<Integer, LayerEntries> books = new HashMap<>();
    private final Map<Entry, PendingEntry> current = new IdentityHashMap<>();
    private final Map<Directory, ImagePath> paths = new IdentityHashMap<>();
    private final Map<Fate, Fate> fates = new HashMap<>();

    @Override
    public void added(Directory parent, Entry entry) {
        if (entry.inode() instanceof Directory directory) {
            paths.put(directory, path(parent).child(entry.name()));
        }
        // A directory that no tar mentions belongs to no layer.
        if (entry.layer() > 0) {
            boolean carriesContent =
                    entry.inode() instanceof RegularFile && entry.inode().links() == 1;
            book(entry.layer(), entry, new PendingEntry(path(parent), entry, entry.layer(), carriesContent));
        }
    }

    @Override
    public void describedAgain(Directory parent, Entry entry, int layer) {
        settle(Optional.ofNullable(current.get(entry)), new Fate.Overwritten(layer));
        book(layer, entry, new PendingEntry(path(parent), entry, layer, false));
    }

    @Override
    public void gone(Entry entry, Loss loss, int layer) {
        Optional<PendingEntry> booked = Optional.ofNullable(current.remove(entry));
        LayerEntries book = books.computeIfAbsent(layer, first -> new LayerEntries());
        switch (loss) {
            case WHITEOUT -> booked.ifPresent(top -> book.whiteout(top.directory(), top.name()));
            case BELOW_WHITEOUT ->
                book.belowWhiteout(booked.map(PendingEntry::bytes).orElse(0L));
            case OPAQUE -> book.opaque();
            case REPLACED, BELOW_REPLACED -> {}
        }
        settle(
                booked,
                switch (loss) {
                    case WHITEOUT, OPAQUE, BELOW_WHITEOUT -> new Fate.Deleted(layer);
                    case REPLACED -> new Fate.Overwritten(layer);
                    case BELOW_REPLACED -> new Fate.Hidden(layer);
                });
        if (entry.inode() instanceof Directory directory) {
            paths.remove(directory);
        }
    }

    @Override
    public void dropped(Entry entry, Cause cause) {
        settle(Optional.ofNullable(current.remove(entry)), new Fate.Dropped(cause));
    }

    /**
     * The result.
     *
     * @param layers the layers that were replayed, base first
     * @param masked the history's texts with secrets masked
     */
    public ImageAnalysis analysis(List<ReplayedLayer> layers, UnaryOperator<String> masked) {
        List<AnalysedLayer> analysed = new ArrayList<>();
        List<LayerEntry> all = new ArrayList<>();
        DiveLeaves leaves = new DiveLeaves();
        for (ReplayedLayer layer : layers) {
            int number = layer.layer().number();
            LayerEntries book = books.computeIfAbsent(number, first -> new LayerEntries());
            List<LayerEntry> entries = book.entries();
            analysed.add(AnalysedLayer.of(layer, masked.apply(layer.layer().createdBy()), entries));
            leaves.add(number, entries, book.whiteouts());
            all.addAll(entries);
        }
        return new ImageAnalysis(analysed, all, hardLinks(), leaves.score());
    }

    private List<HardLinks> hardLinks() {
        Map<RegularFile, List<ImagePath>> names = new IdentityHashMap<>();
        List<RegularFile> files = new ArrayList<>();
        for (int layer : new TreeSet<>(books.keySet())) {
            for (PendingEntry booked : Objects.requireNonNull(books.get(layer)).booked()) {
                booked.linked()
                        .ifPresent(file -> names.computeIfAbsent(file, first -> {
                                    files.add(first);
                                    return new ArrayList<>();
                                })
                                .add(booked.path()));
            }
        }
        return files.stream()
                .map(file -> new HardLinks(file.size(), Objects.requireNonNull(names.get(file))))
                .toList();
    }

    /**
     * The files with secrets, layer by layer, with any fate. A file with several names is identified by its first.
     *
     * @throws IOException if reading a file fails; the files must still be in their places
     */
    public List<FileSecret> secrets(SecretFiles files) throws IOException {
        List<FileSecret> secrets = new ArrayList<>();
        for (int layer : new TreeSet<>(books.keySet())) {
            for (PendingEntry booked : Objects.requireNonNull(books.get(layer)).booked()) {
                if (booked.content().isPresent()) {
                    ImagePath path = booked.path();
                    for (SecretRule rule : files.in(path, booked.content().get())) {
                        secrets.add(new FileSecret(rule, booked.entry(), booked.survives()));
                    }
                }
            }
        }
        return secrets;
    }

    private void book(int layer, Entry entry, PendingEntry booked) {
        books.computeIfAbsent(layer, first -> new LayerEntries()).add(booked);
        current.put(entry, booked);
    }

    /** One object for each fate, however many share it. */
    private void settle(Optional<PendingEntry> booked, Fate fate) {
        booked.ifPresent(entry -> entry.settle(fates.computeIfAbsent(fate, same -> same)));
    }

    /** The root, which is not reported, is the only directory without a path here. */
    private ImagePath path(Directory directory) {
        return paths.getOrDefault(directory, ImagePath.ROOT);
    }
}

package io.github.imagesquash.replay;

import io.github.imagesquash.oci.Warning;
import io.github.imagesquash.replay.ReplayObserver.Loss;
import io.github.imagesquash.tree.Directory;
import io.github.imagesquash.tree.Entry;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a layer's whiteouts take from the layers below it. All are looked up before any acts, so that their order does not
 * matter, and only the lower tree is looked at, so that nothing of the same layer is hidden (layer.md, "Whiteouts").
 */
final class Removals {
    private final MergedTree merged;
    private final Changeset changeset;
    private final List<Victim> victims = new ArrayList<>();
    private final Set<ImagePath> directories = new HashSet<>();
    private final List<ImagePath> opaqueWithoutDirectory = new ArrayList<>();
    private final List<ImagePath> withoutDirectory = new ArrayList<>();

    private record Victim(Directory parent, Name name, Loss loss, int depth) {}

    Removals(MergedTree merged, Changeset changeset) {
        this.merged = merged;
        this.changeset = changeset;
        changeset.whiteouts().forEach(this::whiteout);
        // Each once: a layer can name the same large directory as often as it likes.
        changeset.opaques().stream().distinct().forEach(this::opaque);
    }

    /** Takes them away, the deepest first, so that each loss is counted once. */
    void apply() {
        victims.sort(Comparator.comparingInt(Victim::depth).reversed());
        victims.forEach(victim -> merged.remove(victim.parent(), victim.name(), victim.loss()));
    }

    /** Whether a directory of this path was taken away as a whole. */
    boolean tookDirectory(ImagePath path) {
        return !directories.isEmpty() && directories.contains(path);
    }

    /** Directories that were to be emptied but did not exist in the lower tree. */
    List<ImagePath> opaqueWithoutDirectory() {
        return opaqueWithoutDirectory;
    }

    /** Whiteouts in directories that did not exist in the lower tree. */
    List<ImagePath> withoutDirectory() {
        return withoutDirectory;
    }

    private void whiteout(ImagePath path) {
        Inode inode = merged.tree().root();
        for (Name name : path.parent().names()) {
            Optional<Entry> entry = inode instanceof Directory directory ? directory.find(name) : Optional.empty();
            if (entry.isEmpty()) {
                withoutDirectory.add(path);
                return;
            }
            inode = entry.get().inode();
        }
        if (!(inode instanceof Directory)) {
            warn(Warning.Kind.WHITEOUT_THROUGH_LINK, path);
            return;
        }
        merged.tree()
                .lookUpDirectory(path.parent())
                .ifPresent(parent -> parent.find(path.last()).ifPresent(entry -> take(parent, entry, path)));
    }

    private void take(Directory parent, Entry entry, ImagePath path) {
        victims.add(new Victim(parent, entry.name(), Loss.WHITEOUT, path.names().size()));
        if (entry.inode() instanceof Directory) {
            directories.add(path);
        }
    }

    private void opaque(ImagePath path) {
        Optional<Directory> directory = merged.tree().lookUpDirectory(path);
        if (directory.isEmpty()) {
            opaqueWithoutDirectory.add(path);
            return;
        }
        if (path.isRoot() && !directory.get().entries().isEmpty()) {
            warn(Warning.Kind.OPAQUE_ROOT, path);
        }
        for (Entry entry : directory.get().entries()) {
            victims.add(new Victim(
                    directory.get(), entry.name(), Loss.OPAQUE, path.names().size() + 1));
        }
    }

    private void warn(Warning.Kind kind, ImagePath path) {
        changeset.warnings().add(kind, changeset.layer(), path.toString());
    }
}

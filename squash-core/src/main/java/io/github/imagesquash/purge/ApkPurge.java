// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.InstalledPackage;
import io.github.imagesquash.packages.Packages;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Removes packages as {@code apk del} does: files, directories, the package's block and its trigger. {@code
 * etc/apk/world}, the list of packages that the user requested, names the remaining ones that nothing else requires, so
 * that the next {@code apk add} does not remove them.
 */
final class ApkPurge {
    private static final ImagePath WORLD = ImagePath.clean(RawText.bytes("etc/apk/world"));

    private final TreeEdit edit;
    private final ApkInstalled installed;
    private final Set<PackageRecord> purged;
    private final Set<String> keys;
    private final Set<ImagePath> files;

    ApkPurge(TreeEdit edit, ApkInstalled installed, Set<PackageRecord> purged, Set<ImagePath> files) {
        this.files = files;
        this.edit = edit;
        this.installed = installed;
        this.purged = purged;
        this.keys = purged.stream().map(PackageRecord::key).collect(Collectors.toSet());
    }

    void run(Packages owners) throws IOException {
        Set<ImagePath> kept = new HashSet<>();
        Set<ImagePath> gone = new TreeSet<>();
        for (InstalledPackage one : owners.all()) {
            (isPurged(one) ? gone : kept).addAll(one.paths());
        }
        gone.removeAll(kept);
        gone.addAll(files);
        gone.forEach(edit::remove);
        Set<ImagePath> directories = new HashSet<>();
        gone.forEach(file -> directories.add(file.parent()));
        for (ApkBlock block : installed.blocks()) {
            (keys.contains(block.key()) ? directories : kept).addAll(block.directories());
        }
        new EmptyDirectories(edit, kept).remove(directories);
        forget();
    }

    private boolean isPurged(InstalledPackage one) {
        return one.database().equals(installed.database())
                && keys.contains(one.id().name() + ":" + one.id().architecture());
    }

    private void forget() throws IOException {
        StringBuilder database = new StringBuilder();
        Set<String> checksums = new HashSet<>();
        for (ApkBlock block : installed.blocks()) {
            if (keys.contains(block.key())) {
                checksums.add(block.field('C'));
            } else {
                database.append(block.without(files));
            }
        }
        edit.write(installed.database(), RawText.bytes(database.toString()));
        ImagePath triggers = installed.database().parent().child(RawText.name("triggers"));
        String old = DpkgStatus.content(edit.tree(), triggers).orElse("");
        String left = old.lines()
                .filter(line -> !checksums.contains(line.split(" ", 2)[0]))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        if (!left.equals(old)) {
            edit.write(triggers, RawText.bytes(left));
        }
        writeWorld();
    }

    /** A line may have a version behind the name. */
    private void writeWorld() throws IOException {
        Set<String> names = purged.stream().map(PackageRecord::name).collect(Collectors.toSet());
        String old = DpkgStatus.content(edit.tree(), WORLD).orElse("");
        List<String> world = new ArrayList<>(old.lines()
                .filter(line -> !names.contains(line.split("[<>=~@]", 2)[0]))
                .toList());
        InstalledDependencies dependencies = installed.dependencies();
        Set<PackageRecord> required = new HashSet<>();
        world.forEach(line -> named(line.split("[<>=~@]", 2)[0]).forEach(one -> require(one, dependencies, required)));
        for (PackageRecord one : installed.packages()) {
            if (!purged.contains(one) && !required.contains(one)) {
                world.add(one.name());
                require(one, dependencies, required);
            }
        }
        String text = world.stream().map(line -> line + "\n").collect(Collectors.joining());
        if (!text.equals(old)) {
            edit.write(WORLD, RawText.bytes(text));
        }
    }

    private List<PackageRecord> named(String name) {
        return installed.packages().stream()
                .filter(one -> one.name().equals(name))
                .toList();
    }

    private void require(PackageRecord one, InstalledDependencies dependencies, Set<PackageRecord> required) {
        List<PackageRecord> left = new ArrayList<>(List.of(one));
        while (!left.isEmpty()) {
            PackageRecord next = left.removeLast();
            if (!purged.contains(next) && required.add(next)) {
                next.depends().forEach(group -> left.addAll(dependencies.meeting(next, group)));
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import io.github.imagesquash.analyze.Fate;
import io.github.imagesquash.analyze.LayerEntry;
import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.filter.Cause;
import io.github.imagesquash.html.Figure;
import io.github.imagesquash.html.LayerStep;
import io.github.imagesquash.html.NumberFormat;
import io.github.imagesquash.html.PageAction;
import io.github.imagesquash.html.ReportContent;
import io.github.imagesquash.html.Table;
import io.github.imagesquash.html.TableColumn;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Name;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** An image of many files, made up but the same each time, in nine layers like those of a Node image. */
final class ManyEntries {
    private static final List<String> STEPS = List.of(
            "ADD rootfs.tar.xz / # buildkit",
            "RUN /bin/sh -c apt-get update && apt-get install -y build-essential python3 git curl # buildkit",
            "RUN /bin/sh -c rm -rf /var/lib/apt/lists/* # buildkit",
            "COPY --from=node /usr/local /usr/local",
            "COPY package.json package-lock.json ./",
            "RUN npm ci",
            "COPY . .",
            "RUN npm run build && npm prune --omit=dev",
            "RUN chown -R node:node /home/node");
    private static final List<String> TOP = List.of("usr/lib", "usr/share", "usr/local", "var/cache", "app", "opt");
    private static final List<String> WORDS =
            List.of("core", "react", "locale", "test", "dist", "include", "python3", "perl5", "node_modules", "gcc");
    private static final List<String> SUFFIXES = List.of(".js", ".so", ".h", ".py", ".json", ".md", ".a");
    private static final int FILES_IN_A_DIRECTORY = 14;

    private final Random random = new Random(20260124);
    private final List<ImagePath> directories = new ArrayList<>();
    private final List<LayerEntry> entries = new ArrayList<>();

    private ManyEntries() {
        TOP.forEach(top -> directories.add(ImagePath.clean(top.getBytes(StandardCharsets.US_ASCII))));
    }

    /** A report on this many files. */
    static ReportContent files(int count) {
        ManyEntries many = new ManyEntries();
        for (int number = 0; number < count; number++) {
            if (number % FILES_IN_A_DIRECTORY == 0) {
                many.addDirectory(number);
            }
            many.addFile(number);
        }
        return new ReportContent(
                "registry.example/app:1",
                "linux/amd64, image ID sha256:4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945",
                "squash",
                "squash analyze --report app.html registry.example/app:1",
                List.of(
                        new PageAction(
                                "remove a private key",
                                0,
                                true,
                                "squash -t app:safe --exclude root/.ssh/id_rsa registry.example/app:1"),
                        new PageAction(
                                "merge the layers", 378_000_000, false, "squash -t app:small registry.example/app:1"),
                        new PageAction(
                                "leave out caches",
                                41_000_000,
                                false,
                                "squash -t app:small --drop caches registry.example/app:1")),
                List.of(
                        new Figure("Stored", NumberFormat.BYTES, 1_479_271_936, 1_101_271_936),
                        new Figure("Layers", NumberFormat.COUNT, STEPS.size(), 1),
                        new Figure("Entries", NumberFormat.COUNT, many.entries.size(), many.entries.size() * 4L / 5),
                        Figure.of("Used by containers", NumberFormat.PER_MILLE, 791)),
                List.of("layer 3: \"usr/lib/a\": path occurs twice in one layer; the last one counts"),
                STEPS.stream().map(step -> new LayerStep(step, count / 9)).toList(),
                many.entries,
                List.of(new Table(
                        "Packages",
                        List.of(
                                new TableColumn.Texts(
                                        "Package", TableColumn.Kind.TEXT, List.of("gcc-12", "python3.11", "libc6")),
                                new TableColumn.Numbers(
                                        "Size", NumberFormat.BYTES, List.of(63_000_000L, 33_000_000L, 12_900_000L))))));
    }

    private void addDirectory(int number) {
        ImagePath parent = any(directories);
        Name name = Name.of(any(WORDS) + number);
        directories.add(parent.child(name));
        entries.add(new LayerEntry(parent, name, FileType.DIRECTORY, 0, 0, layer(), Fate.KEPT));
    }

    private void addFile(int number) {
        long bytes = (long) Math.exp(8.5 + 1.9 * random.nextGaussian());
        int layer = layer();
        Fate fate = fate(layer);
        long lost = fate instanceof Fate.Kept ? 0 : bytes;
        Name name = Name.of(any(WORDS) + number + any(SUFFIXES));
        entries.add(new LayerEntry(any(directories), name, FileType.FILE, bytes, lost, layer, fate));
    }

    private Fate fate(int layer) {
        int draw = random.nextInt(100);
        if (draw < 10 && layer < STEPS.size()) {
            return new Fate.Deleted(layer + 1);
        }
        if (draw < 14 && layer < STEPS.size()) {
            return new Fate.Overwritten(STEPS.size());
        }
        return draw < 18
                ? new Fate.Dropped(new Cause("apt-archives", "packages that apt downloaded", false))
                : Fate.KEPT;
    }

    private int layer() {
        return 1 + random.nextInt(STEPS.size());
    }

    private <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}

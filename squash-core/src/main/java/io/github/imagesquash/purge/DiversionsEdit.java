// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.purge;

import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.PathResolver;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Ends the diversions of removed packages: the diverted file gets its own name again, as by dpkg-divert(1) --rename. */
final class DiversionsEdit {
    private static final ImagePath PATH = ImagePath.clean(RawText.bytes("var/lib/dpkg/diversions"));

    private final TreeEdit edit;

    DiversionsEdit(TreeEdit edit) {
        this.edit = edit;
    }

    /** Each diversion has three lines: from, to, and the package that diverted. */
    void without(Set<PackageRecord> packages) throws IOException {
        Optional<String> text = DpkgStatus.content(edit.tree(), PATH);
        if (text.isEmpty()) {
            return;
        }
        Set<String> names = packages.stream().map(PackageRecord::name).collect(Collectors.toSet());
        List<String> lines = text.get().lines().toList();
        StringBuilder kept = new StringBuilder();
        for (int i = 0; i + 2 < lines.size(); i += 3) {
            if (names.contains(lines.get(i + 2))) {
                restore(lines.get(i), lines.get(i + 1));
            } else {
                lines.subList(i, i + 3).forEach(line -> kept.append(line).append('\n'));
            }
        }
        if (kept.length() < text.get().length() && lines.size() % 3 == 0) {
            edit.write(PATH, RawText.bytes(kept.toString()));
            edit.remove(ImagePath.clean(RawText.bytes("var/lib/dpkg/diversions-old")));
        }
    }

    private void restore(String from, String to) {
        PathResolver resolver = new PathResolver(edit.tree());
        Optional<PathResolver.Found> moved = resolver.find(RawText.bytes(to));
        if (moved.isPresent() && resolver.outcome(RawText.bytes(from), false) instanceof PathResolver.Missing missing) {
            edit.rename(moved.get().path(), missing.path());
        }
    }
}

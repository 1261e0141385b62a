// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Device;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Symlink;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the differences of two inodes that do not require reading content or knowing their names. */
final class InodeComparison {
    private final ComparisonRules rules;
    private final List<AttributeChange> changes = new ArrayList<>();

    private InodeComparison(ComparisonRules rules) {
        this.rules = rules;
    }

    /** The differences, without ignored attributes. */
    static List<AttributeChange> changes(InodePair pair, ComparisonRules rules) {
        InodeComparison comparison = new InodeComparison(rules);
        comparison.compare(pair.before(), pair.after());
        return comparison.changes;
    }

    private void compare(Inode before, Inode after) {
        Attributes a = before.attributes();
        Attributes b = after.attributes();
        add(Attribute.TYPE, FileType.of(before), FileType.of(after));
        if (a.mode() != b.mode()) {
            add(Attribute.MODE, AttributeFormat.mode(a.mode()), AttributeFormat.mode(b.mode()));
        }
        if (a.uid() != b.uid() || a.gid() != b.gid()) {
            add(Attribute.OWNER, a.uid() + ":" + a.gid(), b.uid() + ":" + b.gid());
        }
        if (FileType.of(before) == FileType.of(after)) {
            compareSizes(before.size(), after.size());
            compareNode(before, after);
        }
        compareTimes(a, b);
        if (rules.include(Attribute.XATTR) && !a.records().equals(b.records())) {
            changes.addAll(RecordComparison.changes(a.records(), b.records()));
        }
    }

    /** Contents of different length differ without being read, even if only the length is ignored. */
    private void compareSizes(long before, long after) {
        if (before != after && !rules.include(Attribute.SIZE)) {
            add(Attribute.CONTENT, before + " bytes", after + " bytes");
        }
        add(Attribute.SIZE, before, after);
    }

    private void compareNode(Inode before, Inode after) {
        if (before instanceof Symlink a && after instanceof Symlink b && !Arrays.equals(a.target(), b.target())) {
            add(Attribute.TARGET, AttributeFormat.text(a.target()), AttributeFormat.text(b.target()));
        }
        if (before instanceof Device a && after instanceof Device b) {
            add(Attribute.DEVICE, a.major() + ":" + a.minor(), b.major() + ":" + b.minor());
        }
    }

    private void compareTimes(Attributes before, Attributes after) {
        Instant latest = rules.latest();
        boolean cut = before.mtimeSeconds() > latest.getEpochSecond()
                || before.mtimeSeconds() == latest.getEpochSecond() && before.mtimeNanos() > latest.getNano();
        long seconds = cut ? latest.getEpochSecond() : before.mtimeSeconds();
        int nanos = cut ? latest.getNano() : before.mtimeNanos();
        if (seconds != after.mtimeSeconds() || nanos != after.mtimeNanos()) {
            add(
                    Attribute.MTIME,
                    AttributeFormat.time(seconds, nanos),
                    AttributeFormat.time(after.mtimeSeconds(), after.mtimeNanos()));
        }
    }

    private void add(Attribute attribute, Object before, Object after) {
        if (rules.include(attribute) && !before.equals(after)) {
            changes.add(AttributeChange.of(attribute, before, after));
        }
    }
}

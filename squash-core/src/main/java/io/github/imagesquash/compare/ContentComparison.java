// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.compare;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.replay.OrderedTasks;
import io.github.imagesquash.tree.ContentStream;
import io.github.imagesquash.tree.RegularFile;
import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compares the contents of pairs of files of equal length. Bytes are compared on all threads; only differing contents
 * are read again for their digests.
 */
final class ContentComparison {
    /** The amount that one task reads before it returns its result, in bytes and in files. */
    private static final long BATCH_BYTES = 32 << 20;

    private static final int BATCH_FILES = 4096;
    private static final int BUFFER = 256 << 10;

    private final ByteMeter meter;

    private ContentComparison(ByteMeter meter) {
        this.meter = meter;
    }

    /** The change to report for two files that differ. */
    @FunctionalInterface
    private interface Finding<T> {
        T of(RegularFile before, RegularFile after, byte[] buffer) throws IOException;
    }

    /** The changes of the pairs that differ. */
    static Map<InodePair, AttributeChange> changes(List<InodePair> pairs, int threads, ByteMeter meter)
            throws IOException {
        return new ContentComparison(meter)
                .compare(
                        pairs,
                        threads,
                        (a, b, buffer) -> AttributeChange.of(Attribute.CONTENT, digest(a, buffer), digest(b, buffer)));
    }

    /** The pairs that differ. */
    static Set<InodePair> different(List<InodePair> pairs, int threads, ByteMeter meter) throws IOException {
        return new ContentComparison(meter)
                .compare(pairs, threads, (a, b, buffer) -> true)
                .keySet();
    }

    private <T> Map<InodePair, T> compare(List<InodePair> pairs, int threads, Finding<T> finding) throws IOException {
        List<List<InodePair>> batches = batches(pairs);
        Map<InodePair, T> found = new HashMap<>();
        try (OrderedTasks<Map<InodePair, T>> readers = new OrderedTasks<>(threads)) {
            batches.forEach(batch -> readers.submit(() -> batch(batch, finding)));
            for (int i = 0; i < batches.size(); i++) {
                found.putAll(readers.next());
            }
        }
        return found;
    }

    private static List<List<InodePair>> batches(List<InodePair> pairs) {
        List<List<InodePair>> batches = new ArrayList<>();
        int start = 0;
        long bytes = 0;
        for (int end = 1; end <= pairs.size(); end++) {
            bytes += pairs.get(end - 1).before().size();
            if (end == pairs.size() || bytes >= BATCH_BYTES || end - start >= BATCH_FILES) {
                batches.add(pairs.subList(start, end));
                start = end;
                bytes = 0;
            }
        }
        return batches;
    }

    private <T> Map<InodePair, T> batch(List<InodePair> batch, Finding<T> finding) throws IOException {
        byte[] before = new byte[BUFFER];
        byte[] after = new byte[BUFFER];
        Map<InodePair, T> found = new HashMap<>();
        for (InodePair pair : batch) {
            if (pair.before() instanceof RegularFile a
                    && pair.after() instanceof RegularFile b
                    && !same(a, b, before, after)) {
                found.put(pair, finding.of(a, b, before));
            }
            meter.passed(pair.before().size());
        }
        return found;
    }

    private static boolean same(RegularFile a, RegularFile b, byte[] before, byte[] after) throws IOException {
        ContentStream first = new ContentStream(a);
        ContentStream second = new ContentStream(b);
        boolean same = true;
        for (int n = first.readNBytes(before, 0, BUFFER); same && n > 0; n = first.readNBytes(before, 0, BUFFER)) {
            same = second.readNBytes(after, 0, BUFFER) == n && Arrays.equals(before, 0, n, after, 0, n);
        }
        return same;
    }

    private static Digest digest(RegularFile file, byte[] buffer) throws IOException {
        MessageDigest hash = Digest.newSha256();
        ContentStream content = new ContentStream(file);
        for (int n = content.readNBytes(buffer, 0, BUFFER); n > 0; n = content.readNBytes(buffer, 0, BUFFER)) {
            hash.update(buffer, 0, n);
        }
        return Digest.sha256(hash);
    }
}

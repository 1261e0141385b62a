// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

/**
 * How strictly a compressed blob is read. Podman, skopeo and umoci fail on bytes after the last gzip member where Docker
 * and containerd ignore them, so they are an error unless the user says otherwise.
 *
 * @param lenient whether bytes after the last gzip member are ignored; nothing else is forgiven
 * @param padded whether zeros after the last gzip member are ignored, as gzip and Docker do with those of tapes and block
 *     devices; for whole archives, which nobody verifies by a digest
 * @param onTrailingBytes called once for a blob in which such bytes were ignored
 */
public record DecodeRules(boolean lenient, boolean padded, Runnable onTrailingBytes) {
    /** Forgives nothing. */
    public static final DecodeRules STRICT = new DecodeRules(false, () -> {});

    /** Forgives padding with zeros. */
    public static final DecodeRules PADDED = new DecodeRules(false, true, () -> {});

    /** Rules for a layer, which is not padded. */
    public DecodeRules(boolean lenient, Runnable onTrailingBytes) {
        this(lenient, false, onTrailingBytes);
    }
}

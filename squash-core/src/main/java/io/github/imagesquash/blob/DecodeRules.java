// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.blob;

/**
 * How strictly a compressed blob is read. Podman, skopeo and umoci fail on bytes after the last gzip member, while
 * Docker and containerd ignore them. So such bytes are an error unless the user says otherwise.
 *
 * @param lenient whether bytes after the last gzip member are ignored; this is the only exception
 * @param padded whether zeros after the last gzip member are ignored, as gzip and Docker do for tapes and block
 *     devices; for whole archives, which are not verified by a digest
 * @param onTrailingBytes called once for a blob in which such bytes were ignored
 */
public record DecodeRules(boolean lenient, boolean padded, Runnable onTrailingBytes) {
    /** No exceptions. */
    public static final DecodeRules STRICT = new DecodeRules(false, () -> {});

    /** Accepts padding with zeros. */
    public static final DecodeRules PADDED = new DecodeRules(false, true, () -> {});

    /** Rules for a layer, which is not padded. */
    public DecodeRules(boolean lenient, Runnable onTrailingBytes) {
        this(lenient, false, onTrailingBytes);
    }
}

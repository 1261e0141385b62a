package io.github.imagesquash.blob;

/**
 * How strictly a compressed blob is read. Podman, skopeo and umoci fail on bytes after the last gzip member where Docker
 * and containerd ignore them, so they are an error unless the user says otherwise.
 *
 * @param lenient whether bytes after the last gzip member are ignored; nothing else is forgiven
 * @param onTrailingBytes called once for a blob in which such bytes were ignored
 */
public record DecodeRules(boolean lenient, Runnable onTrailingBytes) {
    /** Forgives nothing. */
    public static final DecodeRules STRICT = new DecodeRules(false, () -> {});
}

package io.github.imagesquash.filter;

import io.github.imagesquash.tree.ImagePath;

/**
 * Something taken out of the merged tree on purpose.
 *
 * @param path what
 * @param bytes its content's size, in bytes
 * @param reason why, in a few words
 */
public record Removal(ImagePath path, long bytes, String reason) {}

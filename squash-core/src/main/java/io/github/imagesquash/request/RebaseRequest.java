package io.github.imagesquash.request;

import io.github.imagesquash.rebase.OnConflict;

/**
 * Which image to put on which base.
 *
 * @param run where the image comes from, where it goes, what it is called and how images are read; what is said of layers,
 *     compression and filters has no meaning here
 * @param oldBase the base that it is built on
 * @param newBase the base that it is to have
 * @param onConflict how keys of the config are decided that both have changed
 * @param allowPathConflicts goes on where the image's layers touch paths of the base that are not the same in the new one
 */
public record RebaseRequest(
        SquashRequest run, OldBase oldBase, BaseImage newBase, OnConflict onConflict, boolean allowPathConflicts) {}

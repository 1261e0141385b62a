package io.github.imagesquash.group;

import io.github.imagesquash.tree.ImagePath;

/**
 * A directory that has something in it. A layer that has anything of it has an entry for it and all above it.
 *
 * @param number counts the places of a tree, a directory before what is in it; the root is 0
 * @param above the number of the directory that holds it; the root's own for the root
 * @param path where it is
 * @param bytes what its entry takes at most
 */
record Place(int number, int above, ImagePath path, long bytes) {}

package io.github.imagesquash.group;

import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Name;

/**
 * What goes into a layer as a whole: an inode with all its names, or a directory with nothing in it. So no group of hard
 * links is ever split.
 *
 * @param place the directory of its first name
 * @param name its first name
 * @param inode what is named
 * @param bytes what its entries take in a tar at most, without those of the directories they are in
 */
record Unit(Place place, Name name, Inode inode, long bytes) {
    /** The path of its first name. */
    ImagePath path() {
        return place.path().child(name);
    }
}

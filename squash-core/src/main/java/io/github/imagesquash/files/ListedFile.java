// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.files;

import io.github.imagesquash.compare.FileType;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.packages.PackageId;
import io.github.imagesquash.tree.Attributes;
import io.github.imagesquash.tree.Device;
import io.github.imagesquash.tree.ImagePath;
import io.github.imagesquash.tree.Inode;
import io.github.imagesquash.tree.Symlink;
import java.time.Instant;
import java.util.Optional;

/**
 * A file of an image, as a container sees it.
 *
 * @param path its path, without links on the way
 * @param type its type
 * @param mode permission bits, 0 to 07777
 * @param uid the owner
 * @param gid the group
 * @param links the number of its names in the image; of a directory 1
 * @param size bytes of content; 0 for everything but regular files
 * @param modified the time of the last change
 * @param target the target of a symbolic link as printable text; otherwise empty
 * @param device the numbers of a device, such as {@code 8,0}; otherwise empty
 * @param layer the layer whose entry it is, 1 for the base; 0 for a directory that no layer mentions
 * @param owner the package of the distribution that owns it
 */
public record ListedFile(
        ImagePath path,
        FileType type,
        int mode,
        long uid,
        long gid,
        int links,
        long size,
        Instant modified,
        String target,
        String device,
        int layer,
        Optional<PackageId> owner) {

    static ListedFile of(ImagePath path, Inode inode, int layer, Optional<PackageId> owner) {
        Attributes attributes = inode.attributes();
        return new ListedFile(
                path,
                FileType.of(inode),
                attributes.mode(),
                attributes.uid(),
                attributes.gid(),
                Math.max(1, inode.links()),
                inode.size(),
                modified(attributes),
                inode instanceof Symlink link ? Printable.of(link.target()) : "",
                inode instanceof Device device ? device.major() + "," + device.minor() : "",
                layer,
                owner);
    }

    /** A tar can have later times than Java. */
    private static Instant modified(Attributes attributes) {
        long seconds = attributes.mtimeSeconds();
        boolean possible = Instant.MIN.getEpochSecond() <= seconds && seconds <= Instant.MAX.getEpochSecond();
        return possible
                ? Instant.ofEpochSecond(seconds, attributes.mtimeNanos())
                : seconds < 0 ? Instant.MIN : Instant.MAX;
    }
}

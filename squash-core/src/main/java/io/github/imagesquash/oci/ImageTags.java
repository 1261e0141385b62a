// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.oci;

import io.github.imagesquash.message.Printable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The names of an image.
 *
 * @param full full names
 * @param bare names that only an OCI layout has, such as a tag without anything before it
 */
public record ImageTags(List<Reference> full, List<String> bare) {
    /** No name. */
    public static final ImageTags NONE = new ImageTags(List.of(), List.of());

    public ImageTags {
        full = List.copyOf(full);
        bare = List.copyOf(bare);
    }

    /** Only full names. */
    public static ImageTags of(List<Reference> full) {
        return new ImageTags(full, List.of());
    }

    /** These names and others, each once. */
    public ImageTags and(ImageTags others) {
        return new ImageTags(
                Stream.concat(full.stream(), others.full.stream()).distinct().toList(),
                Stream.concat(bare.stream(), others.bare.stream()).distinct().toList());
    }

    /** Whether there is no name. */
    public boolean isEmpty() {
        return full.isEmpty() && bare.isEmpty();
    }

    /** The first name in the short form that Docker shows, for a message; empty if there is none. */
    public Optional<String> label() {
        return Stream.concat(full.stream().map(Reference::familiar), bare.stream())
                .findFirst()
                .map(Printable::of);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.oci.Descriptor;
import io.github.imagesquash.oci.Reference;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The names an archive gives to an image. Writers list them in any order, Docker in random order, so they are sorted
 * here.
 *
 * @param tags full names
 * @param otherNames names that are not of the form {@code name:tag}
 * @param bareTags tags without a name, which an OCI layout may have; not a name for an engine, but sufficient to choose
 *     an image
 */
record ImageNames(List<Reference> tags, List<String> otherNames, List<String> bareTags) {
    private static final int MOST_LISTED = 10;

    /** No name. */
    static final ImageNames NONE = new ImageNames(List.of(), List.of(), List.of());

    ImageNames {
        tags = tags.stream()
                .distinct()
                .sorted(Comparator.comparing(Reference::toString))
                .toList();
        otherNames = otherNames.stream().distinct().sorted().toList();
        bareTags = bareTags.stream().distinct().sorted().toList();
    }

    /**
     * The name in an index entry's annotations: containerd's, which is always full, otherwise the reference name, which
     * is a full name from podman and only a tag from Docker.
     */
    static ImageNames ofAnnotations(Map<String, String> annotations) {
        String full = annotations.getOrDefault(Descriptor.IMAGE_NAME, "");
        String refName = annotations.getOrDefault(Descriptor.REF_NAME, "");
        if (!full.isEmpty()) {
            return ofName(full);
        }
        if (refName.contains("/") || refName.contains(":")) {
            return ofName(refName);
        }
        return refName.isEmpty() ? NONE : new ImageNames(List.of(), List.of(), List.of(refName));
    }

    /** The names in Docker's {@code manifest.json}. */
    static ImageNames ofRepoTags(List<String> repoTags) {
        return all(repoTags.stream().map(ImageNames::ofName).toList());
    }

    /** All of these at once, because a hostile archive can give an image a hundred thousand names. */
    static ImageNames all(List<ImageNames> names) {
        return new ImageNames(
                names.stream().flatMap(some -> some.tags.stream()).toList(),
                names.stream().flatMap(some -> some.otherNames.stream()).toList(),
                names.stream().flatMap(some -> some.bareTags.stream()).toList());
    }

    /** These names and others. */
    ImageNames and(ImageNames others) {
        return all(List.of(this, others));
    }

    /** Each of these names by itself. */
    List<ImageNames> each() {
        Stream<ImageNames> full = tags.stream().map(tag -> new ImageNames(List.of(tag), List.of(), List.of()));
        Stream<ImageNames> other = otherNames.stream().map(name -> new ImageNames(List.of(), List.of(name), List.of()));
        Stream<ImageNames> bare = bareTags.stream().map(tag -> new ImageNames(List.of(), List.of(), List.of(tag)));
        return Stream.of(full, other, bare).flatMap(names -> names).toList();
    }

    /** Whether {@code wanted}, as a user writes it, means one of these names. */
    boolean include(String wanted) {
        return otherNames.contains(wanted)
                || bareTags.contains(wanted)
                || ofName(wanted).tags.stream().anyMatch(tags::contains);
    }

    /** One of the names in the short form that Docker shows, for a message; empty if there is none. */
    Optional<String> label() {
        return familiar().findFirst();
    }

    /** The names for a message, shortened if there are many; empty text if there is none. */
    String labels() {
        return familiar().limit(MOST_LISTED).collect(Collectors.joining(", "));
    }

    private Stream<String> familiar() {
        return Stream.of(tags.stream().map(Reference::familiar), otherNames.stream(), bareTags.stream())
                .flatMap(names -> names)
                .map(Printable::of);
    }

    private static ImageNames ofName(String name) {
        try {
            return new ImageNames(List.of(Reference.parse(name)), List.of(), List.of());
        } catch (IllegalArgumentException _) {
            return new ImageNames(List.of(), List.of(name), List.of());
        }
    }
}

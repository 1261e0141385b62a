// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.read;

import io.github.imagesquash.image.Image;
import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.Digest;
import io.github.imagesquash.oci.ImageTags;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.oci.Tagged;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Identifies all images of a source. A name stands for one image, possibly for several platforms; several names of the
 * same image belong together. Manifests without a name are one image if they are in one index, or if they differ only
 * in their platform.
 */
final class BundleChooser {
    private final String where;
    private final List<Candidate> listed;
    private final Warnings warnings;

    /**
     * @param where the name of the archive in messages
     * @param candidates everything that the archive lists
     */
    BundleChooser(String where, List<Candidate> candidates, Warnings warnings) {
        this.where = where;
        this.listed = candidates;
        this.warnings = warnings;
    }

    /** An image: its names and its manifests. */
    record Chosen(ImageNames names, List<Candidate.Stored> platforms) {
        /** One image that was found under several names. */
        private static Chosen one(List<Chosen> same) {
            List<ImageNames> names = same.stream().map(Chosen::names).toList();
            return new Chosen(ImageNames.all(names), same.getFirst().platforms);
        }

        private String label() {
            return platforms.getFirst().named(names).label();
        }

        /** The identity of an image: its manifest, or its config if there is no manifest. */
        private List<List<String>> identity() {
            return platforms.stream()
                    .map(image -> List.of(
                            image.manifestDigest().map(Digest::toString).orElse(""),
                            image.configDigest().toString()))
                    .toList();
        }

        /** Images with names first, in the order of the names; then those without, by digest. */
        private String order() {
            return (names.equals(ImageNames.NONE) ? "2 " : "1 " + label() + " ") + identity();
        }

        /** The image with its layers. */
        Tagged<Image> found(String where, Warnings warnings) throws IOException {
            List<Image> images = new ArrayList<>();
            for (Candidate.Stored platform : platforms) {
                images.add(ChosenImage.of(where + ": " + label(), platform.named(names), false, warnings));
            }
            return new Tagged<>(new ImageTags(names.tags(), names.bareTags()), images);
        }
    }

    /**
     * The images, sorted.
     *
     * @throws InvalidImageException if there is none, or if one cannot be read
     * @throws UnmetRequestException if there is none for Linux, if a name stands for several, or if one lacks the
     *     platform
     */
    List<Chosen> choose(Platforms platforms, Preferences preferences) throws IOException {
        warnOfArtifacts();
        List<Candidate> candidates = new EquivalentImages(preferences, warnings).oneOfEach(listed);
        Map<List<List<String>>, List<Chosen>> images = new LinkedHashMap<>();
        for (Group group : groups(candidates)) {
            chosen(group, platforms, preferences)
                    .ifPresent(image -> images.computeIfAbsent(image.identity(), _ -> new ArrayList<>())
                            .add(image));
        }
        if (images.isEmpty()) {
            throw nothing(candidates);
        }
        return images.values().stream()
                .map(Chosen::one)
                .sorted(Comparator.comparing(Chosen::order))
                .toList();
    }

    private void warnOfArtifacts() {
        String artifacts = Candidate.Artifact.listed(listed);
        if (!artifacts.isEmpty()) {
            warnings.add(Warning.Kind.ARTIFACT, 0, artifacts);
        }
    }

    /** Candidates that may be one image, for its platforms. */
    private record Group(ImageNames names, List<Candidate> members) {
        static Group of(List<ImageNames> names, List<Candidate> members) {
            ImageNames all = ImageNames.all(names);
            return new Group(
                    all,
                    members.stream().<Candidate>map(member -> member.named(all)).toList());
        }

        String label() {
            return members.getFirst().label();
        }
    }

    private static List<Group> groups(List<Candidate> candidates) {
        Map<ImageNames, List<Integer>> byName = new LinkedHashMap<>();
        Map<List<Digest>, List<Candidate>> nameless = new LinkedHashMap<>();
        for (int i = 0; i < candidates.size(); i++) {
            Candidate candidate = candidates.get(i);
            for (ImageNames name : candidate.names().each()) {
                byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(i);
            }
            if (candidate.names().equals(ImageNames.NONE)) {
                nameless.computeIfAbsent(indexes(candidate), _ -> new ArrayList<>())
                        .add(candidate);
            }
        }
        Map<List<Integer>, List<ImageNames>> byMembers = new LinkedHashMap<>();
        byName.forEach((name, members) ->
                byMembers.computeIfAbsent(members, _ -> new ArrayList<>()).add(name));
        List<Group> groups = new ArrayList<>();
        byMembers.forEach((members, names) ->
                groups.add(Group.of(names, members.stream().map(candidates::get).toList())));
        nameless.values().forEach(members -> groups.addAll(divided(members)));
        return groups;
    }

    /** The indexes that lead to it, which are between its own digest and its config's in the list. */
    private static List<Digest> indexes(Candidate candidate) {
        List<Digest> digests = candidate.digests();
        return switch (candidate) {
            case Candidate.Stored image -> image.inIndexes();
            case Candidate.Artifact _, Candidate.Attestation _, Candidate.Unusable _ ->
                digests.subList(1, digests.size());
        };
    }

    /** Nameless images for different platforms are one; of equal ones each is an image of its own. */
    private static List<Group> divided(List<Candidate> members) {
        List<Candidate> images = members.stream()
                .filter(member -> member instanceof Candidate.Stored)
                .toList();
        boolean one = images.stream()
                        .map(image -> image.platform().normalized())
                        .distinct()
                        .count()
                == images.size();
        return one
                ? List.of(new Group(ImageNames.NONE, members))
                : members.stream()
                        .map(member -> new Group(ImageNames.NONE, List.of(member)))
                        .toList();
    }

    /** The image of a group; none if the group contains nothing for Linux, or no image at all. */
    private Optional<Chosen> chosen(Group group, Platforms platforms, Preferences preferences) throws IOException {
        List<Candidate> members = group.members();
        if (members.stream().noneMatch(member -> member instanceof Candidate.Stored)) {
            leaveOut(group);
            return Optional.empty();
        }
        List<Candidate> forLinux =
                members.stream().filter(BundleChooser::maybeForLinux).toList();
        if (forLinux.stream().noneMatch(member -> member instanceof Candidate.Stored)) {
            warnings.add(Warning.Kind.OTHER_SYSTEM, 0, group.label() + " (" + platformsOf(members) + ")");
            return Optional.empty();
        }
        requireOne(group);
        String whole = where + ": " + group.label();
        WantedImage only = new WantedImage(Optional.empty(), preferences);
        List<Candidate.Stored> images = switch (platforms) {
            case Platforms.One(Platform platform) ->
                List.of(new ImageChooser(whole, forLinux).choose(only.on(platform), warnings));
            case Platforms.All() -> new ImageChooser(whole, members).chooseAll(only, warnings);
        };
        return Optional.of(new Chosen(group.names(), images));
    }

    private void requireOne(Group group) throws UnmetRequestException {
        List<Candidate> images = group.members().stream()
                .filter(member -> member instanceof Candidate.Stored)
                .toList();
        if (images.stream()
                        .map(image -> image.platform().normalized())
                        .distinct()
                        .count()
                < images.size()) {
            List<String> digests = images.stream()
                    .map(image -> image.digests().getFirst().shortForm())
                    .toList();
            throw new UnmetRequestException(
                    where, group.label() + " is the name of several images: " + String.join(", ", digests));
        }
    }

    private static boolean maybeForLinux(Candidate candidate) {
        return candidate.platform().isLinux();
    }

    /** A named image must exist; an artifact beside images need not be usable. */
    private void leaveOut(Group group) throws InvalidImageException {
        for (Candidate member : group.members()) {
            if (member instanceof Candidate.Unusable unusable) {
                String problem = unusable.label() + " cannot be read: " + unusable.reason();
                if (!group.names().equals(ImageNames.NONE)) {
                    throw new InvalidImageException(where, problem);
                }
                warnings.add(Warning.Kind.NO_IMAGE, 0, problem);
            }
        }
    }

    private IOException nothing(List<Candidate> candidates) {
        String platforms = platformsOf(candidates);
        return platforms.isEmpty()
                ? new InvalidImageException(where, "holds no image")
                : new UnmetRequestException(where, "holds no image for Linux, only for " + platforms);
    }

    private static String platformsOf(List<Candidate> images) {
        List<String> platforms = images.stream()
                .filter(image -> image instanceof Candidate.Stored)
                .map(image -> Printable.of(image.platform().toString()))
                .distinct()
                .sorted()
                .toList();
        return String.join(", ", platforms);
    }
}

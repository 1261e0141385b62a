// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.registry.ImageAddress;
import io.github.imagesquash.registry.RegistryClient;
import io.github.imagesquash.registry.Repository;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the images of a policy. */
public final class FleetPlanner {
    /** Requests at a time; more would only make a registry slower. */
    private static final int THREADS = 16;

    private final RegistryClient client;
    private final Policy policy;
    private final Map<String, List<Repository>> catalogs = new HashMap<>();

    public FleetPlanner(RegistryClient client, Policy policy) {
        this.client = client;
        this.policy = policy;
    }

    /**
     * The plan.
     *
     * @throws UnmetRequestException if a group selects no repository, or if two images would get one name
     * @throws IOException if a registry cannot be read
     */
    public FleetPlan plan() throws IOException {
        Map<PolicyGroup, List<Reference>> selected = select();
        TargetStates targets = TargetStates.of(client, targets(selected), THREADS);
        TagReader reader = new TagReader(client, targets);
        List<PlannedImage> images = new ArrayList<>();
        List<SkippedImage> skipped = new ArrayList<>();
        for (Map.Entry<PolicyGroup, List<Reference>> group : selected.entrySet()) {
            List<TagContent> contents =
                    ParallelCalls.map(group.getValue(), THREADS, source -> reader.read(source, group.getKey()));
            for (TagContent content : newest(contents, group.getKey())) {
                switch (content) {
                    case TagContent.ToSquash found -> images.add(found.image());
                    case TagContent.NotToSquash found -> skipped.add(found.image());
                }
            }
        }
        List<PlannedGroup> groups =
                policy.groups().stream().map(PolicyGroup::planned).toList();
        return new FleetPlan(groups, images, skipped).requireDistinct(policy.name());
    }

    private Map<PolicyGroup, List<Reference>> select() throws IOException {
        Map<PolicyGroup, List<Reference>> selected = new LinkedHashMap<>();
        Set<Reference> claimed = new HashSet<>();
        for (PolicyGroup group : policy.groups()) {
            List<Repository> repositories = repositories(group);
            List<List<String>> tags = ParallelCalls.map(repositories, THREADS, client::tags);
            List<Reference> images = new ArrayList<>();
            for (int i = 0; i < repositories.size(); i++) {
                for (String tag : tags(group, tags.get(i))) {
                    Reference image = new Reference(
                            repositories.get(i).domain(), repositories.get(i).path(), tag);
                    if (claimed.add(image)) {
                        images.add(image);
                    }
                }
            }
            selected.put(group, images);
        }
        return selected;
    }

    private List<Repository> repositories(PolicyGroup group) throws IOException {
        Set<Repository> repositories = new LinkedHashSet<>();
        for (RepositoryPattern pattern : group.repositories()) {
            if (!pattern.several()) {
                repositories.add(pattern.only());
                continue;
            }
            if (!catalogs.containsKey(pattern.domain())) {
                catalogs.put(pattern.domain(), client.repositories(pattern.domain()));
            }
            int before = repositories.size();
            catalogs.getOrDefault(pattern.domain(), List.of()).stream()
                    .filter(pattern::matches)
                    .forEach(repositories::add);
            if (repositories.size() == before) {
                throw new UnmetRequestException(
                        policy.name(),
                        "group \"" + group.name() + "\": no repository of " + pattern.domain() + " matches "
                                + pattern.path());
            }
        }
        return List.copyOf(repositories);
    }

    /** The tags that a group wants, without those that it gave to old images. */
    private static List<String> tags(PolicyGroup group, List<String> all) {
        Set<String> backups = new HashSet<>();
        if (group.target() instanceof TargetTemplate.InPlace inPlace) {
            all.forEach(tag -> backups.add(inPlace.backup(tag)));
        }
        return all.stream()
                .filter(tag -> group.tags().match(tag) && !backups.contains(tag))
                .toList();
    }

    private static List<Repository> targets(Map<PolicyGroup, List<Reference>> selected) {
        Set<Repository> targets = new LinkedHashSet<>();
        selected.forEach((group, images) -> {
            if (group.target() instanceof TargetTemplate.Renamed renamed) {
                images.forEach(image ->
                        targets.add(ImageAddress.of(renamed.target(image)).repository()));
            }
        });
        return List.copyOf(targets);
    }

    /** The latest images of each repository, if the group wants only some. */
    private static List<TagContent> newest(List<TagContent> contents, PolicyGroup group) {
        if (group.newest().isEmpty()) {
            return contents;
        }
        Map<String, List<TagContent.ToSquash>> repositories = new LinkedHashMap<>();
        List<TagContent> chosen = new ArrayList<>();
        for (TagContent content : contents) {
            switch (content) {
                case TagContent.ToSquash image ->
                    repositories
                            .computeIfAbsent(
                                    ImageAddress.of(image.image().source())
                                            .repository()
                                            .toString(),
                                    _ -> new ArrayList<>())
                            .add(image);
                case TagContent.NotToSquash other -> chosen.add(other);
            }
        }
        repositories
                .values()
                .forEach(images -> images.stream()
                        .sorted(Comparator.comparing(TagContent.ToSquash::created)
                                .reversed())
                        .limit(group.newest().getAsInt())
                        .forEach(chosen::add));
        return chosen;
    }
}

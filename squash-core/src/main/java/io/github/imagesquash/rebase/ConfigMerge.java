// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.rebase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.imagesquash.oci.ImageConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Merges an image's config with that of a new base: what the image changed in its old base's config stays, everything
 * else comes from the new base (image-spec config.md). Variables, labels, ports and volumes are merged one by one. Keys
 * about the build of the image, and not about how it runs, are the image's own.
 */
public final class ConfigMerge {
    private static final String CONFIG = "config";
    private static final String AUTHOR = "author";
    /** Setting an entrypoint resets the inherited command, which would be arguments of another program. */
    private static final String ENTRYPOINT = "Entrypoint";

    private static final String CMD = "Cmd";
    private static final String ENV = "Env";
    private static final String PATH = "PATH";
    private static final Set<String> SETS = Set.of("Labels", "ExposedPorts", "Volumes");

    /** Triggers run when another image is built on an image, and are not inherited; host names are the builder's. */
    private static final Set<String> OF_THE_IMAGE_ALONE = Set.of("OnBuild", "Hostname", "Domainname");

    /** The ID of the image that the last step was built on, which is unrelated to the result. */
    private static final String PARENT = "Image";

    private final OnConflict rule;
    private final List<ConfigConflict> conflicts = new ArrayList<>();

    private ConfigMerge(OnConflict rule) {
        this.rule = rule;
    }

    /**
     * Merges.
     *
     * @param rule how conflicts are resolved; with {@link OnConflict#FAIL} the result is that of {@link
     *     OnConflict#OURS}
     */
    public static MergedConfig merge(ImageConfig oldBase, ImageConfig newBase, ImageConfig image, OnConflict rule) {
        ConfigMerge merge = new ConfigMerge(rule);
        ImageConfig.Draft draft = image.draft();
        ThreeVersions whole = new ThreeVersions(
                oldBase.draft().json(), newBase.draft().json(), image.draft().json());
        draft.json().remove(AUTHOR);
        put(draft.json(), AUTHOR, merge.decide(AUTHOR, whole.key(AUTHOR)));
        draft.json().set(CONFIG, merge.config(whole.key(CONFIG), draft.json().objectNode()));
        return new MergedConfig(draft.finish(), merge.conflicts);
    }

    private ObjectNode config(ThreeVersions config, ObjectNode merged) {
        ThreeVersions entrypoint = config.key(ENTRYPOINT);
        boolean ownEntrypoint = !entrypoint.image().equals(entrypoint.oldBase());
        for (String key : config.names()) {
            ThreeVersions value = config.key(key);
            if (value.image().isMissingNode() && config.image().has(key) && !key.equals(PARENT)) {
                // It counts as absent, and keeps its spelling unless the new base has a value.
                merged.set(key, config.image().get(key));
            }
            if (key.equals(CMD) && ownEntrypoint) {
                put(merged, key, value.image());
            } else if (!key.equals(PARENT)) {
                put(merged, key, value(key, value, merged.objectNode()));
            }
        }
        return merged;
    }

    private JsonNode value(String key, ThreeVersions value, ObjectNode empty) {
        if (OF_THE_IMAGE_ALONE.contains(key)) {
            return value.image();
        }
        if (key.equals(ENV)) {
            ThreeVersions byName = new ThreeVersions(
                    EnvironmentVariables.byName(value.oldBase(), empty.objectNode()),
                    EnvironmentVariables.byName(value.newBase(), empty.objectNode()),
                    EnvironmentVariables.byName(value.image(), empty.objectNode()));
            return EnvironmentVariables.list(members(key, byName, empty));
        }
        return SETS.contains(key) ? members(key, value, empty) : decide(key, value);
    }

    private ObjectNode members(String key, ThreeVersions set, ObjectNode merged) {
        for (String name : set.names()) {
            String title = key + " " + name;
            ThreeVersions member = set.member(name);
            boolean path = key.equals(ENV) && name.equals(PATH);
            JsonNode value = path ? decide(title, member, member.agreedPath(PATH)) : decide(title, member);
            if (!value.isMissingNode()) {
                merged.set(name, value);
            }
        }
        return merged;
    }

    private JsonNode decide(String key, ThreeVersions value) {
        return decide(key, value, value.agreed());
    }

    private JsonNode decide(String key, ThreeVersions value, Optional<JsonNode> agreed) {
        if (agreed.isEmpty()) {
            conflicts.add(value.conflict(key));
        }
        return agreed.orElse(rule == OnConflict.THEIRS ? value.newBase() : value.image());
    }

    private static void put(ObjectNode object, String key, JsonNode value) {
        boolean absent = value.isMissingNode() || value.isContainerNode() && value.isEmpty();
        if (!absent) {
            object.set(key, value);
        }
    }
}

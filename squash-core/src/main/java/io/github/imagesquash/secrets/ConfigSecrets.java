// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.secrets;

import io.github.imagesquash.edit.HistoryScrub;
import io.github.imagesquash.oci.History;
import io.github.imagesquash.oci.ImageConfig;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The secrets of a config, and texts without them. */
public final class ConfigSecrets {
    /** No real image has this many; each is searched for in all steps of the history. */
    private static final int MOST_VALUES = 1000;

    private final SecretRules rules;
    private final SecretFinder finder;
    private final Set<ConfigSecret> found = new LinkedHashSet<>();
    /** Longest first, so that masking one does not hide a part of another. */
    private final Set<String> values =
            new TreeSet<>(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    private ConfigSecrets(SecretRules rules) {
        this.rules = rules;
        this.finder = new SecretFinder(rules);
    }

    /** The secrets of the environment and of the history's steps. */
    public static ConfigSecrets of(ImageConfig config, SecretRules rules) {
        ConfigSecrets secrets = new ConfigSecrets(rules);
        config.environment().forEach(secrets::seekInVariable);
        int step = 0;
        int layer = 0;
        for (History history : config.history()) {
            step++;
            layer += history.emptyLayer() ? 0 : 1;
            secrets.seekInStep(history.createdBy(), step, history.emptyLayer() ? 0 : layer);
        }
        return secrets;
    }

    /** Their places, the environment's first; each kind once for each variable and for each step. */
    public List<ConfigSecret> found() {
        return List.copyOf(found);
    }

    /**
     * The text of a step in a form that may be shown: without the values of arguments and variables, and without any
     * secret that was found anywhere in the config. If more than {@value #MOST_VALUES} secrets were found, no text is
     * shown.
     */
    public String masked(String createdBy) {
        if (values.size() > MOST_VALUES) {
            return HistoryScrub.MASK;
        }
        String text = HistoryScrub.masked(createdBy);
        for (String value : values) {
            text = text.replace(value, HistoryScrub.MASK);
        }
        return text;
    }

    /** As {@link #masked}, for text that does not come from the config and may have secrets of its own. */
    public String maskedElsewhere(String text) {
        String masked = masked(text);
        for (SecretRule rule : textRules()) {
            for (SecretFinder.Match match : finder.matches(rule, masked)) {
                masked = masked.replace(match.value(), HistoryScrub.MASK);
            }
        }
        return masked;
    }

    /** The whole rest of a variable is its value, including blanks. */
    private void seekInVariable(String variable) {
        int equals = variable.indexOf('=');
        if (equals > 0) {
            String name = variable.substring(0, equals);
            String value = variable.substring(equals + 1);
            for (SecretRule rule : textRules()) {
                if (finder.finds(rule, name + "=" + value.replaceAll("\\s", "_")) || finder.finds(rule, value)) {
                    found.add(new ConfigSecret(rule, 0, 0, name, false));
                    values.add(value);
                }
            }
        }
    }

    private void seekInStep(String createdBy, int step, int layer) {
        String scrubbed = HistoryScrub.masked(createdBy);
        for (SecretRule rule : textRules()) {
            for (SecretFinder.Match match : finder.matches(rule, createdBy)) {
                boolean scrubbable = values.size() <= MOST_VALUES && !scrubbed.contains(match.value());
                found.add(new ConfigSecret(rule, step, layer, match.name(), scrubbable));
                values.add(match.value());
            }
        }
    }

    private List<SecretRule> textRules() {
        return rules.rules().stream().filter(SecretRule::text).toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import io.github.imagesquash.dockerfile.Instruction;
import io.github.imagesquash.dockerfile.ShellWord;
import io.github.imagesquash.edit.ConfigEdit.Effect;
import io.github.imagesquash.message.InvalidImageException;
import java.util.ArrayList;
import java.util.List;

/** Removes what an instruction set: {@code UNSET CMD}, or {@code UNSET ENV NAME …} for some of several values. */
final class SettingRemoval {
    private SettingRemoval() {}

    /** Removes one of several values. */
    @FunctionalInterface
    private interface KeyEffect {
        void on(RunConfig config, String key) throws InvalidImageException;
    }

    /**
     * Parses {@code UNSET}.
     *
     * @throws IllegalArgumentException if the setting cannot be unset
     */
    static Effect parse(Instruction unset) {
        List<String> words = unset.words();
        ChangeKeyword what = ChangeKeyword.named(words.getFirst());
        List<String> keys = words.subList(1, words.size());
        return switch (what) {
            case ENV -> some(unset, what, RunConfig.ENV, keys, RunConfig::removeVariable);
            case LABEL -> some(unset, what, RunConfig.LABELS, keys, RunConfig::removeLabel);
            case EXPOSE -> some(unset, what, RunConfig.PORTS, keys, RunConfig::unexpose);
            case VOLUME -> some(unset, what, RunConfig.VOLUMES, keys, RunConfig::removeVolume);
            case CMD -> whole(what, RunConfig.CMD, keys);
            case ENTRYPOINT -> whole(what, RunConfig.ENTRYPOINT, keys);
            case HEALTHCHECK -> whole(what, RunConfig.HEALTHCHECK, keys);
            case ONBUILD -> whole(what, RunConfig.ON_BUILD, keys);
            case STOPSIGNAL -> whole(what, RunConfig.STOP_SIGNAL, keys);
            case USER -> whole(what, RunConfig.USER, keys);
            case WORKDIR -> whole(what, RunConfig.WORKING_DIRECTORY, keys);
            case UNSET -> throw new IllegalArgumentException("UNSET cannot be unset");
        };
    }

    private static Effect whole(ChangeKeyword what, String key, List<String> more) {
        if (!more.isEmpty()) {
            throw new IllegalArgumentException("UNSET " + what + " is whole without \"" + more.getFirst() + "\"");
        }
        return config -> config.remove(key);
    }

    private static Effect some(Instruction unset, ChangeKeyword what, String all, List<String> keys, KeyEffect effect) {
        if (keys.isEmpty()) {
            return config -> config.remove(all);
        }
        List<ShellWord> words = new ArrayList<>();
        for (String key : keys) {
            if (key.contains("=")) {
                throw new IllegalArgumentException(
                        "UNSET " + what + " takes names without a value, not \"" + key + "\"");
            }
            words.add(unset.shellWord(key));
        }
        return config -> {
            for (ShellWord word : words) {
                effect.on(config, word.expand(config.variables()));
            }
        };
    }
}

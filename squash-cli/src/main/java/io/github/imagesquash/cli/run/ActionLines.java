// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.advise.Actions;
import io.github.imagesquash.advise.Remedy;
import io.github.imagesquash.cli.option.PastedCommand;
import io.github.imagesquash.cli.terminal.AnsiStyle;
import io.github.imagesquash.cli.text.ByteSizes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The best actions for people, with what each saves and the command that does it, which is not wrapped. */
public record ActionLines(PastedCommand commands, AnsiStyle ink) {
    private static final Set<Remedy.Kind> OF_SECRETS = Set.of(Remedy.Kind.REMOVE_SECRETS, Remedy.Kind.MOUNT_SECRETS);

    /** The lines; one if squash can do nothing for the image. */
    public List<String> of(Actions actions) {
        List<String> lines = new ArrayList<>();
        if (actions.ranked().isEmpty()) {
            return List.of("squash cannot make this image smaller without leaving out what it may need");
        }
        lines.add(ink.bold("what to do first; bytes are what a command saves at least, before compression"));
        int number = 0;
        for (Remedy remedy : actions.best()) {
            number++;
            String text = "%2d. ".formatted(number) + sized(remedy);
            lines.add(isAboutSecrets(remedy) ? ink.danger(text) : text);
            command(remedy).forEach(command -> lines.add("    " + command));
        }
        actions.together().ifPresent(all -> {
            lines.add("    " + sized(all));
            lines.addAll(command(all).stream().map(command -> "    " + command).toList());
        });
        return lines;
    }

    static boolean isAboutSecrets(Remedy remedy) {
        return OF_SECRETS.contains(remedy.kind());
    }

    private static String sized(Remedy remedy) {
        return (remedy.saves() > 0 ? ByteSizes.text(remedy.saves()) + ": " : "") + remedy.text();
    }

    private List<String> command(Remedy remedy) {
        return switch (remedy) {
            case Remedy.Command command -> List.of(commands.line(command.options(), command.result()));
            case Remedy.Edit _ -> List.of();
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.run;

import io.github.imagesquash.advise.Actions;
import io.github.imagesquash.advise.Remedy;
import io.github.imagesquash.cli.option.PastedCommand;
import io.github.imagesquash.html.PageAction;
import java.util.List;

/** What a page says on top: the best actions, with their commands. */
final class PageActions {
    private PageActions() {}

    static List<PageAction> of(Actions actions, PastedCommand commands) {
        return actions.best().stream().map(remedy -> action(remedy, commands)).toList();
    }

    private static PageAction action(Remedy remedy, PastedCommand commands) {
        String command = switch (remedy) {
            case Remedy.Command run -> commands.line(run.options(), run.result());
            case Remedy.Edit edit -> String.join("\n", edit.lines());
        };
        return new PageAction(remedy.text(), remedy.saves(), ActionLines.isAboutSecrets(remedy), command);
    }
}

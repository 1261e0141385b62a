// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dockerfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryStepTest {
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
        /bin/sh -c #(nop) COPY dir:ab12 in /app            ; COPY dir:ab12 in /app
        /bin/sh -c apt-get update                          ; RUN apt-get update
        RUN /bin/sh -c apt-get   update # buildkit         ; RUN apt-get update
        |1 A=b /bin/sh -c make                             ; RUN make
        RUN |2 A=b C=d e /bin/sh -c make # buildkit        ; RUN make
        /bin/bash -o pipefail -c make                      ; RUN make
        COPY . /app # buildkit                             ; COPY . /app
        bazel build ...                                    ; bazel build ...
        |1 A=/bin/sh -c x /bin/sh -c make                  ; RUN make
        |1 A=b make all                                    ; |1 A=b make all
        RUN |1 A=b make # buildkit                         ; RUN |1 A=b make
        /bin/bash -eo pipefail -xc make                    ; RUN make
        /bin/sh -c #(nop)  CMD ["a"]                       ; CMD ["a"]
        cmd /S /C #(nop)  ENV A=b                          ; ENV A=b
        """)
    void historyIsUnderstoodAsEachBuilderWritesIt(String createdBy, String shown) {
        assertEquals(shown, HistoryStep.parse(createdBy).instruction().shown());
    }

    @Test
    void aStepOfAnyLengthIsBorne() {
        String step = "RUN |1 " + "/bin/sh -a ".repeat(10_000) + "-a ".repeat(1_000_000);
        assertTrue(HistoryStep.parse(step).instruction().is(Keyword.RUN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
        `RUN |1 A=b /bin/sh -c make # buildkit` ; `RUN [|1 A=b][ /bin/sh -c ]make # buildkit`
        `|2 A=b C=d /bin/bash -o pipefail -c a` ; `[|2 A=b C=d][ /bin/bash -o pipefail -c ]a`
        `|1 A=b make`                           ; `[|1 A=b make][]`
        `RUN /bin/sh -c a`                      ; `RUN [][/bin/sh -c ]a`
        `/bin/sh -c #(nop)  ARG A=b`            ; `/bin/sh -c #(nop)  [][]ARG A=b`
        `|1 A=#(nop) ENV /bin/sh -c a`          ; `[|1 A=#(nop) ENV][ /bin/sh -c ]a`
        `ENV A=b #(nop) c`                      ; `[][]ENV A=b #(nop) c`
        `COPY a b`                              ; `[][]COPY a b`
        """)
    void thePartsAreTheWhole(String createdBy, String parts) {
        HistoryStep step = HistoryStep.parse(createdBy);
        assertEquals(parts, step.lead() + "[" + step.buildArguments() + "][" + step.shell() + "]" + step.command());
        assertEquals(createdBy, step.lead() + step.buildArguments() + step.shell() + step.command());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.imagesquash.message.InvalidImageException;
import io.github.imagesquash.oci.ImageConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each change makes of a config; {@code CommitIT} compares the same rules with a real engine. */
class ConfigEditTest {
    private static final String BEFORE = "{\"x\":1.50,\"config\":";
    private static final String AFTER = ",\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]},\"y\":null}";

    private static ImageConfig config(String running) throws InvalidImageException {
        return ImageConfig.parse((BEFORE + running + AFTER).getBytes(StandardCharsets.UTF_8), "config");
    }

    private static EditedConfig edited(String running, String... changes) throws IOException {
        List<ConfigEdit> edits = new ArrayList<>();
        for (String change : changes) {
            edits.addAll(ConfigEdit.parse(change));
        }
        return new ConfigEdits(edits, false).apply(config(running));
    }

    private static String running(EditedConfig edited) {
        String text = new String(edited.config().bytes(), StandardCharsets.UTF_8);
        return text.substring(BEFORE.length(), text.length() - AFTER.length());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ENV A=b                        | {"User":"u"}              | {"User":"u","Env":["A=b"]}
        ENV A=b                        | {"Env":["A=a","B=b"]}     | {"Env":["A=b","B=b"]}
        ENV A=b                        | null                      | {"Env":["A=b"]}
        ENV A=b                        | {"Env":null,"x":1}        | {"Env":["A=b"],"x":1}
        env A=1 B="2 3" C=4\\ 5        | {}                        | {"Env":["A=1","B=2 3","C=4 5"]}
        ENV A b  c "d"                 | {}                        | {"Env":["A=b  c d"]}
        ENV A='$B' B=\\$C              | {"Env":["B=1"]}           | {"Env":["B=$C","A=$B"]}
        ENV A=$B B=2 C=${B}x           | {"Env":["B=1"]}           | {"Env":["B=2","A=1","C=1x"]}
        ENV A=${N:-d}${B:+s}${N-e}     | {"Env":["B=1"]}           | {"Env":["B=1","A=dse"]}
        ENV A=x$                       | {}                        | {"Env":["A=x$"]}
        ENV PATH=/opt:$PATH            | {"Env":["PATH=/bin"]}     | {"Env":["PATH=/opt:/bin"]}
        LABEL a.b="c d" $N=e           | {"Env":["N=n"]}           | {"Env":["N=n"],"Labels":{"a.b":"c d","n":"e"}}
        LABEL a=2                      | {"Labels":{"a":"1"}}      | {"Labels":{"a":"2"}}
        CMD ["a","b c"]                | {"ArgsEscaped":true}      | {"Cmd":["a","b c"]}
        CMD a "b c" $D                 | {}                        | {"Cmd":["/bin/sh","-c","a \\"b c\\" $D"]}
        CMD a                          | {"Shell":["/x","-y"]}     | {"Shell":["/x","-y"],"Cmd":["/x","-y","a"]}
        CMD ['a']                      | {}                        | {"Cmd":["/bin/sh","-c","['a']"]}
        CMD []                         | {"Cmd":["a"]}             | {"Cmd":[]}
        CMD -- --x                     | {}                        | {"Cmd":["/bin/sh","-c","--x"]}
        ENTRYPOINT ["e"]               | {"Cmd":["a"],"x":1}       | {"x":1,"Entrypoint":["e"]}
        EXPOSE 80 53/udp 9-10/TCP      | {}                        | {"ExposedPorts":{"80/tcp":{},"53/udp":{},"9/tcp":{},"10/tcp":{}}}
        EXPOSE $P                      | {"Env":["P=1 2"]}         | {"Env":["P=1 2"],"ExposedPorts":{"1/tcp":{},"2/tcp":{}}}
        VOLUME /a /b                   | {"Volumes":{"/a":{}}}     | {"Volumes":{"/a":{},"/b":{}}}
        VOLUME ["/a b"]                | {}                        | {"Volumes":{"/a b":{}}}
        USER 1:2                       | {"User":"root"}           | {"User":"1:2"}
        WORKDIR b/../c                 | {"WorkingDir":"/a"}       | {"WorkingDir":"/a/c"}
        WORKDIR /a/../b/               | {}                        | {"WorkingDir":"/a/../b/"}
        STOPSIGNAL SIGRTMIN+3          | {}                        | {"StopSignal":"SIGRTMIN+3"}
        ONBUILD run make               | {"OnBuild":["RUN a"]}     | {"OnBuild":["RUN a","run make"]}
        HEALTHCHECK NONE               | {}                        | {"Healthcheck":{"Test":["NONE"]}}
        HEALTHCHECK CMD ["a"]          | {"Healthcheck":{"Test":["NONE"],"Interval":5}} | {"Healthcheck":{"Test":["CMD"],"Interval":5}}
        HEALTHCHECK --interval=1m30s --retries=2 CMD a b | {}      | {"Healthcheck":{"Test":["CMD-SHELL","a b"],"Interval":90000000000,"Retries":2}}
        """)
    void instructionsAreDockers(String change, String before, String after) throws IOException {
        // The table cannot show what follows the word in an exec form.
        String expected = after.replace("\"Test\":[\"CMD\"]", "\"Test\":[\"CMD\",\"a\"]");
        EditedConfig edited = edited(before, change.replace("\\\\", "\\"));
        assertEquals(expected, running(edited));
        assertEquals(
                List.of(true),
                edited.edits().stream().map(EditedConfig.Applied::changed).toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        UNSET ENV A      | {"Env":["A=1","B=2","A=3"]}          | {"Env":["B=2"]}
        UNSET ENV        | {"Env":["A=1"],"x":1}                | {"x":1}
        UNSET LABEL a b  | {"Labels":{"a":"1","b":"2","c":""}}  | {"Labels":{"c":""}}
        UNSET LABEL a    | {"Labels":{"a":"1"}}                 | {}
        UNSET EXPOSE 80  | {"ExposedPorts":{"80/tcp":{},"80/udp":{}}} | {"ExposedPorts":{"80/udp":{}}}
        UNSET VOLUME /a  | {"Volumes":{"/a":{},"/b":{}}}        | {"Volumes":{"/b":{}}}
        unset cmd        | {"Cmd":["a"],"ArgsEscaped":true}     | {}
        UNSET ENTRYPOINT | {"Cmd":["a"],"Entrypoint":["b"]}     | {"Cmd":["a"]}
        UNSET HEALTHCHECK| {"Healthcheck":{"Test":["NONE"]}}    | {}
        UNSET USER       | {"User":"u","WorkingDir":"/"}        | {"WorkingDir":"/"}
        UNSET WORKDIR    | {"User":"u","WorkingDir":"/"}        | {"User":"u"}
        UNSET STOPSIGNAL | {"StopSignal":"9","x":1}             | {"x":1}
        UNSET ONBUILD    | {"OnBuild":["RUN a"]}                | {}
        """)
    void unsetTakesAwayWhatAnInstructionSet(String change, String before, String after) throws IOException {
        assertEquals(after, running(edited(before, change)));
    }

    @Test
    void commandSetInTheSameRunOutlivesTheEntrypoint() throws IOException {
        assertEquals(
                "{\"Cmd\":[\"c\"],\"Entrypoint\":[\"e\"]}",
                running(edited("{\"Cmd\":[\"old\"]}", "CMD [\"c\"]", "ENTRYPOINT [\"e\"]")));
    }

    @Test
    void eachChangeSeesThoseBefore() throws IOException {
        assertEquals(
                "{\"Env\":[\"A=1\",\"B=1\"],\"WorkingDir\":\"/a/1\"}",
                running(edited("{}", "ENV A=1", "ENV B=$A", "WORKDIR /a", "WORKDIR $B")));
    }

    @Test
    void secondHealthcheckTakesNothingOfTheFirst() throws IOException {
        assertEquals(
                "{\"Healthcheck\":{\"Retries\":3,\"Test\":[\"CMD-SHELL\",\"b\"]}}",
                running(edited(
                        "{\"Healthcheck\":{\"Retries\":3}}", "HEALTHCHECK --interval=1s CMD a", "HEALTHCHECK CMD b")));
    }

    @Test
    void oneTextMayHaveSeveralInstructionsContinuedLinesAndComments() throws IOException {
        assertEquals(
                "{\"Env\":[\"A=1\",\"B=2\"],\"User\":\"u\"}",
                running(edited("{}", "ENV A=1 \\\n# why\n  B=2\n\nUSER u\n")));
    }

    /** CommitIT compares the same texts with an engine. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
        ENV A=b\\\\;USER u             | {"Env":["A=b\\\\"],"User":"u"}
        ENV A=1 \\;;  B=2             | {"Env":["A=1","B=2"]}
        ENV A=1 \\\t;  B=2            | {"Env":["A=1","B=2"]}
        USER u\\;v                   | {"User":"uv"}
        ^# escape=`;ENV A=1 `; B=2^  | {"Env":["A=1","B=2"]}
        ^# escape=`;ENV A=a`"b C=c:\\x^ | {"Env":["A=a\\"b","C=c:\\\\x"]}
        """)
    void linesAreJoinedAsDockerDoes(String change, String after) throws IOException {
        assertEquals(after, running(edited("{}", change.replace(";", "\n"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"# escape=x", "# escape=`\n# escape=`"})
    void aDirectiveThatDockerRefusesIsRefused(String directives) {
        String last = directives.lines().toList().getLast();
        assertEquals(
                "\"" + last
                        + "\": Docker refuses this directive; expected at most one of each kind, and \\ or ` for escape",
                assertThrows(IllegalArgumentException.class, () -> ConfigEdit.parse(directives + "\nENV A=1"))
                        .getMessage());
    }

    @Test
    void whatIsThereAlreadyMakesNoDifference() throws IOException {
        EditedConfig edited = edited("{\"Env\":[\"A=1\"]}", "ENV A=1", "UNSET CMD");
        assertEquals(
                List.of(new EditedConfig.Applied("ENV A=1", false), new EditedConfig.Applied("UNSET CMD", false)),
                edited.edits());
        assertEquals("{\"Env\":[\"A=1\"]}", running(edited));
    }

    @Test
    void nothingAskedForLeavesTheConfigAsItIs() throws IOException {
        ImageConfig config = config("{ }");
        assertSame(config, ConfigEdits.NONE.apply(config).config());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `RUN make`          | "RUN" is none of CMD, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL, UNSET, USER, VOLUME, WORKDIR
        LABLE a=b           | "LABLE" is none of CMD, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL, UNSET, USER, VOLUME, WORKDIR; did you mean LABEL?
        ENV A               | ENV needs a value: ENV NAME=VALUE
        ENV A=1 B           | "B" is not of the form NAME=VALUE
        ENV =1              | "=1" has no name
        ENV A="b            | the quote " is not closed in ""b"
        ENV A=${B           | "}" is missing after "${B"
        ENV A=${B#x}        | "${B#": expected ${NAME}, or -, + or ? behind the name, with or without a colon
        ENV A=${:-x}        | "${:-x}" begins no substitution
        CMD                 | CMD needs an argument
        CMD [1]             | a JSON array of strings is expected, but it has 1
        CMD --x y           | CMD has no option --x; write -- before words like it
        EXPOSE http         | "http" is no port; expected such as 80, 53/udp, 132/sctp or 8000-8010
        EXPOSE 8080:80      | "8080:80" is no port; expected such as 80, 53/udp, 132/sctp or 8000-8010
        EXPOSE 2-1          | "2-1" is no port; expected such as 80, 53/udp, 132/sctp or 8000-8010
        STOPSIGNAL SIGFOO   | "SIGFOO" is no signal; expected such as SIGTERM or 15
        STOPSIGNAL 0        | "0" is no signal; expected such as SIGTERM or 15
        HEALTHCHECK a       | NONE, or CMD and a command, is expected
        HEALTHCHECK NONE a  | HEALTHCHECK NONE stands alone
        HEALTHCHECK --interval=1 CMD a | --interval=1: a length of time is expected, such as 30s or 1m30s
        HEALTHCHECK --timeout=1us CMD a | --timeout=1us: at least 1ms is expected
        HEALTHCHECK --retry=1 CMD a | HEALTHCHECK has no option --retry; expected --interval, --timeout, --start-period, --start-interval or --retries
        ONBUILD FROM a      | "FROM" cannot be a trigger; expected one of ADD, ARG, CMD, COPY, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, RUN, SHELL, STOPSIGNAL, USER, VOLUME, WORKDIR
        VOLUME [""]         | a volume without a path
        UNSET               | UNSET needs an argument
        UNSET EVN A         | "EVN" is none of CMD, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL, UNSET, USER, VOLUME, WORKDIR; did you mean ENV?
        UNSET ENV A=1       | UNSET ENV takes names without a value, not "A=1"
        UNSET CMD a         | UNSET CMD is whole without "a"
        """)
    void whatCannotBeIsSaidBeforeAnImageIsRead(String change, String message) {
        assertEquals(
                "\"" + change + "\": " + message,
                assertThrows(IllegalArgumentException.class, () -> ConfigEdit.parse(change))
                        .getMessage());
    }

    @Test
    void variableThatIsDemandedAndNotThereIsAFailure() {
        assertEquals(
                "change \"ENV A=\"${B:?set B}\"\": B: set B",
                assertThrows(ConfigEditException.class, () -> edited("{}", "ENV A=\"${B:?set B}\""))
                        .getMessage());
    }

    @Test
    void valueOfAnotherTypeIsRefused() {
        assertEquals(
                "config: \"Env\": expected ARRAY, found STRING",
                assertThrows(InvalidImageException.class, () -> edited("{\"Env\":\"A=1\"}", "ENV A=1"))
                        .getMessage());
    }
}

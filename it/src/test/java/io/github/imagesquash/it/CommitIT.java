// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static io.github.imagesquash.it.Committing.edited;
import static io.github.imagesquash.it.Committing.relevant;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.imagesquash.it.Program.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code docker commit --change} makes of a config is what {@code --change} makes of it. */
class CommitIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static Committing docker;

    @BeforeAll
    static void createAContainer(@TempDir Path directory) throws IOException {
        docker = Committing.start(directory);
    }

    @AfterAll
    static void removeImages() throws IOException {
        if (docker != null) {
            docker.close();
        }
    }

    private static void assertSame(String... changes) throws IOException {
        Outcome outcome = docker.commit(changes);
        assertEquals(0, outcome.exitCode(), outcome.errors());
        // Maps have no order in Go.
        assertEquals(JSON.readTree(relevant(docker.committed())), JSON.readTree(relevant(edited(changes))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ENV A=new",
                "env  A=1   B=\"2 3\"\tC=4\\ 5 D='x \"y\" $A'",
                "ENV A one  two \"three\" 'f o u r'  ",
                "ENV A=$A:$NO:${A}x:${NO:-d}:${A:+s}:${NO:+s}:${A:-d}:${E:-e}",
                "ENV A=\\$A B=\"\\$A \\\" \\\\ \\x\" C='\\$A \\x'",
                "ENV A=a\\\"b B=\"it's\" C='say \"x\"' D=a\"b c\"'d e'f",
                "ENV A=x$ B=$$ C=$1 D=$@ E=${1}",
                "ENV N=1 M=$N A=2 K=$A",
                "ENV A=b\\",
                "ENV A= B=\"\"",
                "ENV PATH=/opt/bin:$PATH",
                "ENV A=\"ünï \uD83D\uDE00\"",
                "ENV $A=x",
                "ENV A==b=c",
                "LABEL l=new m=\"a b\" \"n o\"=p",
                "LABEL q r s",
                "LABEL $A.x=${PATH}",
                "LABEL multi=\"one \\\n two\"",
                "CMD [\"a\", \"b c\", \"\\u00fc\\n\"]",
                "CMD echo \"$A\" && true",
                "CMD ['a']",
                "CMD -- --x",
                "ENTRYPOINT [\"e\", \"f\"]",
                "ENTRYPOINT exec e $A",
                "EXPOSE 80 443/tcp 53/udp 8000-8003/TCP 132/sctp",
                "EXPOSE $NO 80",
                "HEALTHCHECK NONE",
                "HEALTHCHECK CMD curl -f http://localhost/ || exit 1",
                "HEALTHCHECK CMD [\"curl\", \"-f\"]",
                "HEALTHCHECK --interval=1m30s --timeout=1.5s --start-period=500ms --retries=2 cmd a",
                "HEALTHCHECK --timeout=\"3s\" CMD a",
                "ONBUILD RUN make  $A",
                "onbuild  copy . /x",
                "USER other",
                "USER 1:2",
                "USER $A",
                "USER \"a b\"",
                "VOLUME /a /b",
                "VOLUME [\"/a b\", \"/c\"]",
                "VOLUME /$A/x",
                "WORKDIR /a/b/../c/",
                "WORKDIR x/./y/../z",
                "WORKDIR ../..",
                "WORKDIR $A",
                "WORKDIR \"a b\"",
                "# comment\nENV A=1 \\\n# inside\n  B=2\n\nUSER u",
                "   ENV A=1",
                "ENV A=b\\\\\nUSER u",
                "ENV A=1 \\\n\n  B=2",
                "ENV A=1 \\\t\n  B=2",
                "ENV A=1 \\\r\n  B=2\r\nUSER u",
                "USER u\\ \nv",
                "\ufeffENV A=1",
                "# escape=`\nENV A=1 `\n B=2",
                "# escape=`\nENV A=a`\"b B=\"`$A\" C=c:\\x",
                "\n# escape=`\nENV A=1 \\\n B=2"
            })
    void oneChange(String change) throws IOException {
        assertSame(change);
    }

    @Test
    void severalChanges() throws IOException {
        assertSame("CMD [\"c\"]", "ENTRYPOINT [\"e\"]");
        assertSame("ENTRYPOINT [\"e\"]", "CMD [\"c\"]");
        assertSame("ENV A=1", "ENV B=$A", "WORKDIR /a", "WORKDIR $B", "LABEL b=$B");
        assertSame("HEALTHCHECK --interval=9s CMD a", "HEALTHCHECK --timeout=8s CMD b");
        assertSame("ONBUILD RUN a", "ONBUILD RUN b");
    }

    /** Where committing would give back what the container has, the result is that of a build. */
    @Test
    void emptyCommandsAreThoseOfABuild() throws IOException {
        for (String change : List.of("CMD []", "ENTRYPOINT []")) {
            docker.build(change);
            assertEquals(relevant(docker.committed()), relevant(edited(change)));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RUN make",
                "EVN A=b",
                "ENV A",
                "ENV A=1 B",
                "ENV =1",
                "ENV A=\"b",
                "ENV A=${B",
                "ENV A=${:-x}",
                "CMD [1]",
                "CMD --x y",
                "EXPOSE http",
                "EXPOSE 2-1",
                "EXPOSE 80/icmp",
                "EXPOSE 70000",
                "HEALTHCHECK a",
                "HEALTHCHECK NONE a",
                "HEALTHCHECK CMD",
                "HEALTHCHECK --interval=1 CMD a",
                "HEALTHCHECK --timeout=1us CMD a",
                "HEALTHCHECK --retry=1 CMD a",
                "HEALTHCHECK --retries=-1 CMD a",
                "ONBUILD ONBUILD RUN a",
                "ONBUILD FROM a",
                "VOLUME [\"\"]",
                "USER",
                "WORKDIR",
                "# escape=x\nENV A=1",
                "# escape=`\n# escape=`\nENV A=1",
                "USER a\n\\\nb"
            })
    void whatDockerRefusesIsRefused(String change) throws IOException {
        assertNotEquals(0, docker.commit(change).exitCode(), "Docker takes it");
        try {
            edited(change);
        } catch (IllegalArgumentException e) {
            return;
        }
        throw new AssertionError("not refused: " + change);
    }

    /** Docker before 23 does not take it as a change, but builds with it. */
    @Test
    void stopSignal() throws IOException {
        for (String signal : List.of("SIGTERM", "term", "9", "SIGRTMIN+3")) {
            docker.build("STOPSIGNAL " + signal);
            assertEquals(signal, docker.committed().get("StopSignal").asText());
            assertEquals(
                    signal, edited("STOPSIGNAL " + signal).get("StopSignal").asText());
        }
    }
}

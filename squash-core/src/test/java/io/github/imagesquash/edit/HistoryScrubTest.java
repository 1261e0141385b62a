// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps as Docker's classic builder and BuildKit write them. */
class HistoryScrubTest {
    private static ObjectNode config(String createdBy) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        config.putObject("config").putArray("Env").add("PATH=/bin").add("MODE=a b");
        config.putArray("history").addObject().put("created_by", createdBy).put("comment", "c");
        return config;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `|1 TOKEN=s3 /bin/sh -c make`                     | `|1 TOKEN=*** /bin/sh -c make`                 | 1
        `RUN |2 A=x y B=z /bin/sh -c make # buildkit`     | `RUN |2 A=*** B=*** /bin/sh -c make # buildkit` | 2
        `|1 A=/bin/sh -c x /bin/sh -c make`               | `|1 A=*** /bin/sh -c make`                     | 1
        `|1 A=b /bin/bash -o pipefail -c make`            | `|1 A=*** /bin/bash -o pipefail -c make`       | 1
        `|1 A=b make all`                                 | `|1 A=***`                                     | 1
        `|0 /bin/sh -c make X=1`                          | `|0 /bin/sh -c make X=1`                       | 0
        `ARG TOKEN=s3`                                    | `ARG TOKEN=***`                                | 1
        `ARG TOKEN`                                       | `ARG TOKEN`                                    | 0
        `ARG TOKEN=`                                      | `ARG TOKEN=`                                   | 0
        `/bin/sh -c #(nop)  ARG TOKEN=s3`                 | `/bin/sh -c #(nop)  ARG TOKEN=***`             | 1
        `ENV PATH=/bin KEY=s3`                            | `ENV PATH=/bin KEY=***`                        | 1
        `ENV MODE=a b`                                    | `ENV MODE=a b`                                 | 0
        `/bin/sh -c #(nop)  ENV PATH=/old`                | `/bin/sh -c #(nop)  ENV PATH=***`              | 1
        `RUN /bin/sh -c A=1 make # buildkit`              | `RUN /bin/sh -c A=1 make # buildkit`           | 0
        `COPY a=b /`                                      | `COPY a=b /`                                   | 0
        """)
    void valuesAreReplacedAndCounted(String before, String after, int values) {
        ObjectNode config = config(before);
        ScrubbedHistory scrubbed = HistoryScrub.scrub(config);
        assertEquals(
                "{\"created_by\":\"" + after + "\",\"comment\":\"c\"}",
                config.get("history").get(0).toString());
        assertEquals(new ScrubbedHistory(values == 0 ? 0 : 1, values, List.of()), scrubbed);
    }

    /** A config has at most 4 MiB, and this much of it may be options of a shell. */
    @Test
    void shellWithEndlessOptionsIsRead() {
        String options = " -o a".repeat(500_000);
        assertEquals(
                "|1 A=*** /bin/sh" + options + " -c make",
                HistoryScrub.masked("|1 A=b /bin/sh" + options + " -c make"));
        assertEquals("|1 A=***", HistoryScrub.masked("|1 A=b /bin/sh" + options));
    }

    @Test
    void documentsThatRepeatTheArgumentsAreRemoved() {
        ObjectNode config = config("RUN a");
        config.put("moby.buildkit.buildinfo.v1", "e30=")
                .putObject("container_config")
                .putArray("Cmd")
                .add("|1")
                .add("TOKEN=s3");
        assertEquals(
                new ScrubbedHistory(0, 0, List.of("moby.buildkit.buildinfo.v1", "container_config")),
                HistoryScrub.scrub(config));
        assertEquals(
                List.of("config", "history"),
                config.properties().stream().map(Map.Entry::getKey).toList());
    }
}

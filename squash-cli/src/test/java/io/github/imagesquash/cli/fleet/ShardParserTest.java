// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.fleet.ShardNumber;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shard that a user or an engine says. */
class ShardParserTest {
    private static Map<String, String> environment(String variables) {
        return Stream.of(variables.split(" "))
                .filter(variable -> !variable.isEmpty())
                .map(variable -> variable.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Test
    void withoutOptionItIsTheWholePlan() {
        assertEquals(ShardNumber.WHOLE, ShardParser.parse("", environment("SQUASH_SHARD=2 SQUASH_SHARDS=3")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        3/10 | ''                                                                              | 3/10
        auto | SQUASH_SHARD=2 SQUASH_SHARDS=5                                                  | 2/5
        auto | JOB_COMPLETION_INDEX=0 SQUASH_SHARDS=5                                          | 1/5
        auto | SLURM_ARRAY_TASK_ID=7 SLURM_ARRAY_TASK_COUNT=4 SLURM_ARRAY_TASK_MIN=5           | 3/4
        auto | SLURM_ARRAY_TASK_ID=3 SLURM_ARRAY_TASK_COUNT=4                                  | 4/4
        auto | AWS_BATCH_JOB_ARRAY_INDEX=1 AWS_BATCH_JOB_ARRAY_SIZE=2                          | 2/2
        auto | CI_NODE_INDEX=1 CI_NODE_TOTAL=3                                                 | 1/3
        auto | SQUASH_SHARD=1 SQUASH_SHARDS=2 CI_NODE_INDEX=3 CI_NODE_TOTAL=3                  | 1/2
        """)
    void numbersAreThoseOfTheOptionOrTheEngine(String text, String variables, String shard) {
        assertEquals(shard, ShardParser.parse(text, environment(variables)).toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        0/3  | ''                                      | shard 0 of 3: expected
        4/3  | ''                                      | shard 4 of 3: expected
        3    | ''                                      | "3" is neither I/N, such as 3/10, nor auto
        auto | ''                                      | no variable has the number of this worker; expected one of SQUASH_SHARD, JOB_COMPLETION_INDEX,
        auto | JOB_COMPLETION_INDEX=0                  | SQUASH_SHARDS is not set
        auto | CI_NODE_INDEX=x CI_NODE_TOTAL=3         | CI_NODE_INDEX is "x", not a number
        """)
    void whatIsNotAShardIsNamed(String text, String variables, String message) {
        String refusal = String.valueOf(
                assertThrows(IllegalArgumentException.class, () -> ShardParser.parse(text, environment(variables)))
                        .getMessage());
        assertTrue(refusal.startsWith(message), refusal);
    }
}

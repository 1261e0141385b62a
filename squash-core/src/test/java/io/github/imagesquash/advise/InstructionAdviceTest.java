// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static io.github.imagesquash.advise.Advising.onDebian;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found about the instructions of a Dockerfile, or of a history: which belong together, in which order, and on what. */
class InstructionAdviceTest {
    @Nested
    @DisplayName("3. merged instructions")
    class Merged {
        @Test
        void whoUndidWhatIsToldWithLines() throws IOException {
            onDebian()
                    .layer("RUN /bin/sh -c get sources # buildkit", layer().file("src", "123456"))
                    .layer("RUN /bin/sh -c rm /src # buildkit", layer().whiteout("src"))
                    .dockerfile("FROM debian:12", "RUN get \\", "  sources", "RUN rm /src")
                    .on(Check.MERGED_INSTRUCTIONS)
                    .has("6: layer 3 (line 4: RUN rm /src) undoes layer 2 (line 2: RUN get sources)")
                    .shows("6: /src")
                    .saysOnly(
                            "6: in place of each RUN from line 2 to line 4: RUN get sources && rm /src", "6: squash ");
        }

        @Test
        void whatIsBetweenThemIsJoinedToo() throws IOException {
            undone("RUN apt-get update", "LABEL a=b", "RUN cd /src; apt-get install -y gcc", "RUN rm /src")
                    .says("6: in place of each RUN from line 2 to line 5: "
                            + "RUN apt-get update && ( cd /src; apt-get install -y gcc ) && rm /src");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "COPY a /a",
                    "ENV A=b",
                    "WORKDIR /src",
                    "USER app",
                    "RUN --mount=type=cache,target=/c make",
                    "RUN make # all",
                    "RUN echo 'a  b'",
                    "RUN [\"make\"]",
                    "RUN get sources"
                })
        void noLineIsGivenWhereJoiningWouldChangeMore(String between) throws IOException {
            undone("RUN get sources", between, "RUN rm /src").saysOnly("6: squash ");
        }

        private static Advising.Found undone(String... lines) throws IOException {
            return onDebian()
                    .layer("RUN /bin/sh -c " + lines[0].substring(4) + " # buildkit", layer().file("src", "123456"))
                    .layer("RUN /bin/sh -c rm /src # buildkit", layer().whiteout("src"))
                    .dockerfile(Stream.concat(Stream.of("FROM debian:12"), Stream.of(lines))
                            .toArray(String[]::new))
                    .on(Check.MERGED_INSTRUCTIONS);
        }

        @Test
        void secretsOfTheDockerfileAreNotShown() throws IOException {
            String token = "ghp_" + "a1B2".repeat(9);
            onDebian()
                    .layer("RUN /bin/sh -c get --token " + token + " # buildkit", layer().file("src", "source"))
                    .layer("RUN /bin/sh -c rm /src # buildkit", layer().whiteout("src"))
                    .dockerfile("FROM debian:12", "RUN get --token " + token, "RUN rm /src")
                    .on(Check.MERGED_INSTRUCTIONS)
                    .has("6: layer 3 (line 3: RUN rm /src) undoes layer 2 (line 2: RUN get --token ***)")
                    .saysOnly("6: squash ");
        }

        @Test
        void whatOneInstructionMakesAndRemovesCostsNothing() throws IOException {
            onDebian()
                    .layer("RUN build", layer().file("result", "1"))
                    .on(Check.MERGED_INSTRUCTIONS)
                    .isFine();
        }
    }

    @Nested
    @DisplayName("5. order for caching")
    class Order {
        @Test
        void theContextBeforeDependenciesIsTold() throws IOException {
            onDebian()
                    .layer("COPY . /app # buildkit", layer().file("app/main.js", "js"))
                    .layer("RUN /bin/sh -c npm ci # buildkit", layer().file("app/node_modules/a/index.js", "module"))
                    .on(Check.ORDER_FOR_CACHING)
                    .has("6: dependencies are installed again whenever any file of the build's context changes")
                    .shows("2: COPY . /app", "6: RUN npm ci")
                    .notes("--dockerfile shows build stages as well");
        }

        @Test
        void aDockerfileShowsItInBuildStages() throws IOException {
            onDebian()
                    .dockerfile(
                            "FROM node AS build", "COPY . .", "RUN npm ci", "FROM debian", "COPY --from=build /a /a")
                    .on(Check.ORDER_FOR_CACHING)
                    .shows("0: line 2: COPY . .", "0: line 3: RUN npm ci")
                    .saysOnly(
                            "0: move line 2 below line 3, and put in its place, if these files name no others of the context: "
                                    + "COPY package.json package-lock.json ./");
        }

        @Test
        void theContextInJsonFormIsFoundToo() throws IOException {
            onDebian()
                    .dockerfile("FROM node", "COPY [\".\", \"/app\"]", "RUN npm ci")
                    .on(Check.ORDER_FOR_CACHING)
                    .shows("0: line 2: COPY [\".\", \"/app\"]", "0: line 3: RUN npm ci");
        }

        @Test
        void packagesOfTheDistributionNeedNoLists() throws IOException {
            onDebian()
                    .dockerfile("FROM debian", "COPY . /app", "RUN apt-get update && apt-get install -y curl=8.1")
                    .on(Check.ORDER_FOR_CACHING)
                    .saysOnly("0: move line 2 below line 3: ");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"pip install .", "npm ci && npm run build", "apt-get install -y ./a.deb", "cargo fetch"})
        void noLinesAreGivenWhereTheRestOfTheContextMayBeNeeded(String command) throws IOException {
            onDebian()
                    .dockerfile("FROM debian", "COPY . /app", "RUN " + command)
                    .on(Check.ORDER_FOR_CACHING)
                    .shows("0: line 2: COPY . /app", "0: line 3: RUN " + command)
                    .saysOnly();
        }

        @Test
        void listsOfDependenciesFirstAreFine() throws IOException {
            onDebian()
                    .dockerfile(
                            "FROM node", "COPY package*.json ./", "RUN npm ci", "COPY . .", "FROM node", "RUN npm ci")
                    .on(Check.ORDER_FOR_CACHING)
                    .isFine();
        }

        @Test
        void anUpdateByItselfIsTold() throws IOException {
            onDebian()
                    .dockerfile("FROM debian", "RUN apt-get update", "RUN apt-get install -y curl")
                    .on(Check.ORDER_FOR_CACHING)
                    .has("0: lists of packages are cached apart from what is installed by them, and become stale")
                    .saysOnly("0: in place of each RUN from line 2 to line 3: "
                            + "RUN apt-get update && apt-get install -y curl");
        }
    }

    @Nested
    @DisplayName("7. .dockerignore")
    class Ignored {
        private static Advising withContext(String copy) {
            return onDebian()
                    .layer(
                            copy,
                            layer().file("app/.git/index", "123")
                                    .file("app/.env", "SECRET")
                                    .file("app/main.js", "js")
                                    .file("app/lib/node_modules/a/node_modules/b.js", "12"));
        }

        @Test
        void whatShouldNotComeInIsTold() throws IOException {
            withContext("COPY . /app")
                    .on(Check.DOCKERIGNORE)
                    .has(
                            "3: files came in with the build's context that no image needs",
                            "8: files came in with the build's context; does the image need them?")
                    .shows("3: /app/.git in layer 2 (COPY . /app)")
                    .saysOnly("3: squash --drop vcs");
        }

        @Test
        void linesAreGivenIfTheDockerfileIsKnown() throws IOException {
            withContext("COPY . /app # buildkit")
                    .dockerfile("FROM debian", "COPY . /app")
                    .on(Check.DOCKERIGNORE)
                    .saysOnly("3: in .dockerignore, if no build step reads them: **/.git", "3: squash --drop vcs");
        }

        @ParameterizedTest
        @ValueSource(strings = {"COPY .git /src/.git", "RUN git describe > /version"})
        void whatTheDockerfileNamesIsNotIgnored(String step) throws IOException {
            withContext("COPY . /app # buildkit")
                    .dockerfile("FROM debian AS build", step, "FROM debian", "COPY . /app")
                    .on(Check.DOCKERIGNORE)
                    .has("11: files came in with the build's context; does the image need them?")
                    .saysOnly("3: squash --drop vcs");
        }

        @Test
        void namesOfTheTargetAreNotThoseOfTheContext() throws IOException {
            onDebian()
                    .layer("COPY . /opt/tests/.git", layer().file("opt/tests/.git/a", "a"))
                    .layer("COPY src tests/", layer().file("app/tests/b", "b").file("app/tests/c", "c"))
                    .on(Check.DOCKERIGNORE)
                    .isFine();
        }

        @Test
        void whatIsRunOrOfAnotherStageDidNotComeIn() throws IOException {
            onDebian()
                    .layer("RUN npm ci", layer().file("app/node_modules/a.js", "1"))
                    .layer("COPY /app/node_modules /b # buildkit", layer().file("b/node_modules/a.js", "1"))
                    .dockerfile("FROM debian", "RUN npm ci", "COPY --from=build /app/node_modules /b")
                    .on(Check.DOCKERIGNORE)
                    .isFine();
        }
    }
}

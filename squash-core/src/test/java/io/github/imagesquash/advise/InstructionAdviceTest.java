// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import static io.github.imagesquash.advise.Advising.onDebian;
import static io.github.imagesquash.fixture.LayerBuilder.layer;

import java.io.IOException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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
                    .says("make one RUN of both: line 2: RUN get sources && rm /src")
                    .says("squash -t NAME IMAGE");
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
                    .says("make one RUN of both: line 2: RUN get --token *** && rm /src");
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
                    .says("move line 2: COPY . . below it");
        }

        @Test
        void theContextInJsonFormIsTheSame() throws IOException {
            onDebian()
                    .dockerfile("FROM node", "COPY [\".\", \"/app\"]", "RUN npm ci")
                    .on(Check.ORDER_FOR_CACHING)
                    .says("move line 2: COPY [\".\", \"/app\"] below it");
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
                    .has("0: lists of packages are cached apart from what is installed by them, and become stale");
        }
    }

    @Nested
    @DisplayName("7. .dockerignore")
    class Ignored {
        @Test
        void whatShouldNotComeInIsToldByItsLine() throws IOException {
            onDebian()
                    .layer(
                            "COPY . /app",
                            layer().file("app/.git/index", "123")
                                    .file("app/.env", "SECRET")
                                    .file("app/main.js", "js")
                                    .file("app/lib/node_modules/a/node_modules/b.js", "12"))
                    .on(Check.DOCKERIGNORE)
                    .has("11: files came in with the build's context that mostly do not belong into an image")
                    .shows(
                            "6: /app/.env in layer 2 (COPY . /app)",
                            "3: /app/.git in layer 2 (COPY . /app)",
                            "2: /app/lib/node_modules in layer 2 (COPY . /app)")
                    .says(".dockerignore: **/.git")
                    .says("--exclude '**/node_modules'");
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

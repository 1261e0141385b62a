// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.analyze;

import static io.github.imagesquash.fixture.ImageBuilder.image;
import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.Analysis;
import io.github.imagesquash.blob.Compression;
import io.github.imagesquash.fixture.ArchiveDialect;
import io.github.imagesquash.fixture.ImageBuilder;
import io.github.imagesquash.fixture.LayerBuilder;
import io.github.imagesquash.request.AnalysisRequest;
import io.github.imagesquash.request.AnalysisRequest.Extra;
import io.github.imagesquash.request.ProgressListener;
import io.github.imagesquash.request.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FoundSecrets in the files of layers, whether a container sees them or not. */
class FoundSecretsTest {
    private static final String KEY = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAA\n";

    @TempDir
    Path directory;

    private List<String> found(boolean all, ImageBuilder image) throws IOException {
        return found(image, all ? new Extra[] {Extra.SECRETS} : new Extra[0]);
    }

    private List<String> found(ImageBuilder image, Extra... extras) throws IOException {
        Source source = new Source.Archive(ArchiveDialect.DOCKER_25.write(image, directory));
        return Analysis.run(AnalysisRequest.of(source).withExtras(extras), ProgressListener.NONE)
                .secrets()
                .files()
                .stream()
                .map(secret -> secret.entry().layer() + " " + secret.entry().path() + " "
                        + secret.rule().name() + (secret.survives() ? " survives" : ""))
                .toList();
    }

    private List<String> found(boolean all, LayerBuilder... layers) throws IOException {
        ImageBuilder image = image("app:1");
        for (LayerBuilder layer : layers) {
            image.layer(layer);
        }
        return found(all, image);
    }

    @Test
    void areNotSearchedForIfOnlySizesAreWanted() throws IOException {
        ImageBuilder image = image("app:1").layer(layer().file("root/.ssh/id_ed25519", KEY));
        assertEquals(1, found(image).size());
        assertEquals(List.of(), found(image, Extra.NO_SECRETS));
    }

    @Test
    void deletedAndOverwrittenOnesAreFoundInTheirLayers() throws IOException {
        assertEquals(
                List.of("1 /home/app/.ssh/id_rsa private-key", "2 /home/app/.ssh/id_rsa private-key"),
                found(
                        false,
                        layer().file("home/app/.ssh/id_rsa", KEY),
                        layer().file("home/app/.ssh/id_rsa", KEY),
                        layer().whiteout("home/app/.ssh/id_rsa")));
    }

    @Test
    void visibleOnesSurvive() throws IOException {
        assertEquals(
                List.of("1 /home/app/.ssh/id_rsa private-key survives"),
                found(false, layer().file("home/app/.ssh/id_rsa", KEY)));
    }

    @Test
    void deletedOnesOfWhichALinkIsLeftSurvive() throws IOException {
        assertEquals(
                List.of("1 /id_rsa private-key survives"),
                found(false, layer().file("id_rsa", KEY).hardLink("b", "id_rsa"), layer().whiteout("id_rsa")));
    }

    @Test
    void compressedLayersAreSearched() throws IOException {
        assertEquals(
                List.of("1 /id_rsa private-key"),
                found(
                        false,
                        image("app:1")
                                .layer(layer().file("id_rsa", KEY), Compression.GZIP)
                                .layer(layer().whiteout("id_rsa"), Compression.ZSTD)));
    }

    @Test
    void otherFilesAreReadOnDemand() throws IOException {
        LayerBuilder layer = layer().file("opt/notes.txt", KEY).file("opt/binary", "\0" + KEY);
        assertEquals(List.of(), found(false, layer));
        assertEquals(List.of("1 /opt/notes.txt private-key survives"), found(true, layer));
    }

    @Test
    void documentationTestsAndLargeFilesAreLeftOut() throws IOException {
        assertEquals(
                List.of(),
                found(
                        true,
                        layer().file("usr/share/doc/x/id_rsa", KEY)
                                .file("app/node_modules/x/test/id_rsa", KEY)
                                .file("app/.env.example", "A_TOKEN=0a1b2c3d")
                                .file("id_rsa", KEY + "x".repeat(1 << 20))));
    }

    @Test
    void filesOfProgramsCountByTheirNames() throws IOException {
        assertEquals(
                List.of(
                        "1 /home/app/.aws/credentials aws-credentials survives",
                        "1 /home/app/.docker/config.json registry-login survives",
                        "1 /home/app/.netrc netrc survives",
                        "1 /home/app/.pgpass pgpass survives",
                        "1 /app/.env variable survives",
                        "1 /home/app/.kube/config kubeconfig survives",
                        "1 /home/app/.npmrc npm-token survives",
                        "1 /home/app/.git-credentials url-password survives"),
                found(
                        false,
                        layer().file(
                                        "home/app/.aws/credentials",
                                        "[default]\naws_access_key_id = AKIA0123456789ABCDEF\n"
                                                + "aws_secret_access_key = wJa1rXUtnF3MI/K7MD5NG/bPx9fiCYzqW2vBnM4T\n")
                                .file(
                                        "home/app/.docker/config.json",
                                        "{\"auths\": {\"r.example\": {\"auth\": \"bWU6czNjcjN0\"}}}")
                                .file("home/app/.netrc", "machine r.example login me password s3cr3t-Pa55\n")
                                .file("home/app/.pgpass", "# host\ndb.example:5432:*:me:s3cr3t-Pa55\n")
                                .file("app/.env", "MODE=prod\nDB_PASSWORD=s3cr3t-Pa55\n")
                                .file("home/app/.kube/config", "users:\n- user:\n    client-key-data: LS0tLS1CRUdJTi\n")
                                .file("home/app/.npmrc", "//r.example/:_authToken=0a1b2c3d-4e5f\n")
                                .file("home/app/.git-credentials", "https://me:s3cr3t-Pa55@git.internal\n")));
    }
}

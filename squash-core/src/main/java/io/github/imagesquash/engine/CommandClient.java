// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import io.github.imagesquash.blob.ByteMeter;
import io.github.imagesquash.oci.Platform;
import io.github.imagesquash.program.TimedProgram;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/** Uses an engine through its command, {@code docker} or {@code podman}; both have the same subcommands. */
final class CommandClient implements EngineClient {
    private static final int PIECE = 1 << 18;

    /** The time limit of a short command, including the time that a person needs to type a password for ssh. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Engine engine;
    private final Path program;

    CommandClient(Engine engine, Path program) {
        this.engine = engine;
        this.program = program;
    }

    @Override
    public EngineKind kind() {
        return engine.kind();
    }

    @Override
    public Optional<EngineImage> find(String image) throws IOException {
        Answer answer = ask("image", "inspect", "--", image);
        if (answer.exitCode() == 0) {
            return Optional.of(EngineImage.parse(answer.output(), kind().command() + " image inspect"));
        }
        if (EngineFailure.isUnknownImage(answer.errors())) {
            return Optional.empty();
        }
        throw failure(answer, "image inspect");
    }

    @Override
    public List<String> names() throws IOException {
        Answer answer = ask("image", "ls", "--format", "{{.Repository}}:{{.Tag}}");
        if (answer.exitCode() != 0) {
            throw failure(answer, "image ls");
        }
        return answer.output()
                .lines()
                .filter(name -> !name.contains("<none>"))
                .distinct()
                .toList();
    }

    @Override
    public boolean readsZstd() throws IOException {
        return switch (kind()) {
            case PODMAN -> true;
            case DOCKER -> {
                Answer answer = ask("version", "--format", "{{json .Server}}");
                if (answer.exitCode() != 0) {
                    throw failure(answer, "version");
                }
                yield EngineVersion.readsZstd(answer.output(), "docker version");
            }
        };
    }

    @Override
    public InputStream save(String image, Platform platform) throws IOException {
        boolean alone = !platform.equals(Platform.ANY) && savesPlatforms();
        ClientProcess client = alone
                ? start("image", "save", "--platform", platform.toString(), "--", image)
                : start("image", "save", "--", image);
        client.input().close();
        return new SavedImage(kind(), client);
    }

    /** An older engine or client than Docker 28 would refuse the option; Podman stores one platform. */
    private boolean savesPlatforms() throws IOException {
        if (kind() == EngineKind.PODMAN) {
            return false;
        }
        // The form that both understand.
        Answer answer = ask("version", "--format", "{{.Client.APIVersion}}");
        return answer.exitCode() == 0 && EngineVersion.savesPlatforms(answer.output());
    }

    @Override
    public void load(FileChannel archive, ByteMeter meter) throws IOException {
        try (ClientProcess client = start("image", "load", "--quiet")) {
            Optional<IOException> cut = send(archive, client.input(), meter);
            client.output().transferTo(OutputStream.nullOutputStream());
            int exitCode = client.exitCode();
            if (exitCode != 0 || cut.isPresent()) {
                throw EngineFailure.of(kind(), client.errors(), "loading the image ended with exit code " + exitCode);
            }
        }
    }

    @Override
    public Containers containers() {
        return new Containers(engine, program);
    }

    /** Sends the archive; a client that stops reading will print the reason. */
    private static Optional<IOException> send(FileChannel archive, OutputStream out, ByteMeter meter)
            throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        long position = 0;
        for (int n = archive.read(piece, position); n > 0; n = archive.read(piece.clear(), position)) {
            try {
                out.write(piece.array(), 0, n);
            } catch (IOException e) {
                return Optional.of(e);
            }
            meter.passed(n);
            position += n;
        }
        try {
            out.close();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private Answer ask(String... arguments) throws IOException {
        ProcessBuilder command = ClientProcess.builder(program, List.of(arguments), engine.environment());
        try {
            TimedProgram.Ended ended = TimedProgram.run(command, "", PATIENCE);
            return new Answer(ended.exitCode(), new String(ended.output(), StandardCharsets.UTF_8), ended.errors());
        } catch (TimeoutException e) {
            String shown = kind().command() + " " + arguments[0];
            throw new EngineException(
                    kind(), shown + " did not end within " + PATIENCE.toSeconds() + " s, and was killed", e);
        }
    }

    private ClientProcess start(String... arguments) throws IOException {
        return new ClientProcess(program, List.of(arguments), engine.environment());
    }

    private EngineException failure(Answer answer, String command) {
        return EngineFailure.of(
                kind(), answer.errors(), command + " ended with exit code " + answer.exitCode() + " and no message");
    }

    /** The output of a short command. */
    private record Answer(int exitCode, String output, String errors) {}
}

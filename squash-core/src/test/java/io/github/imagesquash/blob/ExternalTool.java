package io.github.imagesquash.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A command line tool as an independent judge; a test is skipped where the tool is not installed. */
final class ExternalTool {
    private ExternalTool() {}

    /** What {@code command} prints on standard output, after it ended with status 0. */
    static byte[] run(Path directory, String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "out", "");
        Path errors = Files.createTempFile(directory, "err", "");
        Process process = start(
                new ProcessBuilder(command).redirectOutput(output.toFile()).redirectError(errors.toFile()));
        int status = process.waitFor();
        assertEquals(0, status, () -> List.of(command) + ": " + text(errors));
        return Files.readAllBytes(output);
    }

    private static Process start(ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            return abort("not installed: " + builder.command().getFirst());
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }
}

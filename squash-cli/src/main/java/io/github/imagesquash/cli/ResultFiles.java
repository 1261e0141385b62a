package io.github.imagesquash.cli;

import io.github.imagesquash.report.RunReport;
import io.github.imagesquash.write.OutputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that tell a pipeline what was written. They are begun before the run, so that one that cannot be written fails
 * it at once, and get their names after it.
 */
final class ResultFiles implements AutoCloseable {
    private final List<Pending> files = new ArrayList<>();

    /** What a file will say. */
    @FunctionalInterface
    private interface Content {
        String of(RunReport report) throws IOException;
    }

    private record Pending(OutputFile file, Content content) {}

    /** Begins those files that are asked for. */
    static ResultFiles open(ResultOptions options, OptionValues values) throws IOException {
        ResultFiles files = new ResultFiles();
        try {
            files.add(
                    "--digest-file",
                    options.digestFile,
                    report -> report.descriptor().digest() + "\n",
                    values);
            files.add("--metadata-file", options.metadataFile, MetadataJson::text, values);
            return files;
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private void add(String option, String path, Content content, OptionValues values) throws IOException {
        if (!path.isEmpty()) {
            files.add(new Pending(new OutputFile(values.parse(option, path, Path::of)), content));
        }
    }

    /** Writes the files and gives them their names. */
    void write(RunReport report) throws IOException {
        for (Pending pending : files) {
            FileChannel channel = pending.file().channel();
            ByteBuffer bytes = ByteBuffer.wrap(pending.content().of(report).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            pending.file().commit();
        }
    }

    @Override
    public void close() throws IOException {
        for (Pending pending : files) {
            pending.file().close();
        }
    }
}

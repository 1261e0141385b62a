// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Makes the AOT cache from the classes that some runs of the bundle load. The JVM can also make one in a single step,
 * with profiles of the methods, but never the same twice. From a list of classes it makes the same bytes each time.
 */
final class AotCache {
    private final Path bundle;
    private final Path work;
    private final Path log;
    private final Tool jvm;
    private final ClassList classes = new ClassList();

    private AotCache(Path bundle, Path work) {
        this.bundle = bundle;
        this.work = work;
        this.log = work.resolve("log");
        this.jvm = new Tool(bundle.resolve("app"), Map.of("HOME", work.toString(), "LC_ALL", "C.UTF-8"));
    }

    /** Writes {@code app/squash.aot}. The JVM refuses it when a jar's size or time has changed since. */
    static void write(Path bundle, BuildInputs inputs) throws IOException {
        Path work = FileTree.empty(inputs.target().resolve("training"));
        AotCache cache = new AotCache(bundle, work);
        cache.train(inputs.demoImage().toString());
        cache.classes.addConcurrent();
        cache.classes.addJar(bundle.resolve("app/squash.jar"));
        for (Path jar : ApplicationJars.libraries(bundle.resolve("app/lib"))) {
            if (jar.getFileName().toString().startsWith("squash-")) {
                cache.classes.addJar(jar);
            }
        }
        cache.dump(Files.write(work.resolve("classes"), cache.classes.lines()));
    }

    /** Runs the most frequent commands, with each compression, and one for a registry that does not answer. */
    private void train(String image) throws IOException {
        String gzip = work + "/gzip.tar";
        run(0, image, "-t", "app:small", "-c", "gzip", "-o", gzip);
        run(0, gzip, "-q", "-c", "zstd", "--drop", "caches", "-o", work + "/zstd.tar");
        run(0, "analyze", image);
        run(0, "--help");
        run(1, "-q", "docker://localhost:1/app:1", "-o", work + "/none.tar");
    }

    private void run(int exitCode, String... arguments) throws IOException {
        Path list = work.resolve("list");
        List<String> command = java("-XX:DumpLoadedClassList=" + list, "-Djava.io.tmpdir=" + work);
        command.addAll(List.of(arguments));
        jvm.run(command, exitCode, log);
        classes.addRun(list);
    }

    private void dump(Path list) throws IOException {
        // The cache records this heap size, so it is fixed here; the JVM accepts any other at run time.
        jvm.run(
                java("-Xshare:dump", "-Xmx1g", "-XX:SharedClassListFile=" + list, "-XX:SharedArchiveFile=squash.aot"),
                0,
                log);
        if (!Files.exists(bundle.resolve("app/squash.aot"))) {
            throw new IOException("the JVM made no AOT cache, see " + log);
        }
    }

    /** The cache records the jar's path, so the path is relative. It must have a directory part. */
    private List<String> java(String... options) {
        List<String> command = new ArrayList<>(List.of("../runtime/bin/java", "@jvm.options"));
        command.addAll(List.of(options));
        command.addAll(List.of("-jar", "./squash.jar"));
        return command;
    }
}

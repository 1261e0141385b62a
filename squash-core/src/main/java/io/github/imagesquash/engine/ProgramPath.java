// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs as a shell does; {@link ProcessBuilder} would search this process's own path, not the given one. */
final class ProgramPath {
    private ProgramPath() {}

    /**
     * The first executable file with the name.
     *
     * @param path the value of {@code PATH}
     */
    static Optional<Path> find(String program, String path) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> Stream.of(Path.of(directory, program), Path.of(directory, program + ".exe")))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .map(Path::toAbsolutePath)
                .findFirst();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import io.github.imagesquash.cli.Commands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * Makes the bundle, and from it everything that is released. The AOT cache is made after all jars are in place, since it
 * records them.
 */
public final class DistBuild {
    private DistBuild() {}

    /** Takes the arguments of {@link BuildInputs#of}. */
    public static void main(String[] args) throws IOException {
        BuildInputs inputs = BuildInputs.of(args);
        Path bundle = FileTree.empty(inputs.target().resolve("bundle")).resolve(inputs.name());
        write(bundle, inputs);
        FileTree.setTimes(bundle, inputs.time());
        AotCache.write(bundle, inputs);
        FileTree.setTimes(bundle, inputs.time());
        Path archive = inputs.target().resolve(inputs.name() + ".tar.gz");
        Tarball.write(bundle, inputs.name(), inputs.time(), archive);
        Path script = inputs.target().resolve("install.sh");
        copy(inputs.checkout().resolve("dist/src/main/sh/install.sh"), script);
        List<Path> release = new ArrayList<>(List.of(archive, script));
        if (Platform.ofBuild().isLinux()) {
            release.add(debian(bundle, inputs));
            release.add(rpm(bundle, inputs));
            ContainerImage.write(bundle, inputs).ifPresent(release::add);
        }
        Checksums.write(inputs.target(), release);
    }

    private static Path debian(Path bundle, BuildInputs inputs) throws IOException {
        Path work = FileTree.empty(inputs.target().resolve("debian"));
        Path root = Files.createDirectory(work.resolve("root"));
        SystemTree.make(bundle, root, SystemTree.DEBIAN_ZSH);
        String machine = Platform.ofBuild().debianArchitecture();
        Path output = inputs.target().resolve("squash_" + inputs.version() + "_" + machine + ".deb");
        DebianPackage.write(root, inputs, work, output);
        return output;
    }

    private static Path rpm(Path bundle, BuildInputs inputs) throws IOException {
        Path root = FileTree.empty(inputs.target().resolve("rpm"));
        SystemTree.make(bundle, root, SystemTree.OTHER_ZSH);
        String machine = Platform.ofBuild().rpmArchitecture();
        Path output = inputs.target().resolve("squash-" + inputs.version() + "." + machine + ".rpm");
        RpmPackage.write(root, inputs, output);
        return output;
    }

    private static void write(Path bundle, BuildInputs inputs) throws IOException {
        Files.createDirectories(bundle.resolve("app"));
        RuntimeImage.link(bundle.resolve("runtime"), inputs.target().resolve("jlink.log"));
        ApplicationJars.copy(inputs.command(), bundle.resolve("app"));
        Path checkout = inputs.checkout();
        copy(checkout.resolve("squash-cli/jvm.options"), bundle.resolve("app/jvm.options"));
        for (String document : new String[] {"LICENSE", "README.md", "CHANGELOG.md"}) {
            copy(checkout.resolve(document), bundle.resolve(document));
        }
        Launcher.write(inputs, bundle);
        Licences.write(bundle, checkout.resolve("dist/src/main/licences"));
        CommandLine commands = Commands.all();
        Completions.write(commands, bundle.resolve("share"));
        ManualPages.write(commands, inputs, bundle.resolve("share/man/man1"));
        Sbom.write(inputs, bundle);
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.eclipse.packager.rpm.RpmTag;
import org.eclipse.packager.rpm.RpmVersion;
import org.eclipse.packager.rpm.build.BuilderContext;
import org.eclipse.packager.rpm.build.BuilderOptions;
import org.eclipse.packager.rpm.build.DigestAlgorithm;
import org.eclipse.packager.rpm.build.RpmBuilder;
import org.eclipse.packager.rpm.build.RpmBuilder.PackageInformation;
import org.eclipse.packager.rpm.build.SimpleFileInformationCustomizer;
import org.eclipse.packager.rpm.coding.PayloadCoding;
import org.eclipse.packager.rpm.deps.RpmDependencyFlags;

/** An rpm package, for Fedora, RHEL and openSUSE. */
final class RpmPackage {
    private static final String RELEASE = "1";
    private static final String DOCUMENTS = "usr/share/doc/squash";

    private RpmPackage() {}

    /** Writes a package of all files below a root directory. */
    static void write(Path root, BuildInputs inputs, Path output) throws IOException {
        // A hyphen is not allowed in a version. 1.0~SNAPSHOT sorts before 1.0.
        RpmVersion version = new RpmVersion(inputs.version().replace('-', '~'), RELEASE);
        String machine = Platform.ofBuild().rpmArchitecture();
        try (RpmBuilder builder = new RpmBuilder("squash", version, machine, output, options())) {
            describe(builder.getInformation());
            // The names that rpmbuild generates for a symbol version of libc and for the launcher's interpreter.
            builder.addRequirement(
                    "libc.so.6(GLIBC_" + RuntimeImage.OLDEST_GLIBC + ")(64bit)", "", RpmDependencyFlags.FIND_REQUIRES);
            builder.addRequirement("/bin/sh", "", RpmDependencyFlags.FIND_REQUIRES);
            int time = Math.toIntExact(inputs.time().to(TimeUnit.SECONDS));
            builder.setHeaderCustomizer(header -> header.putInt(RpmTag.BUILDTIME, time));
            BuilderContext context = builder.newContext();
            for (Path file : FileTree.walk(root)) {
                add(file, root, inputs, context);
            }
            builder.build();
        }
    }

    private static BuilderOptions options() {
        BuilderOptions options = new BuilderOptions();
        options.setFileDigestAlgorithm(DigestAlgorithm.SHA256);
        // Systems with the oldest supported glibc cannot read zstd.
        options.setPayloadCoding(PayloadCoding.GZIP);
        options.setOpenOptions(new OpenOption[] {
            StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE
        });
        return options;
    }

    private static void describe(PackageInformation information) {
        information.setSummary(Packaging.SUMMARY);
        information.setDescription(Packaging.DESCRIPTION.strip());
        information.setLicense(Packaging.LICENCE);
        information.setUrl(Packaging.HOMEPAGE);
        information.setPackager(Packaging.MAINTAINER);
        information.setVendor("squash");
        information.setGroup("Applications/System");
    }

    private static void add(Path file, Path root, BuildInputs inputs, BuilderContext context) throws IOException {
        Path name = root.relativize(file);
        int mode = FileTree.mode(file);
        SimpleFileInformationCustomizer attributes = information -> {
            information.setMode((short) mode);
            information.setTimestamp(inputs.time().toInstant());
        };
        if (Files.isSymbolicLink(file)) {
            String target = Files.readSymbolicLink(file).toString();
            context.addSymbolicLink("/" + name, target, attributes);
        } else if (Files.isRegularFile(file)) {
            context.addFile("/" + name, file, attributes);
        } else if (name.startsWith(SystemTree.HOME) || name.startsWith(DOCUMENTS)) {
            // Other directories belong to the system's packages.
            context.addDirectory("/" + name, attributes);
        }
    }
}

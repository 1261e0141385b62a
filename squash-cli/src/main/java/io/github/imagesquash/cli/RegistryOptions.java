package io.github.imagesquash.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How registries are reached. */
final class RegistryOptions {
    @Option(
            names = "--authfile",
            paramLabel = "FILE",
            description = "credentials, asked before those of docker login and podman login")
    String authFile = "";

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "certificates (PEM) of authorities to trust besides the system's; may be repeated")
    List<String> caFiles = new ArrayList<>();

    @Option(
            names = "--insecure",
            description = "accept any certificate, and plain HTTP (which localhost needs no option for)")
    boolean insecure;
}

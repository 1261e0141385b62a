// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli.option;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import picocli.CommandLine.Option;

/** How registries are reached. */
public final class RegistryOptions {
    @Option(
            names = "--authfile",
            paramLabel = "FILE",
            description = "credentials to try before those of docker login and podman login")
    public String authFile = "";

    @Option(
            names = "--ca-file",
            paramLabel = "FILE",
            description = "certificates (PEM) of authorities to trust besides the system's; may be repeated")
    public List<String> caFiles = new ArrayList<>();

    @Option(
            names = "--insecure",
            description = "accept any certificate, and plain HTTP (localhost may use plain HTTP without this option)")
    boolean insecure;

    @Option(
            names = "--allow-host",
            paramLabel = "HOST[:PORT]",
            description =
                    "a server on this machine or its network that a registry elsewhere may lead to; may be repeated")
    List<String> allowedHosts = new ArrayList<>();

    /** These options as words of a command line. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        if (!authFile.isEmpty()) {
            words.add("--authfile=" + authFile);
        }
        caFiles.forEach(file -> words.add("--ca-file=" + file));
        if (insecure) {
            words.add("--insecure");
        }
        allowedHosts.forEach(host -> words.add("--allow-host=" + host));
        return words;
    }

    /** The warnings already printed in this run: several images may need the same credentials. */
    final Set<String> warned = ConcurrentHashMap.newKeySet();
}

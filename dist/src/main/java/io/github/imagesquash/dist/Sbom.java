// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The content of the bundle as a CycloneDX 1.6 document: the jars by their Maven coordinates, and the Java runtime. It
 * has no serial number, so that two builds give the same bytes.
 */
final class Sbom {
    /** A line that the dependency plugin's goal {@code list} writes. */
    private static final Pattern COORDINATES =
            Pattern.compile("([\\w.-]+):([\\w.-]+):jar:([\\w.-]+):(?:compile|runtime)");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Sbom() {}

    static void write(BuildInputs inputs, Path bundle) throws IOException {
        ObjectNode document = JSON.createObjectNode();
        document.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        ObjectNode metadata = document.putObject("metadata");
        metadata.put("timestamp", inputs.time().toString());
        metadata.putObject("component")
                .put("type", "application")
                .put("name", "squash")
                .put("version", inputs.version());
        ArrayNode components = document.putArray("components");
        SortedSet<String> lines = new TreeSet<>(Files.readAllLines(inputs.jars()));
        for (String line : lines) {
            Matcher jar = COORDINATES.matcher(line);
            if (jar.find()) {
                components.add(component(jar.group(1), jar.group(2), jar.group(3), bundle));
            }
        }
        components.add(runtime(bundle));
        Files.writeString(bundle.resolve("sbom.cdx.json"), JSON.writeValueAsString(document) + "\n");
    }

    private static ObjectNode component(String group, String name, String version, Path bundle) throws IOException {
        boolean isCommand = name.equals("squash-cli");
        Path file = bundle.resolve("app").resolve(isCommand ? "squash.jar" : "lib/" + name + "-" + version + ".jar");
        ObjectNode component = JSON.createObjectNode();
        component.put("type", "library").put("group", group).put("name", name).put("version", version);
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", Checksums.sha256(file));
        component.putArray("licenses").addObject().put("expression", licence(name));
        component.put("purl", "pkg:maven/" + group + "/" + name + "@" + version + "?type=jar");
        return component;
    }

    /** Of what is in the jar as it is in the bundle, by the identifiers of SPDX. */
    private static String licence(String name) throws IOException {
        return switch (name) {
            case "aircompressor-v3" -> "Apache-2.0 AND MIT";
            case "jackson-core" -> "Apache-2.0 AND BSL-1.0 AND MIT";
            case "squash-core" -> "Apache-2.0 AND ISC";
            case "jline-native", "jline-terminal", "jline-terminal-ffm" -> "BSD-3-Clause";
            case "xz" -> "0BSD";
            case "zstd-jni" -> "BSD-2-Clause AND BSD-3-Clause";
            case "commons-codec",
                    "commons-compress",
                    "commons-io",
                    "commons-lang3",
                    "jackson-annotations",
                    "jackson-databind",
                    "picocli",
                    "snakeyaml-engine",
                    "squash-cli" -> "Apache-2.0";
            default -> throw new IOException("the SBOM needs the licence of " + name);
        };
    }

    private static ObjectNode runtime(Path bundle) throws IOException {
        Properties release = new Properties();
        try (Reader reader = Files.newBufferedReader(bundle.resolve("runtime/release"))) {
            release.load(reader);
        }
        ObjectNode runtime = JSON.createObjectNode();
        runtime.put("type", "platform");
        runtime.put("publisher", System.getProperty("java.vendor"));
        runtime.put("name", "OpenJDK");
        runtime.put("version", System.getProperty("java.runtime.version"));
        runtime.put(
                "description",
                "Java runtime of the modules " + release.getProperty("MODULES").replace("\"", ""));
        runtime.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        return runtime;
    }
}

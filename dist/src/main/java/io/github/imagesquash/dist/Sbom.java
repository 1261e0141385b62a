// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.dist;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What is in the bundle, in the form of CycloneDX. The plugin has listed the jars as Maven knows them; here they get the
 * digests that they have in the bundle, and the Java runtime is added.
 */
final class Sbom {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Sbom() {}

    static void write(BuildInputs inputs, Path bundle) throws IOException {
        ObjectNode document = (ObjectNode) JSON.readTree(Files.readAllBytes(inputs.sbom()));
        ((ObjectNode) document.at("/metadata/component")).put("name", "squash").put("type", "application");
        for (JsonNode component : document.withArray("components")) {
            setDigest((ObjectNode) component, bundle);
        }
        document.withArray("components").add(runtime(bundle));
        Files.writeString(bundle.resolve("sbom.cdx.json"), JSON.writeValueAsString(document) + "\n");
    }

    private static void setDigest(ObjectNode component, Path bundle) throws IOException {
        String jar = component.path("name").asText() + "-"
                + component.path("version").asText() + ".jar";
        Path file = bundle.resolve("app/lib").resolve(jar);
        if (component.path("name").asText().equals("squash-cli")) {
            file = bundle.resolve("app/squash.jar");
        }
        if (!Files.exists(file)) {
            throw new IOException("in the SBOM, but not in the bundle: " + jar);
        }
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", Checksums.sha256(file));
    }

    private static ObjectNode runtime(Path bundle) throws IOException {
        Properties release = new Properties();
        try (var reader = Files.newBufferedReader(bundle.resolve("runtime/release"))) {
            release.load(reader);
        }
        ObjectNode runtime = JSON.createObjectNode();
        runtime.put("type", "platform");
        runtime.put("publisher", System.getProperty("java.vendor"));
        runtime.put("name", "OpenJDK");
        runtime.put("version", System.getProperty("java.runtime.version"));
        runtime.put("description", "Java runtime of the modules " + unquoted(release.getProperty("MODULES")));
        runtime.putArray("licenses").addObject().put("expression", "GPL-2.0-only WITH Classpath-exception-2.0");
        return runtime;
    }

    private static String unquoted(String value) {
        return value.replace("\"", "");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is offered for pipelines is valid by the schemas that the pipelines' projects publish; nothing has a key that they lack. */
class PublishedSchemasIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads Kubernetes' resources and refuses fields that they do not have, which their classes would keep. */
    static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated method) {
                    return false;
                }
            });

    private static ObjectNode document(String file) throws IOException {
        return JSON.valueToTree(Yaml.documents(file).getFirst());
    }

    private static List<String> violations(String schema, JsonNode document) throws IOException {
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(schema(schema).toString())
                .validate(document.toString(), InputFormat.JSON)
                .stream()
                .map(Error::toString)
                .toList();
    }

    private static JsonNode schema(String name) throws IOException {
        try (InputStream in = PublishedSchemasIT.class.getResourceAsStream("/schemas/" + name + ".json")) {
            JsonNode schema = JSON.readTree(in);
            if (name.startsWith("tekton")) {
                refuseUnknownFields(schema);
            }
            return schema;
        }
    }

    /** Does what Kubernetes does when it validates strictly: its schemas do not say so themselves. */
    private static void refuseUnknownFields(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("properties").isObject()
                && !object.has("x-kubernetes-preserve-unknown-fields")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(PublishedSchemasIT::refuseUnknownFields);
    }

    @ParameterizedTest
    @CsvSource({
        "github-action,   action.yml,                    /runs/steps/0",
        "github-workflow, .github/workflows/ci.yml,      ''",
        "github-workflow, .github/workflows/release.yml, ''",
        "tekton-task-v1,  deploy/tekton/squash.yaml,     /spec/steps/0/securityContext",
    })
    void fileIsValidByThePublishedSchema(String schema, String file, String object) throws IOException {
        ObjectNode document = document(file);
        assertEquals(List.of(), violations(schema, document));
        ((ObjectNode) document.at(object)).put("imgae", "typo");
        assertFalse(violations(schema, document).isEmpty(), "a field that does not exist passes");
    }

    @Test
    void kubernetesJobHasOnlyFieldsOfKubernetes() throws IOException {
        ObjectNode document = document("deploy/kubernetes/squash-job.yaml");
        Job job = STRICT.treeToValue(document, Job.class);
        assertEquals(document, JSON.readTree(JSON.writeValueAsString(job)));
        ObjectNode container = (ObjectNode) document.at("/spec/template/spec/containers/0");
        container.put("imgae", "typo");
        assertThrows(IOException.class, () -> STRICT.treeToValue(document, Job.class));
    }
}

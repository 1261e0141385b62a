// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.github.imagesquash.message.Printable;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code node_modules/NAME} and {@code node_modules/@SCOPE/NAME}: the name and version in {@code package.json}, and all
 * files below except those of packages in a {@code node_modules} of its own. This applies to npm, yarn and pnpm.
 */
final class NpmPackages implements DatabaseReader {
    private static final Set<String> NESTED = Set.of("node_modules");
    private static final JsonFactory JSON = new JsonFactory();

    @Override
    public void read(DatabaseDirectory place, PackageCollector findings) throws IOException {
        if (isPackage(place)) {
            Optional<DatabaseFile> description = place.file("package.json");
            if (description.isPresent()) {
                findings.from(description.get(), () -> read(place, description.get(), findings));
            }
        }
    }

    private static boolean isPackage(DatabaseDirectory place) {
        if (place.path().names().size() < 2) {
            return false;
        }
        String parent = RawText.of(place.path().parent().last());
        return parent.equals("node_modules")
                || parent.startsWith("@") && place.parent().parent().endsWith("node_modules");
    }

    private static void read(DatabaseDirectory place, DatabaseFile description, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        Map<String, String> texts = texts(findings.content(description));
        if (texts.containsKey("name")) {
            PackageFiles files = new PackageFiles(place.resolver(0));
            files.addAll(place, NESTED);
            String name = Printable.of(texts.get("name"));
            String version = Printable.of(texts.getOrDefault("version", ""));
            findings.add(files.of(new PackageId(Ecosystem.NPM, name, version, ""), name, description.path(), 0));
        }
    }

    /** The fields of the outermost object that are texts. */
    private static Map<String, String> texts(byte[] json) throws IOException, MalformedDatabaseException {
        Map<String, String> texts = new HashMap<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MalformedDatabaseException("not a JSON object");
            }
            for (String field = parser.nextFieldName(); field != null; field = parser.nextFieldName()) {
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    texts.put(field, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
        } catch (JsonProcessingException e) {
            throw new MalformedDatabaseException("not JSON: " + e.getOriginalMessage());
        } catch (CharConversionException e) {
            // With zeros at the beginning the parser assumes UTF-32.
            throw new MalformedDatabaseException("not JSON: no text");
        }
        return texts;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import io.github.imagesquash.oci.Reference;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of new images, made of the names of the old ones. */
public sealed interface TargetTemplate {
    /** The name of the new image. */
    Reference target(Reference source);

    /**
     * Another name.
     *
     * @param template with {@code {repository}} for registry and path, {@code {registry}}, {@code {path}} and {@code {tag}}
     */
    record Renamed(String template) implements TargetTemplate {
        private static final List<String> PARTS = List.of("repository", "registry", "path", "tag");

        /** @throws IllegalArgumentException if it has other placeholders, or does not give a name */
        public Renamed {
            requirePlaceholders(template, PARTS);
            fill(template, new Reference("reg.example", "path", "tag"));
        }

        @Override
        public Reference target(Reference source) {
            return fill(template, source);
        }

        private static Reference fill(String template, Reference source) {
            return Reference.parse(template.replace("{repository}", source.domain() + "/" + source.path())
                    .replace("{registry}", source.domain())
                    .replace("{path}", source.path())
                    .replace("{tag}", source.tag()));
        }
    }

    /**
     * The same name; the old image gets another tag.
     *
     * @param before the old image's tag, with {@code {tag}} for its former one
     */
    record InPlace(String before) implements TargetTemplate {
        /** The usual tag of the old image. */
        public static final InPlace USUAL = new InPlace("{tag}-before-squash");

        private static final String TAG = "{tag}";

        /** @throws IllegalArgumentException if it does not give another tag for each */
        public InPlace {
            requirePlaceholders(before, List.of("tag"));
            if (!before.contains(TAG) || before.equals(TAG)) {
                throw new IllegalArgumentException(
                        "\"" + before + "\": expected {tag} and more, for example {tag}-before-squash");
            }
            new Reference("reg.example", "path", before.replace(TAG, "tag"));
        }

        @Override
        public Reference target(Reference source) {
            return source;
        }

        /** The tag that the old image gets. */
        String backup(String tag) {
            return before.replace(TAG, tag);
        }
    }

    private static void requirePlaceholders(String template, List<String> known) {
        Matcher placeholders = Pattern.compile("\\{([^{}]*)}?").matcher(template);
        while (placeholders.find()) {
            if (!known.contains(placeholders.group(1)) || !placeholders.group().endsWith("}")) {
                throw new IllegalArgumentException("\"" + template + "\": " + placeholders.group() + " is none of {"
                        + String.join("}, {", known) + "}");
            }
        }
    }
}

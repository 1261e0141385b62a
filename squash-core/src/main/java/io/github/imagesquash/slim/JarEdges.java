// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.packages.JarReader;
import io.github.imagesquash.packages.RawText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.regex.Pattern;

/**
 * What Java archives need: the archives in the {@code Class-Path} of the manifest (JAR File Specification), and native
 * libraries that classes load by name. Classes are only searched if packages have such libraries.
 */
final class JarEdges implements EdgeFinder {
    private static final String MANIFEST = "META-INF/MANIFEST.MF";
    private static final Pattern ARCHIVE = Pattern.compile(".+\\.(?:jar|war|ear)");
    private static final Pattern LIBRARY = Pattern.compile("[\\w.+-]{1,100}");
    private static final String LOADS = "loadLibrary";

    private final ImageLookup lookup;
    private final PackageOwners owners;
    private final JarReader jars = new JarReader();

    JarEdges(ImageLookup lookup, PackageOwners owners) {
        this.lookup = lookup;
        this.owners = owners;
    }

    @Override
    public void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        if (!ARCHIVE.matcher(file.name()).matches()) {
            return;
        }
        boolean classes = owners.hasNativeLibraries();
        Set<String> archives = new LinkedHashSet<>();
        Set<String> libraries = new LinkedHashSet<>();
        boolean all = jars.read(
                file.inode(), name -> name.equals(MANIFEST) || classes && name.endsWith(".class"), (name, content) -> {
                    if (name.equals(MANIFEST)) {
                        archives.addAll(classPath(content));
                    } else {
                        libraries.addAll(libraries(content));
                    }
                });
        if (!all) {
            file.setPartlySearched();
        }
        for (String archive : archives) {
            String path = archive.startsWith("/") ? archive : file.directory() + "/" + archive;
            String how = "its manifest names " + RawText.shown(archive);
            lookup.file(path).forEach(found -> edges.accept(new Edge(found, Strength.NAMED, how)));
        }
        for (String library : libraries) {
            String how = "a class loads " + RawText.shown(library);
            owners.libraries("lib" + library + ".so")
                    .forEach(found -> edges.accept(new Edge(found, Strength.GUESSED, how)));
        }
    }

    /** Relative URLs, separated by spaces. */
    private static List<String> classPath(byte[] manifest) {
        try {
            Attributes main = new Manifest(new ByteArrayInputStream(manifest)).getMainAttributes();
            Object path = main.getOrDefault(Attributes.Name.CLASS_PATH, "");
            return List.of(Evidence.latin(path.toString()).replace("file:", "").split(" +"));
        } catch (IOException e) {
            return List.of(); // an invalid manifest, as for the virtual machine
        }
    }

    /** The names that a class may load a library by: all its short texts, if it loads any. */
    private static List<String> libraries(byte[] classFile) {
        List<String> texts = ClassConstants.texts(classFile);
        return texts.contains(LOADS)
                ? texts.stream().filter(text -> LIBRARY.matcher(text).matches()).toList()
                : List.of();
    }
}

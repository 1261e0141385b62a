// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.filter.ShellVariables;
import io.github.imagesquash.oci.ConfigText;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.packages.RawText;
import io.github.imagesquash.tree.FileTree;
import io.github.imagesquash.tree.ImagePath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * All kinds of evidence that an image has for what a file needs.
 *
 * @param variables the environment of the image
 * @param lookup finds paths and commands
 * @param imports finds modules
 * @param plugins finds plugins
 * @param finders all kinds, {@code imports} and {@code plugins} among them
 * @param names the names under which files with several of them are searched
 * @param known the edges of files that were searched, and that the image does not start
 * @param partly files of which a part was left unread
 */
record Evidence(
        ShellVariables variables,
        ImageLookup lookup,
        ImportEdges imports,
        PluginEdges plugins,
        List<EdgeFinder> finders,
        SearchedNames names,
        KnownEdges known,
        SortedSet<ImagePath> partly) {
    Evidence {
        finders = List.copyOf(finders);
    }

    /**
     * For a tree, whose layers must be open.
     *
     * @param whole directories of which all files are meant if something names them
     */
    static Evidence of(FileTree tree, ExecutionParameters execution, PackageOwners owners, Predicate<ImagePath> whole)
            throws IOException {
        ShellVariables variables = new ShellVariables();
        for (ConfigText text : execution.texts()) {
            if (text.setting().equals("Env")) {
                variables.define(text.name(), latin(text.value()));
            }
        }
        variables.define("PATH", ImageLookup.DEFAULT_PATH);
        ImageLookup lookup = new ImageLookup(tree, variables.value("PATH"), whole);
        LibrarySearch libraries = new LibrarySearch(lookup, variables.value("LD_LIBRARY_PATH"));
        ImportEdges imports = new ImportEdges(lookup);
        PluginEdges plugins = new PluginEdges(owners, lookup);
        return new Evidence(
                variables,
                lookup,
                imports,
                plugins,
                List.of(
                        new ElfEdges(lookup, libraries, owners),
                        new ElfTextEdges(lookup, owners),
                        new ShebangEdges(lookup),
                        new ShellEdges(lookup, variables),
                        new TextPathEdges(lookup),
                        new ModuleNameEdges(owners),
                        new ExecLineEdges(lookup),
                        new ProcessCallEdges(lookup),
                        new JarEdges(lookup, owners),
                        imports,
                        plugins),
                new SearchedNames(),
                new KnownEdges(),
                new TreeSet<>());
    }

    /** Passes on everything that a file needs. */
    void find(ScannedFile file, Consumer<Edge> edges) throws IOException {
        ImagePath other = names.searched(file);
        if (!other.equals(file.path())) {
            edges.accept(new Edge(other, Strength.PROVEN, "is the same file"));
            return;
        }
        Optional<List<Edge>> found = file.isStarted() ? Optional.empty() : known.of(file.path());
        (found.isPresent() ? found.get() : search(file)).forEach(edges);
    }

    private List<Edge> search(ScannedFile file) throws IOException {
        List<Edge> found = new ArrayList<>();
        for (EdgeFinder finder : finders) {
            finder.find(file, found::add);
        }
        if (file.isPartlySearched()) {
            partly.add(file.path());
        }
        return file.isStarted() ? found : known.put(file.path(), found);
    }

    /** A text of the config, with a character for each byte. */
    static String latin(String text) {
        return RawText.of(text.getBytes(StandardCharsets.UTF_8));
    }
}

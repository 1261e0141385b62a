// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.glob.Glob;
import io.github.imagesquash.tree.ImagePath;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A language whose programs name their modules, and where the packages of a distribution put these. */
enum ImportLanguage {
    PYTHON(
            Set.of("py", "pyw"),
            "python",
            List.of("import", "-m"),
            "(?m)(?:^|;)[ \\t]*+(?:from\\s++([\\w.]++)\\s++import|import\\s++((?:[\\w., \\t]|\\\\\\R)++))|-m\\s++([\\w.]++)"
                    + "|(?:import_module|import__)\\(\\s*+[\"']([\\w.]++)[\"']",
            List.of("usr/lib/python3/dist-packages", "usr/lib/python3.*", "usr/lib/python3.*/lib-dynload"),
            List.of(".py", "/__init__.py", ".*.so", ".so")),
    PERL(
            Set.of("pl", "pm", "cgi", "t"),
            "perl",
            List.of("use", "require", "-M"),
            "(?m)(?:^|;)[ \\t]*+(?:use|require)\\s++(?:(?:parent|base)\\s++(?:-norequire\\s*+,\\s*+)?+(?:qw\\s*+\\W|[\"'])"
                    + "([\\w:\\s]++)|([A-Za-z][\\w:]*+))|-M([\\w:]++)",
            List.of(
                    "etc/perl",
                    "usr/lib/*/perl5/*",
                    "usr/share/perl5",
                    "usr/lib/*/perl-base",
                    "usr/lib/*/perl/*",
                    "usr/share/perl/*"),
            List.of(".pm")),
    RUBY(
            Set.of("rb", "ru", "gemspec", "rake"),
            "ruby",
            List.of("require", "gem"),
            "(?m)\\brequire\\s*+\\(?+\\s*+[\"']([\\w/.-]++)[\"']|^[ \\t]*+gem\\s*+\\(?+\\s*+[\"']([\\w.-]++)[\"']",
            List.of(
                    "usr/lib/ruby/vendor_ruby",
                    "usr/lib/ruby/*",
                    "usr/lib/*/ruby/vendor_ruby/*",
                    "usr/lib/*/ruby/*",
                    "usr/share/rubygems-integration/*/specifications"),
            List.of(".rb", ".so", "-*.gemspec")),
    NODE(
            Set.of("js", "mjs", "cjs", "ts"),
            "node",
            List.of("require", "import", "from"),
            "\\b(?:require|import)\\s*+\\(\\s*+[\"'](@?+[\\w./-]++)[\"']|\\bfrom\\s*+[\"'](@?+[\\w./-]++)[\"']",
            List.of("usr/share/nodejs", "usr/lib/nodejs", "usr/lib/*/nodejs"),
            List.of("/package.json", ".js")),
    PHP(
            Set.of("php", "phtml"),
            "php",
            List.of("require", "include"),
            "\\b(?:require|include)(?:_once)?+\\s*+\\(?+\\s*+[\"']([\\w./-]++)[\"']",
            List.of("usr/share/php"),
            List.of("")),
    LUA(
            Set.of("lua"),
            "lua",
            List.of("require"),
            "\\brequire\\s*+\\(?+\\s*+(?:[\"']|\\[\\[)([\\w./-]++)(?:[\"']|\\]\\])",
            List.of("usr/share/lua/*", "usr/lib/*/lua/*", "usr/lib/lua/*"),
            List.of(".lua", "/init.lua", ".so")),
    R(
            Set.of("R", "r", "Rmd"),
            "Rscript",
            List.of("library", "require", "loadNamespace", "::"),
            "\\b(?:library|require|requireNamespace|loadNamespace)\\s*+\\(\\s*+[\"']?+([A-Za-z][\\w.]*+)"
                    + "|(?<=(?<![\\w.])([A-Za-z][\\w.]{0,99}))::",
            List.of("usr/lib/R/library", "usr/lib/R/site-library"),
            List.of("/DESCRIPTION"));

    private static final List<Glob> SEARCHED = Stream.of(values())
            .flatMap(language -> language.directories.stream())
            .map(directory -> Glob.parse("/" + directory))
            .toList();

    /** What is in front of a keyword in its statement. */
    private static final int LONGEST_BEFORE = 256;

    private final Set<String> extensions;
    private final String interpreter;
    private final List<String> keywords;
    private final Pattern imports;
    private final List<String> directories;
    private final List<String> suffixes;

    ImportLanguage(
            Set<String> extensions,
            String interpreter,
            List<String> keywords,
            String imports,
            List<String> directories,
            List<String> suffixes) {
        this.extensions = extensions;
        this.interpreter = interpreter;
        this.keywords = keywords;
        this.imports = Pattern.compile(imports);
        this.directories = directories;
        this.suffixes = suffixes;
    }

    /** Whether a file is a program or a module in this language, by its name or its first line. */
    boolean isLanguageOf(ScannedFile file) {
        String name = file.name();
        return extensions.contains(name.substring(name.lastIndexOf('.') + 1))
                || file.interpreter().startsWith(interpreter);
    }

    /**
     * Finds names of modules in a text. The pattern is tried where a keyword is, at the separator in front of it, and where
     * its line begins, since most of a text has none.
     *
     * @param modules receives each name, some several times
     */
    void namedIn(String text, Consumer<String> modules) {
        Matcher imported = imports.matcher(text).useAnchoringBounds(false).useTransparentBounds(true);
        for (String keyword : keywords) {
            for (int at = text.indexOf(keyword); at >= 0; at = text.indexOf(keyword, at + keyword.length())) {
                int statement = at;
                while (statement > 0
                        && at - statement < LONGEST_BEFORE
                        && " \t".indexOf(text.charAt(statement - 1)) >= 0) {
                    statement--;
                }
                int line = text.lastIndexOf('\n', at) + 1;
                for (int start : new int[] {at, Math.max(0, statement - 1), Math.max(line, at - LONGEST_BEFORE)}) {
                    if (imported.region(start, text.length()).lookingAt()) {
                        IntStream.rangeClosed(1, imported.groupCount())
                                .boxed()
                                .filter(group -> imported.group(group) != null)
                                .flatMap(group -> listed(imported.group(group)))
                                .forEach(modules);
                    }
                }
            }
        }
    }

    /** The modules of a list, which Python divides by commas, with other names behind them, and Perl by blanks. */
    private Stream<String> listed(String names) {
        return Stream.of(names.split(this == PYTHON ? "," : "\\s++"))
                .map(name -> name.replace('\\', ' ').strip().split("\\s++")[0])
                .filter(name -> !name.isEmpty());
    }

    /**
     * Whether an interpreter searches a directory for modules. That it names or lists the directory says nothing about
     * the modules there; imports do.
     */
    static boolean isSearched(ImagePath directory) {
        byte[] path = directory.bytes();
        return SEARCHED.stream().anyMatch(glob -> glob.fits(path));
    }

    /** Whether a file is somewhere in such a directory. */
    static boolean isModule(ImagePath file) {
        for (ImagePath place = file; !place.isRoot(); place = place.parent()) {
            if (isSearched(place)) {
                return true;
            }
        }
        return false;
    }

    /** Patterns of directories with modules, in the interpreter's order. */
    List<String> directories() {
        return directories;
    }

    /** Behind a module's path; {@code *} is any text. */
    List<String> suffixes() {
        return suffixes;
    }

    /** Whether only the first directory counts that has a module. The others keep all, in case of several versions. */
    boolean takesFirst() {
        return this == PERL;
    }

    /** The paths that a module's name may mean, relative to a directory, the most specific first. */
    Stream<String> paths(String module) {
        return switch (this) {
            case PYTHON, LUA -> {
                String path = module.replace('.', '/');
                int first = path.indexOf('/');
                yield first < 0 ? Stream.of(path) : Stream.of(path, path.substring(0, first));
            }
            case PERL -> Stream.of(module.replace("::", "/"));
            case RUBY, PHP, R -> Stream.of(module);
            case NODE -> {
                String[] parts = module.split("/");
                boolean scoped = module.startsWith("@") && parts.length > 1;
                yield Stream.of(scoped ? parts[0] + "/" + parts[1] : parts.length == 0 ? "" : parts[0]);
            }
        };
    }
}

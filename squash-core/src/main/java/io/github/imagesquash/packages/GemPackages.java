// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code specifications/NAME-VERSION.gemspec} below any directory of RubyGems, with the files in {@code
 * gems/NAME-VERSION} beside it. Specifications are programs, so only the forms that RubyGems writes are supported: its
 * stub line, or plain assignments. Specifications of gems that come with Ruby own only themselves.
 */
final class GemPackages implements DatabaseReader {
    private static final String SUFFIX = ".gemspec";
    private static final Set<String> NONE = Set.of();
    private static final Pattern STUB = Pattern.compile("(?m)^# stub: (\\S+) (\\S+)");
    private static final Pattern NAME = Pattern.compile("(?m)^\\s*\\w+\\.name\\s*=\\s*[\"']([^\"'\n]+)[\"']");
    private static final Pattern VERSION = Pattern.compile("(?m)^\\s*\\w+\\.version\\s*=\\s*[\"']([^\"'\n]+)[\"']");

    @Override
    public void read(DatabaseDirectory place, PackageCollector findings) throws IOException {
        if (place.endsWith("specifications") || place.endsWith("specifications", "default")) {
            for (DatabaseFile file : place.files()) {
                if (file.name().endsWith(SUFFIX)) {
                    findings.from(file, () -> read(place, file, findings));
                }
            }
        }
    }

    private static void read(DatabaseDirectory specifications, DatabaseFile file, PackageCollector findings)
            throws IOException, MalformedDatabaseException {
        PackageId id = id(RawText.of(findings.content(file)));
        String fullName = file.name().substring(0, file.name().length() - SUFFIX.length());
        PackageFiles files = PackageFiles.of(specifications, file);
        if (specifications.endsWith("specifications")
                && specifications.path().names().size() > 1) {
            directories(specifications.parent(), fullName).forEach(gem -> files.addAll(gem, NONE));
        }
        findings.add(files.of(id, id.name(), file.path(), 0));
    }

    private static PackageId id(String specification) throws MalformedDatabaseException {
        Matcher stub = STUB.matcher(specification);
        if (stub.find()) {
            return new PackageId(Ecosystem.GEM, RawText.shown(stub.group(1)), RawText.shown(stub.group(2)), "");
        }
        Matcher name = NAME.matcher(specification);
        Matcher version = VERSION.matcher(specification);
        if (name.find() && version.find()) {
            return new PackageId(Ecosystem.GEM, RawText.shown(name.group(1)), RawText.shown(version.group(1)), "");
        }
        throw new MalformedDatabaseException("no name or version");
    }

    /** {@code gems/FULL-NAME}, and its compiled extensions, {@code extensions/PLATFORM/ABI/FULL-NAME}. */
    private static Stream<DatabaseDirectory> directories(DatabaseDirectory home, String fullName) {
        Stream<DatabaseDirectory> extensions = below(home, "extensions").stream()
                .flatMap(place -> place.directories().stream())
                .flatMap(platform -> platform.directories().stream());
        return Stream.concat(below(home, "gems").stream(), extensions)
                .flatMap(place -> below(place, fullName).stream());
    }

    private static Optional<DatabaseDirectory> below(DatabaseDirectory place, String name) {
        return place.below(RawText.name(name));
    }
}

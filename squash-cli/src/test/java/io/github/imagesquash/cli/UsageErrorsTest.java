// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.imagesquash.cli.option.CommandNames;
import io.github.imagesquash.cli.terminal.Terminals;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageErrorsTest {
    private static final Terminals ALL = new Terminals(true, true, true);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
        --compresion gzip      | unknown option: '--compresion'; did you mean --compression?
        other.tar              | one IMAGE is expected, found also 'other.tar'; did you mean squash old.tar -o other.tar?
        -t app@sha256:00       | --tag: image name "app@sha256:00" has a digest; expected a name and a tag
        --platform linux/      | --platform: platform "linux/" is not of the form os/architecture or os/architecture/variant, such as linux/arm64
        --trust podman         | --trust: "podman" is none of oci, docker
        --trust agreement      | --trust: "agreement" is none of oci, docker
        -c xz                  | --compression: "xz" is none of none, gzip, zstd, zstd:chunked
        -c gzip -l 13          | --level: level 13 is outside of 1..12 for gzip
        -c zstd -l max         | --level: "max" is not a whole number
        -c none -l 1           | --level has no meaning with --compression none
        -l 5                   | --level requires --compression, because the range depends on it
        --symlink-parents keep | --symlink-parents: "keep" is none of overlay, follow
        --max-entries 0        | --max-entries: "0" is not a whole number from 1 to 2147483647
        --group-by sizes       | --group-by: "sizes" is none of size, package, directory:PATH,…, auto, previous:IMAGE; did you mean size?
        --group-by directory:u | --group-by: "u" is not an absolute directory path; expected for example directory:/usr,/opt
        --group-by directory:/u,/u | --group-by: a directory is given twice: /u,/u
        --max-layers 3         | --max-layers requires --group-by size, package or previous:IMAGE
        --layer-size 1MB       | --layer-size requires --group-by size
        --group-by package --layer-size 1MB | --layer-size requires --group-by size
        --group-by package --max-layers 1 | --max-layers: expected 2 to 125 layers, not 1
        --group-by previous:old.tar --layer-size 1MB | --layer-size requires --group-by size
        --group-by previous:old.tar --max-layers 126 | --max-layers: "126" is not a whole number from 1 to 125
        --group-by previous:- | --group-by: only IMAGE can be read from standard input
        --group-by previous:old.tar -f 1 | --group-by previous: keeps layers of the previous image; leave out options that keep layers of IMAGE itself
        --group-by size --max-layers 126 | --max-layers: "126" is not a whole number from 1 to 125
        --group-by size --layer-size 0 | --layer-size: "0" is not a size; expected bytes, or a number and a unit: kB, MB, GB, TB, KiB, MiB, GiB, TiB
        --change EVN           | --change: "EVN": "EVN" is none of CMD, ENTRYPOINT, ENV, EXPOSE, HEALTHCHECK, LABEL, ONBUILD, STOPSIGNAL, UNSET, USER, VOLUME, WORKDIR; did you mean ENV?
        --change CMD           | --change: "CMD": CMD needs an argument
        --threads -1           | --threads: "-1" is not a whole number from 1 to 1024
        --temp-dir /nowhere/at | --temp-dir: there is no directory /nowhere/at
        --progress yes         | --progress: "yes" is none of auto, always, never
        --tga app:2            | unknown option: '--tga'; did you mean --tag?
        -c zst                 | --compression: "zst" is none of none, gzip, zstd, zstd:chunked; did you mean zstd?
        --trust dcoker         | --trust: "dcoker" is none of oci, docker; did you mean docker?
        --slim=fles            | --slim: "fles" is none of packages, files; did you mean files?
        --slim=size            | --slim: "size" is none of packages, files
        --quiet=x              | --quiet takes no value, and "x" was given
        --format ocl           | --format: "ocl" is none of oci, docker; did you mean oci?
        --platform amd46       | --platform: platform "amd46" is neither a known system nor a known processor; expected for example linux/arm64 or arm64; did you mean amd64?
        --drop cahces          | --drop: there is no set "cahces"; the sets are backups, build-caches, bytecode, caches, dev-files, docs, history, locales, logs, tmp, vcs; did you mean caches?
        """)
    void namesTheOptionAndWhatIsExpected(String options, String message) {
        String[] args = Stream.concat(Stream.of("old.tar", "-o", "new.tar"), Arrays.stream(options.split(" ")))
                .toArray(String[]::new);
        assertEquals("squash: " + message, Cli.PLAIN.run(args).refusal(2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        analyse old.tar         | one IMAGE is expected, found also 'old.tar'; did you mean squash analyze?
        rebsae --new-base b a   | unknown option: '--new-base'; did you mean squash rebase?
        ruels --explain caches  | unknown option: '--explain'; did you mean squash rules?
        ./old.tar new.tar       | one IMAGE is expected, found also 'new.tar'; did you mean squash ./old.tar -o new.tar?
        help anlyze             | there is no command 'anlyze'; did you mean squash help analyze?
        """)
    void namesTheCommandThatWasMeant(String arguments, String message) {
        assertEquals("squash: " + message, Cli.PLAIN.run(arguments.split(" ")).refusal(2));
    }

    @Test
    void listsTheCommandsIfNoneIsLikeTheWord() {
        String commands = String.join(", ", CommandNames.ALL);
        assertEquals(
                "squash: one IMAGE is expected, found also 'old.tar'; the commands are " + commands,
                Cli.PLAIN.run("info", "old.tar").refusal(2));
        assertEquals(
                "squash: there is no command 'docker', only " + commands,
                Cli.PLAIN.run("help", "docker").refusal(2));
    }

    @Test
    void hintFollowsTheMessage() {
        assertEquals("""
            squash: missing required parameter: 'IMAGE'
            Try 'squash --help' for the options.
            """, Cli.PLAIN.run("-o", "new.tar").err());
    }

    @Test
    void jsonAndArchiveDoNotShareStandardOutput() {
        assertEquals(
                "squash: --json and -o - would both write to standard output: give -o a file",
                Cli.PLAIN.run("old.tar", "-o", "-", "--json").refusal(2));
    }

    @Test
    void archiveDoesNotGoToTerminal() {
        assertEquals(
                "squash: -o - would write an archive to the terminal: use -o FILE, or redirect the output",
                Cli.PLAIN.withTerminals(ALL).run("old.tar", "-o", "-").refusal(2));
    }

    @Test
    void archiveDoesNotComeFromTerminal() {
        assertEquals(
                "squash: IMAGE is -, but standard input is a terminal: give a file, or send an archive"
                        + " as in docker save app:1 | squash - -o new.tar",
                Cli.PLAIN.withTerminals(ALL).run("-", "-o", "new.tar").refusal(2));
    }

    @Test
    void controlCharactersOfArgumentsDoNotReachTheTerminal() {
        assertEquals(
                "squash: --trust: \"a\\x1b[31mb\" is none of oci, docker",
                Cli.PLAIN
                        .run("old.tar", "-o", "new.tar", "--trust", "a\u001b[31mb")
                        .refusal(2));
    }
}

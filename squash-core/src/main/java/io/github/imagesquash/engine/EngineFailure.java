// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.engine;

import io.github.imagesquash.message.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns the message of an engine or its client into one line that tells the user what to do. */
final class EngineFailure {
    private static final Pattern NO_DAEMON =
            Pattern.compile("(?i)cannot connect to the Docker daemon at (\\S+?)\\.? .*");
    private static final Pattern NO_PERMISSION =
            Pattern.compile("(?i).*permission denied while trying to connect to .* at (\\S+?):?(?: .*)?");
    private static final Pattern NO_IMAGE =
            Pattern.compile("(?is).*(no such image|no such object|image not known|reference does not exist).*");
    private static final Pattern PREFIX = Pattern.compile("^(?:(?:Error response from daemon|Error|error"
            + "|Failed to initialize|unable to resolve docker endpoint): )+");
    private static final Pattern ABSENT_CONTENT =
            Pattern.compile("(?i)(content digest \\S+: not found|does not provide the specified platform)");
    private static final String PARTLY_THERE = "; the engine does not have all platforms of the image:"
            + " --platform (with Docker 28 or newer) takes one that it has, docker pull --platform brings another";
    private static final String UNIX = "unix://";

    private EngineFailure() {}

    /** Whether the engine says that it does not have the image. */
    static boolean isUnknownImage(String said) {
        return NO_IMAGE.matcher(said).matches();
    }

    /**
     * The failure of a client.
     *
     * @param said its standard error
     * @param otherwise the message if that is empty
     */
    static EngineException of(EngineKind kind, String said, String otherwise) {
        Optional<String> noConnection = ConnectionFailure.problem(said);
        if (noConnection.isPresent()) {
            return new EngineException(kind, Printable.of(noConnection.get()));
        }
        String line = lastLine(said);
        Matcher noDaemon = NO_DAEMON.matcher(line);
        if (noDaemon.matches()) {
            return noDaemon(kind, noDaemon.group(1));
        }
        Matcher noPermission = NO_PERMISSION.matcher(line);
        if (noPermission.matches()) {
            return noPermission(kind, noPermission.group(1));
        }
        String problem = PREFIX.matcher(line).replaceFirst("") + (isPartlyThere(line) ? PARTLY_THERE : "");
        return new EngineException(kind, Printable.of(problem.isEmpty() ? otherwise : problem));
    }

    /** Docker's containerd store saves all platforms of an index, whether it has pulled them or not. */
    private static boolean isPartlyThere(String said) {
        return ABSENT_CONTENT.matcher(said).find();
    }

    /** No server listens at the address. */
    static EngineException noDaemon(EngineKind kind, String address) {
        return new EngineException(
                kind, "cannot connect to the " + kind.title() + " daemon at " + address + "; is it running?");
    }

    /** The host name is unknown. */
    static EngineException noHost(EngineKind kind, String address) {
        return new EngineException(kind, "cannot connect to " + address + ": no such host");
    }

    /** A server listens, but this user has no permission. */
    static EngineException noPermission(EngineKind kind, String address) {
        return new EngineException(kind, "permission denied for " + address + groupHint(address));
    }

    private static String groupHint(String address) {
        if (!address.startsWith(UNIX)) {
            return "";
        }
        try {
            Path socket = Path.of(address.substring(UNIX.length()));
            String group = Files.readAttributes(socket, PosixFileAttributes.class)
                    .group()
                    .getName();
            return "; only root and members of the group \"" + group
                    + "\" may connect: let your user join the group, or run as root";
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException _) {
            // The message is complete without it.
            return "";
        }
    }

    /** Clients write warnings and progress first, and the reason last. */
    private static String lastLine(String said) {
        List<String> lines = said.lines().filter(line -> !line.isBlank()).toList();
        return lines.reversed().stream()
                .filter(line -> PREFIX.matcher(line).find())
                .findFirst()
                .orElse(lines.isEmpty() ? "" : lines.getLast())
                .strip();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.util.List;

/**
 * A program in a Debian image that has everything which was needed to build it, and more.
 *
 * @param name its name
 * @param packages the packages that it needs, as the maker of a small image would install them
 * @param dockerfile what is added to the root, behind {@code FROM}
 * @param question a shell script that starts the program and asks it
 * @param answer a line that the script prints if all is well
 */
record SlimmedApp(String name, List<String> packages, String dockerfile, String question, String answer) {
    /** What a build needs, and what people add to look around. */
    static final List<String> TOOLS = List.of(
            "build-essential", "git", "curl", "python3-dev", "perl-doc", "libssl-dev", "vim-tiny", "ca-certificates");

    /** Asks a server for its first page, with nothing but the shell. */
    private static final String GET = "get() { for i in 1 2 3 4 5 6 7 8 9; do"
            + " bash -c 'exec 3<>/dev/tcp/127.0.0.1/'$1' && printf \"GET / HTTP/1.0\\r\\n\\r\\n\" >&3 && cat <&3'"
            + " 2>/dev/null && break; sleep 1; done; }\n";

    /** The applications, each with other ways to name what it needs. */
    static List<SlimmedApp> all() {
        return List.of(
                new SlimmedApp(
                        "nginx",
                        List.of("nginx"),
                        "CMD [\"nginx\", \"-g\", \"daemon off;\"]\n",
                        GET + "nginx; get 80\n",
                        "HTTP/1.1 200 OK"),
                new SlimmedApp(
                        "redis",
                        List.of("redis-server"),
                        "RUN printf '#!/bin/sh\\nset -e\\nexec \"$@\"\\n' > /entry.sh && chmod +x /entry.sh\n"
                                + "ENTRYPOINT [\"/entry.sh\"]\nCMD [\"redis-server\"]\n",
                        "redis-server --daemonize yes > /dev/null; sleep 1; redis-cli set a 42; redis-cli get a\n",
                        "42"));
    }
}

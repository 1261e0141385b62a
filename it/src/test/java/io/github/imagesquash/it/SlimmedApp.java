// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.it;

import java.util.List;

/**
 * A program in a Debian image that has everything which was needed to build it, and more.
 *
 * @param name its name
 * @param packages the packages that it needs, as the maker of a small image would install them
 * @param tools further packages that only building it needs
 * @param dockerfile what is added to the root, behind {@code FROM}
 * @param question a shell script that starts the program and asks it
 * @param answer a line that the script prints if all is well
 */
record SlimmedApp(
        String name, List<String> packages, List<String> tools, String dockerfile, String question, String answer) {
    /** What most builds need, and what people add to look around. */
    static final List<String> TOOLS = List.of(
            "build-essential",
            "git",
            "curl",
            "python3-dev",
            "perl-doc",
            "libssl-dev",
            "vim-tiny",
            "strace",
            "ca-certificates");

    /** Asks a server for its first page, with nothing but the shell. */
    private static final String GET = """
            get() {
              for i in 1 2 3 4 5 6 7 8 9; do
                bash -c "exec 3<>/dev/tcp/127.0.0.1/$1 && printf 'GET / HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3" 2>/dev/null \\
                  && break
                sleep 1
              done
            }
            """;

    static final SlimmedApp NGINX = new SlimmedApp(
            "nginx",
            List.of("nginx"),
            List.of(),
            "CMD [\"nginx\", \"-g\", \"daemon off;\"]\n",
            GET + "nginx; get 80\n",
            "HTTP/1.1 200 OK");

    private static final SlimmedApp REDIS = new SlimmedApp(
            "redis",
            List.of("redis-server"),
            List.of(),
            """
            RUN printf '#!/bin/sh\\nset -e\\nexec "$@"\\n' > /entry.sh && chmod +x /entry.sh
            ENTRYPOINT ["/entry.sh"]
            CMD ["redis-server"]
            """,
            "redis-server --daemonize yes > /dev/null; sleep 1; redis-cli set a 42; redis-cli get a\n",
            "42");

    private static final SlimmedApp POSTGRESQL =
            new SlimmedApp("postgresql", List.of("postgresql"), List.of("libpq-dev"), """
            ENV PATH=/usr/lib/postgresql/15/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
            CMD ["postgres"]
            """, """
            run() { su postgres -c "PATH=$PATH; $1"; }
            run "initdb -D /tmp/d > /dev/null 2>&1 && pg_ctl -D /tmp/d -l /tmp/log -o '-k /tmp' -w start > /dev/null"
            run "psql -h /tmp -Atc 'select 6*7'"
            """, "42");

    private static final SlimmedApp FLASK = new SlimmedApp(
            "flask",
            List.of("python3-flask", "gunicorn"),
            List.of("python3-numpy"),
            """
            WORKDIR /app
            RUN printf '%s\\n' '#include <Python.h>' \\
              'static PyObject *answer(PyObject *s, PyObject *a) { return PyLong_FromLong(42); }' \\
              'static PyMethodDef methods[] = {{"answer", answer, METH_NOARGS, ""}, {0}};' \\
              'static struct PyModuleDef own = {PyModuleDef_HEAD_INIT, "own", 0, -1, methods};' \\
              'PyMODINIT_FUNC PyInit_own(void) { return PyModule_Create(&own); }' > own.c \\
             && gcc -shared -fPIC $(python3-config --includes) own.c -o own.so && rm own.c \\
             && printf '%s\\n' 'from flask import Flask' 'import own' 'app = Flask(__name__)' \\
              '@app.route("/")' 'def index():' '    return f"flask {own.answer()}"' > app.py
            CMD ["gunicorn", "-b", "127.0.0.1:8000", "app:app"]
            """,
            GET + "cd /app; gunicorn -b 127.0.0.1:8000 app:app 2> /dev/null & get 8000\n",
            "flask 42");

    private static final SlimmedApp NODE = new SlimmedApp(
            "node",
            List.of("nodejs"),
            List.of("libnode-dev"),
            """
            WORKDIR /app
            RUN printf '%s\\n' '#include <node_api.h>' \\
              'napi_value Init(napi_env e, napi_value x) { napi_value v; napi_create_int32(e, 42, &v); return v; }' \\
              'NAPI_MODULE(own, Init)' > own.c \\
             && gcc -shared -fPIC -I/usr/include/node own.c -o own.node && rm own.c \\
             && printf '%s\\n' 'const own = require("./own.node");' \\
              'require("http").createServer((q, r) => r.end("node " + own)).listen(8000);' > server.js
            CMD ["node", "server.js"]
            """,
            GET + "cd /app; node server.js & get 8000\n",
            "node 42");

    private static final SlimmedApp JAVA = new SlimmedApp(
            "java",
            List.of("openjdk-17-jre-headless"),
            List.of("openjdk-17-jdk-headless"),
            """
            ENV JAVA_HOME=/usr/lib/jvm/java-17-openjdk-amd64
            WORKDIR /app
            RUN printf '%s\\n' 'public class App { public static void main(String[] a) throws Exception {' \\
              'var d = java.security.MessageDigest.getInstance("SHA-256").digest(new byte[0]).length;' \\
              'System.out.println("java " + (d + 10) + " " + java.time.ZoneId.of("Europe/Berlin")); } }' > App.java \\
             && javac App.java && rm App.java
            CMD ["java", "-cp", "/app", "App"]
            """,
            "java -cp /app App\n",
            "java 42 Europe/Berlin");

    private static final SlimmedApp PHP = new SlimmedApp(
            "php",
            List.of("php-cli", "php-sqlite3", "php-mbstring"),
            List.of("php-dev"),
            """
            WORKDIR /app
            RUN printf '%s\\n' '<?php $d = new PDO("sqlite::memory:");' \\
              'echo "php ", mb_strlen($d->query("select 42")->fetchColumn()) * 21;' > index.php
            CMD ["php", "-S", "127.0.0.1:8000", "-t", "/app"]
            """,
            GET + "php -S 127.0.0.1:8000 -t /app 2> /dev/null & get 8000\n",
            "php 42");

    private static final SlimmedApp PERL = new SlimmedApp(
            "perl",
            List.of("libcgi-pm-perl", "libjson-perl"),
            List.of("libdbi-perl"),
            """
            RUN mkdir /app && printf '%s\\n' '#!/usr/bin/env perl' 'use strict;' 'use CGI;' 'use JSON;' \\
              'my $q = CGI->new; print $q->header, "perl ", decode_json("[42]")->[0], "\\n";' > /app/answer.cgi \\
             && chmod +x /app/answer.cgi
            CMD ["/app/answer.cgi"]
            """,
            "REQUEST_METHOD=GET /app/answer.cgi\n",
            "perl 42");

    private static final SlimmedApp RUBY = new SlimmedApp(
            "ruby", List.of("ruby", "ruby-rack"), List.of("ruby-dev"), """
            RUN mkdir /app && printf '%s\\n' 'require "rack"' 'require "json"' \\
              'puts "ruby #{JSON.parse("[42]")[0]} #{Rack::Utils.escape("a b")}"' > /app/app.rb
            CMD ["ruby", "/app/app.rb"]
            """, "ruby /app/app.rb\n", "ruby 42 a+b");

    private static final SlimmedApp STATIC = new SlimmedApp(
            "static", List.of("ca-certificates", "tzdata"), List.of(), """
            WORKDIR /app
            RUN printf '%s\\n' '#include <stdio.h>' '#include <stdlib.h>' '#include <time.h>' \\
              'int main(void) { setenv("TZ", "Europe/Berlin", 1); tzset(); time_t t = 0; struct tm *l = localtime(&t);' \\
              'FILE *f = fopen("/etc/ssl/certs/ca-certificates.crt", "r");' \\
              'printf("static %d %s\\n", f ? 42 : 0, l->tm_zone); return 0; }' > main.c \\
             && gcc -static main.c -o main && rm main.c
            CMD ["/app/main"]
            """, "/app/main\n", "static 42 CET");

    /** All of them. */
    static List<SlimmedApp> all() {
        return List.of(NGINX, REDIS, POSTGRESQL, FLASK, NODE, JAVA, PHP, PERL, RUBY, STATIC);
    }

    @Override
    public String toString() {
        return name;
    }
}

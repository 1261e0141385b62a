// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import static io.github.imagesquash.fixture.DebianRoot.debian;
import static io.github.imagesquash.slim.SlimmedRoot.slim;

import io.github.imagesquash.fixture.DebianRoot;
import io.github.imagesquash.fixture.LayerBuilder;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What keeps a package with one file: each kind of text that may name it. */
class EvidenceTest {
    /** A file of no package beside a package with a file. */
    private static LayerBuilder image(String owned, String path, String content) {
        return root(owned).layer().file(path, content.translateEscapes()).mode(0755);
    }

    private static DebianRoot root(String owned) {
        return debian().installed("p").file(owned, "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // execve(2), env(1)
                "usr/bin/ruby; app/x; '#!/usr/bin/ruby -w\\n'; DECLARED",
                "usr/bin/ruby; app/x; '#! /usr/bin/env ruby\\n'; DECLARED",
                "usr/bin/ruby; app/x; '#!/usr/bin/env -S A=1 ruby -w\\n'; DECLARED",
                // words of shell scripts
                "usr/bin/curl; app/x; '#!/bin/sh\\nif ! curl -f http://localhost; then exit 1; fi\\n'; GUESSED",
                "usr/bin/curl; app/x; '#!/bin/bash\\nx=$(curl -s y)\\n'; GUESSED",
                "usr/bin/curl; app/x; '#!/bin/bash\\nc=/usr/bin/curl\\n$c\\n'; GUESSED",
                "usr/lib/p/tool; app/x; '#!/bin/bash\\nd=/usr/lib/p\\n$d/tool\\n'; GUESSED",
                // settings with absolute paths
                "usr/sbin/sendmail; app/settings.ini; 'mail = /usr/sbin/sendmail -t\\n'; GUESSED",
                "usr/sbin/sendmail; etc/app.ini; 'mail = /usr/sbin/sendmail -t\\n'; NAMED",
                "usr/share/p/data.xml; etc/app.json; '{\"a\": \"/usr/share/p/data.xml\"}'; NAMED",
                // pam.d(5), nsswitch.conf(5), extensions of PHP
                "usr/lib/x86_64-linux-gnu/security/pam_ldap.so; etc/pam.d/common-auth; 'auth required pam_ldap.so x\\n'; NAMED",
                "usr/lib/x86_64-linux-gnu/libnss_ldap.so.2; etc/nsswitch.conf; 'passwd: files [!UNAVAIL=return] ldap\\n'; NAMED",
                "usr/lib/php/20220829/mysqli.so; etc/php/8.2/mods-available/mysqli.ini; 'extension=mysqli.so\\n'; NAMED",
                "usr/lib/php/20220829/mysqli.so; etc/php/8.2/mods-available/mysqli.ini; 'extension = mysqli\\n'; NAMED",
                // systemd.service(5), supervisor, crontab(5)
                "usr/bin/worker; etc/supervisor/conf.d/a.conf; '[program:a]\\ncommand=worker -v\\n'; NAMED",
                "usr/bin/worker; etc/systemd-own/a.service; '[Service]\\nExecStart=-worker\\n'; NAMED",
                "usr/bin/worker; etc/cron.d/a; '*/5 * * * * root worker -v\\n'; NAMED",
                "usr/bin/worker; var/spool/cron/crontabs/root; '@daily worker\\n'; NAMED",
                "usr/bin/worker; etc/crontab; '1 2 * * mon root cd /app && nice worker -v\\n'; NAMED",
                "usr/bin/worker; etc/cron.daily/a; '#!/bin/sh\\nworker -v\\n'; GUESSED",
                "usr/bin/worker; etc/init.d/a; '#!/bin/sh\\ncase $1 in start) worker -v;; esac\\n'; GUESSED",
                "usr/bin/worker; etc/inittab; '# a:b:c:d\\n1:2345:respawn:worker -v\\n'; NAMED",
                "usr/bin/worker; etc/inittab; '::respawn:worker -v\\n'; NAMED",
                "usr/bin/worker; lib/systemd/system/a.service; '[Service]\\nExecStartPre=!/usr/bin/env A=1 worker -v\\n'; NAMED",
                "usr/bin/worker; lib/systemd/system/a.service; '[Service]\\nExecStart=/bin/sh -c \"exec worker\"\\n'; NAMED",
                "usr/bin/worker; usr/share/applications/a.desktop; '[Desktop Entry]\\nExec=worker %U\\n'; NAMED",
                "usr/bin/worker; app/Procfile; 'web: worker -p 80\\n'; NAMED",
                // programs that start programs
                "usr/bin/ffmpeg; app/x.py; 'subprocess.run([\"ffmpeg\", \"-i\"])\\n'; GUESSED",
                "usr/bin/ffmpeg; app/x.js; 'const p = spawn(`ffmpeg`, [])\\n'; GUESSED",
                // imports
                "usr/lib/python3/dist-packages/flask/__init__.py; app/x.py; 'from flask import Flask\\n'; NAMED",
                "usr/lib/python3/dist-packages/yaml.py; app/x.py; 'import yaml\\n'; NAMED",
                "usr/lib/python3/dist-packages/google/rpc/__init__.py; app/x.py; 'import google.rpc\\n'; NAMED",
                "usr/lib/python3/dist-packages/_x.cpython-311-x86_64-linux-gnu.so; app/x.py; 'import _x\\n'; NAMED",
                "usr/lib/python3/dist-packages/yaml.py; app/x.py; 'import os, sys as s, yaml as y, ssl\\n'; NAMED",
                "usr/lib/python3/dist-packages/yaml.py; app/x.py; 'import os, \\\\\\n    yaml\\n'; NAMED",
                "usr/lib/python3/dist-packages/yaml.py; app/x.py; 'import os; import yaml\\n'; NAMED",
                "usr/lib/python3/dist-packages/yaml.py; app/x.py; 'm = importlib.import_module(\"yaml\")\\n'; NAMED",
                "usr/lib/python3/dist-packages/yaml.py; app/x.py; 'm = __import__(\"yaml\")\\n'; NAMED",
                "usr/lib/python3.11/tkinter/__init__.py; app/x; '#!/x/python3\\nimport tkinter as t\\n'; NAMED",
                "usr/share/perl5/CGI.pm; app/x.cgi; '#!/x/perl\\nuse CGI;\\n'; NAMED",
                "usr/lib/x86_64-linux-gnu/perl5/5.36/DBI/DBD.pm; app/x.pl; 'require DBI::DBD;\\n'; NAMED",
                "usr/share/perl5/Moo/Role.pm; app/x.pl; 'use parent qw(Exporter Moo::Role);\\n'; NAMED",
                "usr/share/perl5/Moo/Role.pm; app/x.pl; 'use base \"Moo::Role\";\\n'; NAMED",
                "usr/lib/ruby/vendor_ruby/rack/utils.rb; app/x.rb; 'require \"rack/utils\"\\n'; NAMED",
                "usr/share/rubygems-integration/all/specifications/sinatra-3.0.gemspec; app/config.ru; 'gem \"sinatra\"\\n'; NAMED",
                "usr/share/nodejs/express/package.json; app/x.js; 'const e = require(\"express\")\\n'; NAMED",
                "usr/share/nodejs/@babel/core/package.json; app/x.mjs; 'import b from \"@babel/core/lib\"\\n'; NAMED",
                "usr/share/php/Twig/autoload.php; app/x.php; '<?php require_once(\"Twig/autoload.php\");\\n'; NAMED",
                "usr/share/lua/5.4/socket.lua; app/x.lua; 'local s = require(\"socket\")\\n'; NAMED",
                "usr/share/lua/5.4/pl/init.lua; app/x; '#!/usr/bin/lua5.4\\nrequire \"pl.path\"\\n'; NAMED",
                "usr/lib/x86_64-linux-gnu/lua/5.1/lfs.so; app/x.lua; 'require [[lfs]]\\n'; NAMED",
                "usr/lib/R/site-library/ggplot2/DESCRIPTION; app/x.R; 'library(ggplot2)\\n'; NAMED",
                "usr/lib/R/site-library/dplyr/DESCRIPTION; app/x.R; 'y <- dplyr::filter(x, a > 1)\\n'; NAMED",
                // plugins by a word beside that of their program
                "usr/lib/uwsgi/plugins/python3_plugin.so; app/uwsgi.ini; '[uwsgi]\\nplugins = http,python3\\n'; GUESSED",
                "usr/lib/collectd/python.so; etc/collectd/collectd.conf; 'LoadPlugin python\\n'; NAMED",
                "usr/lib/freeradius/rlm_redis.so; etc/freeradius/3.0/mods-enabled/redis; 'redis {\\n}\\n'; NAMED"
            })
    void isFound(String owned, String path, String content, Strength strength) throws IOException {
        slim(image(owned, path, content)).keeps("p").isSure("p", strength);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "usr/bin/git; app/README; 'Use git to get it\\n'",
                "usr/bin/make; app/x.js; 'const make = 1; // make it\\n'",
                "usr/bin/git; app/x; '#!/bin/sh\\n# git pull\\n'",
                "usr/bin/git; app/x.py; 'my_run([\"git\"])\\n'",
                "usr/bin/git; lib/systemd/system/a.service; '[Service]\\nExecStart=worker git\\n'",
                "usr/bin/git; etc/inittab; '#::respawn:git\\n'",
                "usr/bin/git; app/x; '\\0#!/bin/sh\\ngit\\n'",
                "usr/bin/git; app/x.txt; 'http://host/usr/bin/git and ./usr/bin/git\\n'",
                "usr/lib/php/20220829/mysqli.so; etc/php/8.2/php.ini; ';extension=mysqli.so\\n'",
                "usr/lib/python3/dist-packages/yaml.py; app/x.txt; 'import yaml\\n'",
                "usr/lib/python3/dist-packages/yaml.py; app/x.py; 'import yam\\n'",
                "usr/lib/x86_64-linux-gnu/ruby/3.1.0/readline.so; etc/php/8.2/mods-available/x.ini; 'extension=readline\\n'",
                "usr/lib/uwsgi/plugins/python3_plugin.so; app/a.ini; 'plugins = python3\\n'",
                "usr/lib/uwsgi/plugins/python3_plugin.so; app/README; 'uwsgi runs python3\\n'",
                "usr/lib/x86_64-linux-gnu/libcurl.so; etc/lib.conf; 'curl usr lib x86_64-linux-gnu\\n'"
            })
    void isNotFoundWhereItIsOnlyAWord(String owned, String path, String content) throws IOException {
        slim(image(owned, path, content)).keeps();
    }

    @Test
    void modulesOfTheCommandAreFound() throws IOException {
        slim(root("usr/lib/python3/dist-packages/gunicorn/__init__.py").layer(), "python3", "-m", "gunicorn", "app:app")
                .keeps("p")
                .isSure("p", Strength.DECLARED);
    }

    @Test
    void pluginsOfTheCommandAreFound() throws IOException {
        slim(root("usr/lib/uwsgi/plugins/python3_plugin.so").layer(), "uwsgi", "--plugin=python3", "--module=app")
                .keeps("p")
                .isSure("p", Strength.DECLARED)
                .explains(
                        "p",
                        "Cmd > /usr/lib/uwsgi/plugins/python3_plugin.so [declared: names the plugin python3]"
                                + " > package p [proven: belongs to it]");
    }

    @Test
    void pluginsThatAreAlternativesAreFound() throws IOException {
        slim(
                        root("usr/lib/uwsgi/plugins/python311_plugin.so")
                                .layer()
                                .symlink(
                                        "etc/alternatives/uwsgi-plugin-python3",
                                        "/usr/lib/uwsgi/plugins/python311_plugin.so")
                                .symlink(
                                        "usr/lib/uwsgi/plugins/python3_plugin.so",
                                        "/etc/alternatives/uwsgi-plugin-python3"),
                        "uwsgi",
                        "--plugin",
                        "python3")
                .keeps("p");
    }

    /** perlrun(1): Debian's perl searches perl-base before the directories of the package perl. */
    @Test
    void perlTakesTheFirstModuleOfAName() throws IOException {
        slim(debian().installed("perl-base")
                        .file("usr/lib/x86_64-linux-gnu/perl-base/strict.pm", "")
                        .installed("perl-modules")
                        .file("usr/share/perl/5.36/strict.pm", "")
                        .layer()
                        .file("app/x.pl", "use strict;\n"))
                .keeps("perl-base");
    }

    @Test
    void ofALargeScriptTheBeginningIsSearched() throws IOException {
        String script = "#!/bin/sh\nfirst\n" + "x\n".repeat(2_000_000) + "last\n";
        slim(debian().installed("a")
                        .file("usr/bin/first", "")
                        .installed("b")
                        .file("usr/bin/last", "")
                        .layer()
                        .file("app/x", script)
                        .mode(0755))
                .keeps("a");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.packages.FoundPackages.in;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class PythonPackagesTest {
    private static final String SITE = "opt/venv/lib/python3.11/site-packages/";
    private static final String FLASK = """
            Metadata-Version: 2.1
            Name: Flask
            Version: 3.0.2
            Summary: A simple framework

            Name: not this one
            """;

    @Test
    void aDistributionOwnsWhatItsRecordLists() throws IOException {
        in(layer().file(SITE + "flask-3.0.2.dist-info/METADATA", FLASK)
                        .file(SITE + "flask-3.0.2.dist-info/RECORD", """
                                ../../../bin/flask,sha256=aBc,10
                                flask/__init__.py,sha256=aBc,2
                                "flask/a,""b"".py",sha256=aBc,2
                                flask-3.0.2.dist-info/RECORD,,
                                /etc/flask.conf,,
                                flask/gone.py,,
                                """)
                        .file(SITE + "flask/__init__.py", "12")
                        .file(SITE + "flask/a,\"b\".py", "34")
                        .file(SITE + "flask/other.py", "56")
                        .file("opt/venv/bin/flask", "#!")
                        .file("etc/flask.conf", ""))
                .are("pip Flask 3.0.2")
                .owns(
                        "Flask",
                        "/etc/flask.conf listed",
                        "/opt/venv/bin/flask listed",
                        "/" + SITE + "flask/__init__.py listed",
                        "/" + SITE + "flask/a,\"b\".py listed",
                        "/" + SITE + "flask-3.0.2.dist-info/METADATA listed",
                        "/" + SITE + "flask-3.0.2.dist-info/RECORD listed")
                .warnsOfNothing();
    }

    @Test
    void withoutARecordItOwnsItsTopLevelModules() throws IOException {
        in(layer().file(SITE + "six.egg-info/PKG-INFO", "Name: six\nVersion: 1.16\n")
                        .file(SITE + "six.egg-info/top_level.txt", "six\nsixlib\n")
                        .file(SITE + "six.py", "six")
                        .file(SITE + "sixlib/deep/er.py", "er")
                        .file(SITE + "seven.py", ""))
                .are("pip six 1.16")
                .owns(
                        "six",
                        "/" + SITE + "six.egg-info/PKG-INFO listed",
                        "/" + SITE + "six.egg-info/top_level.txt listed",
                        "/" + SITE + "six.py listed",
                        "/" + SITE + "sixlib/deep/er.py listed");
    }

    @Test
    void installedFilesAreRelativeToTheEgg() throws IOException {
        in(layer().file(SITE + "six.egg-info/PKG-INFO", "Name: six\nVersion: 1.16\n")
                        .file(SITE + "six.egg-info/installed-files.txt", "../six.py\nPKG-INFO\n")
                        .file(SITE + "six.py", "six"))
                .owner("/" + SITE + "six.py", "pip:six@1.16");
    }

    @Test
    void anEggMayBeAFile() throws IOException {
        in(layer().file("usr/lib/python3/dist-packages/PyJWT-2.6.0.egg-info", "Name: PyJWT\nVersion: 2.6.0\n"))
                .are("pip PyJWT 2.6.0")
                .owns("PyJWT", "/usr/lib/python3/dist-packages/PyJWT-2.6.0.egg-info listed");
    }

    @Test
    void whatTheDistributionInstalledIsItsOwn() throws IOException {
        in(layer().file("var/lib/dpkg/status", "Package: python3-six\nStatus: install ok installed\nVersion: 1\n")
                        .file("var/lib/dpkg/info/python3-six.list", "/usr/lib/python3/dist-packages/six.egg-info\n")
                        .file("usr/lib/python3/dist-packages/six.egg-info", "Name: six\nVersion: 1.16\n"))
                .are("dpkg python3-six 1", "pip six 1.16")
                .owner("/usr/lib/python3/dist-packages/six.egg-info", "dpkg:python3-six@1");
    }

    @Test
    void metadataWithoutANameIsAWarning() throws IOException {
        in(layer().file(SITE + "x.dist-info/METADATA", "\n\n")).are().warns(1, "/" + SITE + "x.dist-info/METADATA");
    }
}

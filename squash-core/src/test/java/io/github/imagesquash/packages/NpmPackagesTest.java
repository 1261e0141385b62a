// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.packages.FoundPackages.in;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class NpmPackagesTest {
    private static String description(String name, String version) {
        return "{\"scripts\": {\"name\": \"no\"}, \"name\": \"" + name + "\", \"version\": \"" + version + "\"}";
    }

    @Test
    void aPackageOwnsAllBelowItButNestedPackages() throws IOException {
        in(layer().file("srv/package.json", description("app", "1.0.0"))
                        .file("srv/node_modules/express/package.json", description("express", "4.18.2"))
                        .file("srv/node_modules/express/lib/a.js", "12345")
                        .file("srv/node_modules/express/lib/package.json", description("inner", "0"))
                        .file("srv/node_modules/express/node_modules/ms/package.json", description("ms", "2.0.0"))
                        .file("srv/node_modules/@types/node/package.json", description("@types/node", "20.1.0"))
                        .symlink("srv/node_modules/link", "express"))
                .are("npm @types/node 20.1.0", "npm express 4.18.2", "npm ms 2.0.0")
                .owns(
                        "express",
                        "/srv/node_modules/express/lib/a.js listed",
                        "/srv/node_modules/express/lib/package.json listed",
                        "/srv/node_modules/express/package.json listed")
                .owner("/srv/node_modules/express/node_modules/ms/package.json", "npm:ms@2.0.0")
                .warnsOfNothing();
    }

    @Test
    void theStoreOfPnpmHasEachPackageOnce() throws IOException {
        in(layer().file("a/node_modules/.pnpm/ms@2.0.0/node_modules/ms/package.json", description("ms", "2.0.0"))
                        .symlink("a/node_modules/ms", ".pnpm/ms@2.0.0/node_modules/ms"))
                .are("npm ms 2.0.0");
    }

    @Test
    void aDescriptionWithoutANameIsNoPackage() throws IOException {
        in(layer().file("node_modules/a/package.json", "{\"type\": \"module\", \"name\": 1}"))
                .are()
                .warnsOfNothing();
    }

    @Test
    void whatIsNotJsonIsAWarning() throws IOException {
        in(layer().file("node_modules/a/package.json", "{\"name\": \"a\"")
                        .file("node_modules/b/package.json", "[]")
                        .file("node_modules/c/package.json", "[".repeat(5000))
                        .file("node_modules/d/package.json", "{\"a\":" + "[".repeat(5000))
                        .file("node_modules/e/package.json", "\0".repeat(68) + "{\"name\":\"e\"}"))
                .are()
                .warns(5, "/node_modules/a/package.json");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.packages;

import static io.github.imagesquash.fixture.LayerBuilder.layer;
import static io.github.imagesquash.packages.FoundPackages.in;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class GemPackagesTest {
    private static final String HOME = "usr/local/bundle/";

    @Test
    void aGemOwnsItsSpecificationAndItsDirectories() throws IOException {
        in(layer().file(HOME + "specifications/racc-1.7.3-x86_64-linux.gemspec", """
                                # -*- encoding: utf-8 -*-
                                # stub: racc 1.7.3 x86_64-linux lib
                                """)
                        .file(HOME + "gems/racc-1.7.3-x86_64-linux/lib/racc.rb", "123")
                        .file(HOME + "gems/racc-1.7.3/lib/racc.rb", "")
                        .file(HOME + "extensions/x86_64-linux/3.3.0/racc-1.7.3-x86_64-linux/racc.so", "45"))
                .are("gem racc 1.7.3")
                .owns(
                        "racc",
                        "/" + HOME + "extensions/x86_64-linux/3.3.0/racc-1.7.3-x86_64-linux/racc.so listed",
                        "/" + HOME + "gems/racc-1.7.3-x86_64-linux/lib/racc.rb listed",
                        "/" + HOME + "specifications/racc-1.7.3-x86_64-linux.gemspec listed")
                .warnsOfNothing();
    }

    @Test
    void withoutAStubLineAssignmentsTell() throws IOException {
        in(layer().file(HOME + "specifications/default/json-2.7.gemspec", """
                        Gem::Specification.new do |spec|
                          spec.name = "json".freeze
                          spec.version = "2.7.1"
                        end
                        """))
                .are("gem json 2.7.1")
                .owns("json", "/" + HOME + "specifications/default/json-2.7.gemspec listed");
    }

    @Test
    void aProgramThatSaysNeitherIsAWarning() throws IOException {
        in(layer().file(HOME + "specifications/a.gemspec", "s.name = NAME\n"))
                .are()
                .warns(1, "/" + HOME + "specifications/a.gemspec");
    }
}

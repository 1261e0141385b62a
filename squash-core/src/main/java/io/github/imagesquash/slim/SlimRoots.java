// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.slim;

import io.github.imagesquash.message.Printable;
import io.github.imagesquash.message.UnmetRequestException;
import io.github.imagesquash.message.Warning;
import io.github.imagesquash.message.Warnings;
import io.github.imagesquash.oci.ExecutionParameters;
import io.github.imagesquash.purge.PackageRecord;
import io.github.imagesquash.slim.Node.OfPackage;
import java.util.List;
import java.util.Set;

/** The roots that the config, the user and the packages themselves give. */
record SlimRoots(Evidence evidence, ExecutionParameters execution, Reachability reachability) {
    void addConfig(Warnings warnings) {
        ConfigRoots config = config();
        config.find();
        if (config.lacksProgram()) {
            warnings.add(Warning.Kind.MISSING_PROGRAM, 0, Printable.of(config.program()));
        }
    }

    private ConfigRoots config() {
        return new ConfigRoots(
                evidence,
                execution,
                (setting, edge) ->
                        reachability.start(new Node.Origin(setting), edge.target(), edge.strength(), edge.how()));
    }

    void addTyped(List<String> typed, String where) throws UnmetRequestException {
        for (String root : typed) {
            if (!config().command("--root", Evidence.latin(root))) {
                throw new UnmetRequestException(where, "--root " + root + ": no such path or command in the image");
            }
        }
    }

    void addTraced(List<String> paths) {
        Node origin = new Node.Origin("--trace");
        for (String path : paths) {
            evidence.lookup()
                    .file(path)
                    .forEach(file -> reachability.start(origin, file, Strength.PROVEN, "was opened"));
        }
    }

    void addPackages(List<PackageRecord> all, SlimData data, Set<PackageRecord> typed) {
        for (PackageRecord one : all) {
            Node node = new OfPackage(one);
            String reason = data.base().getOrDefault(one.name(), "");
            if (typed.contains(one)) {
                reachability.reach(new Node.Origin("--keep-package"), node, Strength.DECLARED, "names it");
            } else if (one.essential()) {
                reachability.reach(new Node.Origin("essential packages"), node, Strength.DECLARED, "is essential");
            } else if (!reason.isEmpty()) {
                reachability.reach(new Node.Origin("base of every image"), node, Strength.DECLARED, reason);
            }
        }
    }
}

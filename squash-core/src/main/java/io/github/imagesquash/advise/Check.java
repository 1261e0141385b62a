// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.advise;

import java.util.Locale;
import java.util.function.Function;

/** The ten known ways to make images smaller, in their usual order. */
public enum Check {
    /** A smaller distribution. */
    MINIMAL_BASE("minimal base", MinimalBase::answer),
    /** Build tools stay in a stage of their own. */
    MULTI_STAGE_BUILD("multi-stage build", MultiStageBuild::answer),
    /** One instruction makes and removes temporary files. */
    MERGED_INSTRUCTIONS("merged instructions", MergedInstructions::answer),
    /** Only packages that are needed. */
    FEWER_DEPENDENCIES("fewer dependencies", FewerDependencies::answer),
    /** Steps that change often come late. */
    ORDER_FOR_CACHING("order for caching", OrderForCaching::answer),
    /** Better compression, no duplicates. */
    COMPRESSED_ARTEFACTS("compressed artefacts", CompressedArtefacts::answer),
    /** Files of the build's context that the image does not need. */
    DOCKERIGNORE(".dockerignore", DockerIgnore::answer),
    /** Content of layers that no container sees. */
    UNUSED_LAYERS("unused layers", UnusedLayers::answer),
    /** User, health check, limits. */
    RUNTIME_CONFIGURATION("runtime configuration", RuntimeConfiguration::answer),
    /** How old the base is, and how long it is supported. */
    BASE_AGE("base age", BaseAge::answer);

    private final String title;
    private final Function<CheckContext, CheckResult> advisor;

    Check(String title, Function<CheckContext, CheckResult> advisor) {
        this.title = title;
        this.advisor = advisor;
    }

    /** Its number among the ten, from 1. */
    public int number() {
        return ordinal() + 1;
    }

    /** A few words for people. */
    public String title() {
        return title;
    }

    /** Its name in lower-case ASCII with dashes, which never changes. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Examines an image. */
    public CheckResult answer(CheckContext subject) {
        return advisor.apply(subject);
    }
}

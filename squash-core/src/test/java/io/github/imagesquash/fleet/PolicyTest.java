// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.imagesquash.oci.Reference;
import io.github.imagesquash.registry.Repository;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a policy may say, and how a wrong one is refused. */
class PolicyTest {
    private static final String LEAST = """
            groups:
              - name: web
                repositories: reg.example/app
                target: "{repository}-small:{tag}"
            """;

    private static PolicyGroup only(String content) {
        return Policy.parse("p.yaml", content).groups().getFirst();
    }

    private static String refusal(String content) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> Policy.parse("p.yaml", content))
                .getMessage());
    }

    @Test
    void leastPolicySelectsAllTagsForAllPlatforms() {
        PolicyGroup group = only(LEAST);
        assertTrue(group.tags().match("any"));
        assertTrue(group.newest().isEmpty());
        assertEquals(Optional.empty(), group.platform());
        assertEquals(List.of(), group.options());
        assertEquals(List.of("--platform=all"), group.planned().options());
    }

    @Test
    void optionsAreThoseOfTheCommandLine() {
        PolicyGroup group = only(LEAST + """
                    options:
                      drop: caches,docs
                      exclude: [usr/share/doc/**, "*.pyc"]
                      scrub-history: true
                      verify: false
                      change: "true"
                """);
        assertEquals(
                List.of(
                        "--drop=caches,docs",
                        "--exclude=usr/share/doc/**",
                        "--exclude=*.pyc",
                        "--scrub-history",
                        "--no-verify",
                        "--change=true"),
                group.options());
    }

    @Test
    void digestOfOptionsChangesWithEachOption() {
        PlannedGroup plain = only(LEAST).planned();
        PlannedGroup other = only(LEAST + "    platform: linux/amd64\n").planned();
        assertFalse(plain.optionsDigest().equals(other.optionsDigest()));
        assertEquals(plain.optionsDigest(), new PlannedGroup("x", plain.options()).optionsDigest());
    }

    @ParameterizedTest
    @CsvSource({
        "{repository}-small:{tag}, reg.example/team/app-small:1",
        "other.example/{path}:{tag}, other.example/team/app:1",
        "{registry}/small/{path}:{tag}-small, reg.example/small/team/app:1-small"
    })
    void targetIsMadeOfTheName(String template, String target) {
        Reference source = Reference.parse("reg.example/team/app:1");
        assertEquals(Reference.parse(target), new TargetTemplate.Renamed(template).target(source));
    }

    @Test
    void inPlaceKeepsTheNameAndTagsTheOldImage() {
        PolicyGroup group = only(LEAST.replace("\"{repository}-small:{tag}\"", "in-place"));
        assertEquals(new TargetTemplate.InPlace("{tag}-before-squash"), group.target());
        assertEquals("1-before-squash", TargetTemplate.InPlace.USUAL.backup("1"));
    }

    @Test
    void tagsAreChosenByPatternsAndLeftOutByOthers() {
        TagPatterns tags = only(LEAST + "    tags: [1.*, latest, \"!*-rc*\"]\n").tags();
        assertTrue(tags.match("1.2"));
        assertTrue(tags.match("latest"));
        assertFalse(tags.match("1.3-rc1"));
        assertFalse(tags.match("2.0"));
    }

    @Test
    void repositoriesAreNamedOrMatched() {
        RepositoryPattern pattern = RepositoryPattern.parse("localhost:5000/team/*");
        assertTrue(pattern.matches(new Repository("localhost:5000", "team/app")));
        assertFalse(pattern.matches(new Repository("localhost:5000", "team/app/web")));
        assertFalse(pattern.matches(new Repository("reg.example", "team/app")));
        assertTrue(RepositoryPattern.parse("reg.example/**").matches(new Repository("reg.example", "a/b/c")));
        assertEquals(
                new Repository("docker.io", "library/alpine"),
                RepositoryPattern.parse("alpine").only());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            group: []                                  | line 1: unknown key "group"; did you mean groups?
            groups: []                                 | line 1: the list is empty
            groups: [a]                                | line 1: expected keys and values
            {groups: [{nmae: a}]}                      | line 1: unknown key "nmae"; did you mean name?
            {groups: [{name: a}]}                      | line 1: "repositories" is missing
            {groups: [{name: a, name: b}]}             | line 1: "name" is there twice
            {groups: [{name: a b, repositories: x}]}   | line 1: "a b" is not a name of letters
            {groups: [{name: a, repositories: '*/x'}]} | line 1: "*/x": a pattern begins with its registry
            {groups: [{name: a, repositories: 'r:1'}]} | line 1: "r:1" has a tag
            {groups: [{name: a, repositories: X}]}     | line 1: invalid repository
            {groups: [{name: a, repositories: x, newest: 0}]}   | line 1: "0" is not a whole number
            {groups: [{name: a, repositories: x, tags: '['}]}   | line 1:
            {groups: [{name: a, repositories: x, platform: q}]} | line 1:
            {groups: [{name: a, repositories: x, target: '{repo}:{tag}'}]}  | line 1: "{repo}:{tag}": {repo} is none of {repository}, {registry}, {path}, {tag}
            {groups: [{name: a, repositories: x, target: '{path'}]}         | line 1: "{path": {path is none of
            {groups: [{name: a, repositories: x, target: y, before: z}]}    | line 1: "before" requires
            {groups: [{name: a, repositories: x, target: in-place, before: z}]}       | line 1: "z": expected {tag} and more
            {groups: [{name: a, repositories: x, target: y, options: {drop: {a: b}}}]} | line 1: expected a text
            """)
    void whatIsWrongIsNamedByItsLine(String policy, String message) {
        String refusal = refusal(policy);
        assertTrue(refusal.startsWith("p.yaml: " + message), refusal);
    }

    @Test
    void twoGroupsHaveTwoNames() {
        String refusal = refusal(LEAST + LEAST.substring(LEAST.indexOf('\n') + 1));
        assertEquals("p.yaml: line 5: another group has the name \"web\" too", refusal);
    }

    @Test
    void emptyFileIsRefused() {
        assertEquals("p.yaml is empty; expected \"groups\"", refusal("# nothing\n"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.descriptor.MojoDescriptor;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.util.xml.Xpp3Dom;

/**
 * The parameters that a goal has, and those that a build sets. Maven ignores parameters that a goal does not have, so a
 * typing error would change the image silently.
 *
 * @param goal the name of the goal in messages
 * @param known the goal's parameters
 * @param configured the names of elements in the configuration
 * @param properties the properties that begin with "squash."
 */
record ParameterNames(String goal, List<String> known, List<String> configured, List<String> properties) {
    private static final String PREFIX = "squash.";

    static ParameterNames of(MojoExecution execution, MavenSession session) {
        MojoDescriptor goal = execution.getMojoDescriptor();
        List<String> configured = new ArrayList<>();
        Xpp3Dom configuration = execution.getConfiguration();
        if (configuration != null) {
            for (Xpp3Dom child : configuration.getChildren()) {
                configured.add(child.getName());
            }
        }
        List<String> properties = session.getUserProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .toList();
        return new ParameterNames(goal.getFullGoalName(), names(goal.getParameters()), configured, properties);
    }

    private static List<String> names(Collection<Parameter> parameters) {
        return parameters.stream().map(Parameter::getName).toList();
    }

    /**
     * @throws MojoExecutionException if the build sets a parameter that the goal does not have; the message has the
     *     nearest one
     */
    void requireKnown() throws MojoExecutionException {
        for (String name : configured) {
            require("<" + name + ">", name);
        }
        for (String name : properties) {
            require("-D" + PREFIX + name, name);
        }
    }

    private void require(String written, String name) throws MojoExecutionException {
        if (known.contains(name)) {
            return;
        }
        Map<Integer, String> byDistance = new TreeMap<>();
        known.forEach(one -> byDistance.putIfAbsent(distance(name, one), one));
        Map.Entry<Integer, String> nearest = byDistance.entrySet().iterator().next();
        String hint = nearest.getKey() <= 1 + name.length() / 3
                ? "; did you mean " + written.replace(name, nearest.getValue()) + "?"
                : "; \"mvn squash:help -Ddetail\" lists them";
        throw new MojoExecutionException(goal + " has no parameter " + written + hint);
    }

    /** The Levenshtein distance, ignoring case. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                boolean same = Character.toLowerCase(a.charAt(i - 1)) == Character.toLowerCase(b.charAt(j - 1));
                int substituted = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.github.imagesquash.maven;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import javax.inject.Inject;
import org.apache.maven.artifact.Artifact;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;

/**
 * The part that all goals share: the JDK, the class path and the process. Fields of its subclasses are options of the
 * command of the same name, see {@link CommandArguments}.
 */
@SuppressWarnings("NullAway.Init") // Maven fills them
abstract class Goal extends AbstractMojo {
    /** The image: in an engine or a registry, an archive or a directory, written as on the command line. */
    @Parameter(property = "squash.source", required = true)
    private String source;

    /** Skip this goal. */
    @Parameter(property = "squash.skip", defaultValue = "false")
    private boolean skip;

    /**
     * A JDK 25 or newer to run squash with. By default one of the toolchains, the JDK of Maven itself, the
     * one in JAVA_HOME or JAVA25_HOME, or one in the usual directories.
     */
    @Parameter(property = "squash.javaHome", defaultValue = "")
    private File javaHome;

    /** Further options for its JVM, such as -Xmx2g. */
    @Parameter(property = "squash.jvmOptions")
    private List<String> jvmOptions;

    @Parameter(defaultValue = "${project.basedir}", readonly = true)
    private File baseDirectory;

    @Parameter(defaultValue = "${plugin.artifacts}", readonly = true)
    private List<Artifact> artifacts;

    @Parameter(defaultValue = "${session}", readonly = true)
    private MavenSession session;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true)
    private MojoExecution execution;

    @Inject
    private ToolchainManager toolchains;

    /** The subcommand to run; empty for squash itself. */
    abstract List<String> command();

    /**
     * Refuses what works on the command line but not in a build.
     *
     * @throws MojoExecutionException saying what to do
     */
    void check(String source, File directory) throws MojoExecutionException {}

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        ParameterNames.of(execution, session).requireKnown();
        if (skip) {
            getLog().info("skipped");
            return;
        }
        File directory = baseDirectory == null ? new File("").getAbsoluteFile() : baseDirectory;
        check(source, directory);
        List<String> arguments = new ArrayList<>(command());
        arguments.addAll(CommandArguments.of(this, Goal.class));
        arguments.add(source);
        JavaHomes homes = new JavaHomes(toolchains, session, System.getenv());
        new SquashProcess(homes.find(javaHome), jvmOptions, artifacts, directory, getLog()).run(arguments);
    }
}

package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.DopaflowVersion;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** What stands before the commands. */
@CommandLine.Command(
        name = "dopaflow",
        mixinStandardHelpOptions = true,
        versionProvider = TopCommand.VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Spiking neurons that learn from spike timing and dopamine, and how far their weights follow the"
                    + " gradient flow that no neuron ever computed.",
            ""
        },
        commandListHeading = "%nCommands:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow list      # the scenarios that are built in",
            "  dopaflow run iris  # learn iris from spikes; says where the run is",
            "  dopaflow compare   # the weights that emerged beside their gradient flow",
            "",
            "Exit codes: 0 done, 1 the run or the verification failed or output was lost,",
            "2 the input is wrong, 130 ended with Ctrl-C, 143 ended with kill."
        },
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            SweepCommand.class,
            PlanCommand.class,
            ConvergeCommand.class,
            CompareCommand.class,
            VerifyCommand.class,
            SpikesCommand.class,
            ListCommand.class,
            ShowCommand.class,
            ValidateCommand.class,
        })
final class TopCommand {

    /** What {@code --version} prints. */
    static final class VersionText implements IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {
                "dopaflow " + DopaflowVersion.text(),
                "Java " + System.getProperty("java.runtime.version") + ", " + System.getProperty("os.name") + " "
                        + System.getProperty("os.arch")
            };
        }
    }
}

package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.run.DopaflowVersion;
import java.nio.file.Path;
import picocli.CommandLine;
import picocli.CommandLine.IVersionProvider;

/** What stands before the commands. */
@CommandLine.Command(
        name = "dopaflow",
        mixinStandardHelpOptions = true,
        versionProvider = TopCommand.VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Simulate spiking neurons that learn from spike timing and dopamine, and measure how closely their weights"
                    + " follow the gradient flow, which no neuron computes.",
            ""
        },
        commandListHeading = "",
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow list      # the built-in scenarios",
            "  dopaflow run iris  # learn iris from spikes",
            "  dopaflow compare   # the learnt weights against the gradient flow",
            "",
            "Exit codes: 0 done, 1 the run or verification failed or output was lost,",
            "2 the input is wrong, 130 ended with Ctrl-C, 143 ended with kill."
        },
        subcommands = {
            RunCommand.class,
            ResumeCommand.class,
            SweepCommand.class,
            PlanCommand.class,
            ConvergeCommand.class,
            AlignCommand.class,
            FollowCommand.class,
            LearnRuleCommand.class,
            CompareCommand.class,
            VerifyCommand.class,
            SpikesCommand.class,
            PlotCommand.class,
            ReportCommand.class,
            DiffCommand.class,
            ImportCommand.class,
            ExportCommand.class,
            SqlCommand.class,
            ServeCommand.class,
            NodeCommand.class,
            NodesCommand.class,
            ListCommand.class,
            ShowCommand.class,
            ValidateCommand.class,
            ManCommand.class,
            CompletionCommand.class,
        })
final class TopCommand {

    /** The command line, whose commands the factory makes. */
    static CommandLine commandLine(CommandFactory factory) {
        CommandLine top = new CommandLine(new TopCommand(), factory).registerConverter(Path.class, new PathOption());
        Purpose.list(top);
        return top;
    }

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

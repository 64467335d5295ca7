package io.dopaflow.scenarios.cli;

import io.dopaflow.simulator.cluster.ClusterException;
import io.dopaflow.simulator.cluster.Coordinator;
import io.dopaflow.simulator.cluster.NodeAddress;
import io.dopaflow.simulator.cluster.NodeCounts;
import io.dopaflow.simulator.cluster.NodeStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the nodes of a cluster. */
@CommandLine.Command(
        name = "nodes",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Show the nodes of a cluster and what each does.",
            "A row for each node: where it listens, how many cores it computes with (0 for who gives out work), its version,"
                    + " what it does, and what it has done since it started: members of sweeps and studies, cycles, spikes."
        },
        footerHeading = "%nExamples:%n",
        footer = {"  dopaflow nodes 127.0.0.1:2552", "  dopaflow nodes 127.0.0.1:2552 --format json"})
final class NodesCommand implements Command {
    private static final List<String> COLUMNS =
            List.of("node", "cores", "version", "doing", "jobs", "cycles", "spikes");

    private final Terminal terminal;

    @Parameters(paramLabel = "NODE", description = "The HOST:PORT of any node of the cluster.")
    private @Nullable String node;

    @Option(
            names = "--format",
            paramLabel = "FORM",
            defaultValue = "table",
            converter = Choice.OfFormat.class,
            completionCandidates = Choice.OfFormat.class,
            description = "table, csv or json; by default ${DEFAULT-VALUE}.")
    private String format = "table";

    @Mixin
    private ListenSettings own = new ListenSettings();

    NodesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public List<String> problems() {
        return own.problems(
                NodeAddress.anyOfLoopback(), Optional.ofNullable(node).map(text -> ClusterAddress.of("NODE", text)));
    }

    @Override
    public int execute() throws InterruptedException {
        try {
            List<NodeStatus> nodes = Coordinator.nodes(
                    own.settings(NodeAddress.anyOfLoopback()),
                    Optional.ofNullable(node).flatMap(NodeAddress::parse).orElseThrow());
            RowOutput output = RowOutput.of(format, terminal, COLUMNS);
            for (NodeStatus each : nodes) {
                NodeCounts counts = each.counts();
                output.row(
                        each.address(),
                        each.cores(),
                        each.version(),
                        each.doing(),
                        counts.jobs(),
                        counts.cycles(),
                        counts.spikes());
            }
            output.close();
            return ExitCode.DONE;
        } catch (ClusterException e) {
            throw new WrongInputException(List.of(Text.oneLine(e.getMessage())));
        }
    }
}

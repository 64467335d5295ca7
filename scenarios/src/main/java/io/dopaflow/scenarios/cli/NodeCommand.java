package io.dopaflow.scenarios.cli;

import io.dopaflow.scenarios.cluster.ScenarioWork;
import io.dopaflow.scenarios.run.EngineFactory;
import io.dopaflow.scenarios.run.MetricsServer;
import io.dopaflow.simulator.cluster.ClusterException;
import io.dopaflow.simulator.cluster.NodeAddress;
import io.dopaflow.simulator.cluster.WorkerNode;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lets this machine work for a cluster. */
@CommandLine.Command(
        name = "node",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Let this machine work for sweeps, studies and runs elsewhere.",
            "Starts a node, at 127.0.0.1:2552 unless --listen says otherwise: the first of a cluster, or one more with --join."
                    + " It needs no files: those who give it work with --cluster send all that it needs. It goes on until"
                    + " Ctrl-C; what it has in hand then is done by others.",
            "All nodes have the same version of Dopaflow. Whoever reaches a node can let it work: other addresses than"
                    + " loopback are for those only who show a certificate."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dopaflow node --local 2              # a cluster on this machine, to try it",
            "  dopaflow node                        # the first node of a cluster",
            "  dopaflow node --listen 127.0.0.1:2553 --join 127.0.0.1:2552 --cores 1",
            "",
            "Of other machines, with certificates made as the documentation says:",
            "  dopaflow node --listen 10.0.0.2:2552 --join 10.0.0.1:2552 \\",
            "      --tls-keystore node2.p12 --tls-truststore trust.p12 \\",
            "      --tls-password-file password"
        })
final class NodeCommand implements Command {
    private static final NodeAddress STANDARD = new NodeAddress("127.0.0.1", 2552);
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

    private final Terminal terminal;
    private final EngineFactory engines;

    @Mixin
    private ListenSettings own = new ListenSettings();

    @Option(
            names = "--join",
            paramLabel = "NODE",
            description =
                    "The HOST:PORT of any node of the cluster to become part of; by default a new cluster is begun.")
    private @Nullable String join;

    @Option(
            names = "--cores",
            paramLabel = "N",
            converter = WholeNumber.Threads.class,
            description = "How many cores to compute with, from 1 to 1024; by default all.")
    private @Nullable Long cores;

    @Option(
            names = "--local",
            paramLabel = "N",
            converter = WholeNumber.Nodes.class,
            description = "Start N nodes on this machine, from 1 to 64, each a process: the first at the address of"
                    + " --listen, the others at free ports. They share the cores evenly, unless --cores says how many"
                    + " each has.")
    private @Nullable Long local;

    @Mixin
    private MetricsSettings metrics = new MetricsSettings();

    NodeCommand(Terminal terminal, EngineFactory engines) {
        this.terminal = terminal;
        this.engines = engines;
    }

    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(
                own.problems(STANDARD, Optional.ofNullable(join).map(text -> ClusterAddress.of("--join", text))));
        if (local != null && metrics.isAsked()) {
            problems.add(
                    "--metrics-port: found beside --local; allowed: one of the two, as each node is a process of its own");
        }
        return problems;
    }

    private Optional<NodeAddress> contact() {
        return Optional.ofNullable(join).flatMap(NodeAddress::parse);
    }

    @Override
    public int execute() throws InterruptedException {
        if (local != null) {
            return new LocalNodes(terminal, own.settings(STANDARD).listen(), contact(), own.tlsWords())
                    .run(shares(local.intValue()));
        }
        LocalNodes.endWithParent();
        int used = cores == null ? Runtime.getRuntime().availableProcessors() : cores.intValue();
        try (WorkerNode node =
                WorkerNode.start(own.settings(STANDARD), contact(), used, new ScenarioWork(engines), this::tellEvent)) {
            Runtime.getRuntime().addShutdownHook(new Thread(node::close, "node-close"));
            terminal.tell("node @|bold " + node.address() + "|@" + LocalNodes.READY + Text.count(used, "core") + ", "
                    + contact().map(other -> "joined " + other).orElse("a new cluster")
                    + "; sweep, converge and run with @|faint --cluster " + node.address() + "|@");
            return await(node);
        } catch (ClusterException e) {
            throw new WrongInputException(List.of(Text.oneLine(e.getMessage())));
        }
    }

    private int await(WorkerNode node) throws InterruptedException {
        if (!metrics.isAsked()) {
            node.await();
            return ExitCode.DONE;
        }
        try (MetricsServer server = metrics.serve(terminal)) {
            server.registry().config().commonTags("node", node.address().toString());
            node.bindTo(server.registry());
            node.await();
            return ExitCode.DONE;
        }
    }

    private void tellEvent(String event) {
        terminal.tell("@|faint " + LocalTime.now(ZoneId.systemDefault()).format(CLOCK) + "|@ " + Text.escaped(event));
    }

    /** The cores of each of so many nodes of this machine. */
    private List<Integer> shares(int nodes) {
        int all = Runtime.getRuntime().availableProcessors();
        List<Integer> shares = new ArrayList<>();
        for (int i = 0; i < nodes; i++) {
            int even = all / nodes + (i < all % nodes ? 1 : 0);
            shares.add(cores == null ? Math.max(1, even) : cores.intValue());
        }
        return shares;
    }
}

package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.scenarios.cli.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * Nodes and those who give them work, each a process of the program: on the loopback address of this machine, or on
 * {@link Machines}, with certificates. All of them are killed at the end.
 */
public final class ProcessCluster implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("node (\\S+) is ready: ");
    private static final List<String> JVM = List.of("-Xmx256m");

    /** Longer than a node needs to come back into a cluster. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path folder;
    private final Optional<Machines> machines;
    private final Optional<DocumentedCertificates> certificates;
    private final List<Node> nodes = new ArrayList<>();
    private final List<ChildProcess> processes = new ArrayList<>();

    /**
     * A node that works.
     *
     * @param machine on which it is
     * @param address where it listens
     */
    public record Node(int machine, ChildProcess process, String address) {}

    private ProcessCluster(Path folder, Optional<Machines> machines, Optional<DocumentedCertificates> certificates) {
        this.folder = folder;
        this.machines = machines;
        this.certificates = certificates;
    }

    /**
     * On this machine, which has every number.
     *
     * @param folder the working directory of all processes
     */
    public static ProcessCluster onLoopback(Path folder) {
        return new ProcessCluster(folder, Optional.empty(), Optional.empty());
    }

    /**
     * On machines with certificates.
     *
     * @param folder the working directory of all processes
     * @param count of machines
     */
    public static ProcessCluster onMachines(Path folder, int count) throws IOException, InterruptedException {
        Machines machines = Machines.start(count);
        try {
            Path own = Files.createDirectory(folder.resolve("certificates"));
            return new ProcessCluster(
                    folder,
                    Optional.of(machines),
                    Optional.of(DocumentedCertificates.make(own, Machines.addresses(count))));
        } catch (IOException | InterruptedException | RuntimeException | AssertionError e) {
            machines.close();
            throw e;
        }
    }

    /** The machines. */
    public Machines machines() {
        return machines.orElseThrow();
    }

    /** The certificates. */
    public DocumentedCertificates certificates() {
        return certificates.orElseThrow();
    }

    /** Nodes that were started, also those that have ended. */
    public List<Node> nodes() {
        return nodes;
    }

    /** Starts a node, of one core unless the options say otherwise, that joins the first of those that go on, and waits until it is ready. */
    public Node node(int machine, Object... options) throws IOException, InterruptedException {
        List<Object> args = new ArrayList<>(List.of("node"));
        Map.of("--cores", "1", "--listen", address(machine)).forEach((option, value) -> {
            if (!Arrays.asList(options).contains(option)) {
                args.addAll(List.of(option, value));
            }
        });
        nodes.stream()
                .filter(node -> node.process().isAlive())
                .findFirst()
                .ifPresent(first -> args.addAll(List.of("--join", first.address())));
        args.addAll(tls(machine));
        args.addAll(Arrays.asList(options));
        ChildProcess process = start(machine, "node-" + (nodes.size() + 1), args.toArray());
        process.awaitErr(" is ready: ");
        Matcher ready = READY.matcher(process.err());
        assertThat(ready.find()).as(process.err()).isTrue();
        Node node = new Node(machine, process, ready.group(1));
        nodes.add(node);
        return node;
    }

    /** Starts a process on a machine. Its outputs go to files of that name. */
    public ChildProcess start(int machine, String name, Object... args) throws IOException {
        List<String> before = machines.map(all -> all.inside(machine)).orElse(List.of());
        ChildProcess process = ChildProcess.start(folder, name, before, JVM, args);
        processes.add(process);
        return process;
    }

    /** The options that let a process on a machine give work to a node. */
    public List<Object> options(int machine, Node contact) {
        List<Object> options = new ArrayList<>(List.of("--cluster", contact.address(), "--listen", address(machine)));
        options.addAll(tls(machine));
        return options;
    }

    /** Waits until {@code nodes} shows so many nodes on a machine of the cluster of a node; gives a row for each. */
    public List<JsonNode> awaitShown(int machine, Node contact, int count) {
        List<JsonNode> rows = new ArrayList<>();
        Awaitility.await()
                .pollInSameThread()
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofSeconds(1))
                .atMost(PATIENCE)
                .untilAsserted(() -> {
                    rows.clear();
                    shown(machine, contact).forEach(rows::add);
                    assertThat(rows).hasSize(count);
                });
        return rows;
    }

    private JsonNode shown(int machine, Node contact) throws IOException, InterruptedException {
        List<Object> args = new ArrayList<>(List.of("nodes", contact.address(), "--listen", address(machine)));
        args.addAll(List.of("--format", "json"));
        args.addAll(tls(machine));
        ChildProcess process = start(machine, "nodes-" + processes.size(), args.toArray());
        assertThat(process.exitCode()).as(process.err()).isZero();
        return new ObjectMapper().readTree(process.out());
    }

    /** The address of a machine. */
    public String address(int machine) {
        return machines.isPresent() ? Machines.address(machine) : "127.0.0.1";
    }

    private List<Object> tls(int machine) {
        return certificates.map(all -> all.options(address(machine))).orElse(List.of());
    }

    /** Kills all processes and removes the machines. */
    @Override
    public void close() {
        processes.forEach(ChildProcess::close);
        machines.ifPresent(Machines::close);
    }
}

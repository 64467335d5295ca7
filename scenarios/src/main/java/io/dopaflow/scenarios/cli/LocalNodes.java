package io.dopaflow.scenarios.cli;

import io.dopaflow.simulator.cluster.NodeAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Nodes of one machine, each in a process of its own that runs this program. What they say is passed on, with the number of
 * the node before it. They end when this process ends, however it does.
 */
final class LocalNodes {
    /** How a node says that it works. */
    static final String READY = " is ready: ";

    private static final Pattern READY_LINE = Pattern.compile("node (\\S+)" + READY + ".*");
    private static final String PARENT = "dopaflow.parent";
    private static final long END_SECONDS = 20;

    private final Terminal terminal;
    private final NodeAddress first;
    private final Optional<NodeAddress> join;
    private final List<String> options;
    private final List<Process> processes = new CopyOnWriteArrayList<>();
    private volatile boolean ending;

    /**
     * Nodes that are to be started.
     *
     * @param first where the first one listens; the others listen at free ports of the same host, and join it
     * @param join what the first one joins
     * @param options that all of them are given
     */
    LocalNodes(Terminal terminal, NodeAddress first, Optional<NodeAddress> join, List<String> options) {
        this.terminal = terminal;
        this.first = first;
        this.join = join;
        this.options = options;
    }

    /** Interrupts this thread when the process that has started this one for {@code --local} has ended. */
    static void endWithParent() {
        Thread waiting = Thread.currentThread();
        Optional.ofNullable(Long.getLong(PARENT)).ifPresent(parent -> {
            CompletableFuture<Void> unused = ProcessHandle.of(parent)
                    .map(ProcessHandle::onExit)
                    .orElseGet(() -> CompletableFuture.completedFuture(ProcessHandle.current()))
                    .thenRun(waiting::interrupt);
        });
    }

    /**
     * Starts them and waits until all have ended.
     *
     * @param cores of each node
     * @return the exit code: that of the first node, if it could not be started
     */
    int run(List<Integer> cores) throws InterruptedException {
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "nodes-end"));
        CompletableFuture<Optional<NodeAddress>> ready = new CompletableFuture<>();
        Process leader = start(first, join, cores.get(0));
        List<Thread> readers = new ArrayList<>();
        readers.add(passOn(1, leader, ready));
        Optional<NodeAddress> contact = ready.join();
        if (contact.isEmpty()) {
            return leader.waitFor();
        }
        for (int i = 1; i < cores.size(); i++) {
            Process process = start(new NodeAddress(first.host(), 0), contact, cores.get(i));
            readers.add(passOn(i + 1, process, new CompletableFuture<>()));
        }
        for (Thread reader : readers) {
            reader.join();
        }
        return ExitCode.FAILED;
    }

    private Process start(NodeAddress listen, Optional<NodeAddress> contact, int cores) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.add("-D" + PARENT + "=" + ProcessHandle.current().pid());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Dopaflow.class.getName()));
        command.addAll(List.of("node", "--listen", written(listen), "--cores", Integer.toString(cores)));
        contact.ifPresent(node -> command.addAll(List.of("--join", node.toString())));
        command.addAll(options);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("NO_COLOR", "1");
        try {
            Process process = builder.start();
            processes.add(process);
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String written(NodeAddress address) {
        String text = address.toString();
        return address.port() == 0 ? text.substring(0, text.lastIndexOf(':')) : text;
    }

    /** Begins to pass on what a node says, until it ends, and tells where it works, if it comes to that. */
    private Thread passOn(int number, Process process, CompletableFuture<Optional<NodeAddress>> ready) {
        Thread reader = new Thread(
                () -> {
                    try (BufferedReader lines = process.inputReader()) {
                        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                            terminal.tell("@|faint [" + number + "]|@ " + Text.escaped(line));
                            Matcher words = READY_LINE.matcher(line);
                            if (words.matches()) {
                                ready.complete(NodeAddress.parse(words.group(1)));
                            }
                        }
                    } catch (IOException e) {
                        terminal.note("node " + number + " is not heard any more: " + Text.oneLine(e.getMessage()));
                    }
                    tellEnd(number, process);
                    ready.complete(Optional.empty());
                },
                "node-" + number);
        reader.start();
        return reader;
    }

    private void tellEnd(int number, Process process) {
        try {
            int exitCode = process.waitFor();
            if (!ending) {
                terminal.problem("node " + number + " has ended, with exit code " + exitCode);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void end() {
        ending = true;
        processes.forEach(Process::destroy);
        try {
            for (Process process : processes) {
                if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

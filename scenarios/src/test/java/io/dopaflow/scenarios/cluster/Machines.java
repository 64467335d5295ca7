package io.dopaflow.scenarios.cluster;

import io.dopaflow.scenarios.browser.NeededTool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Machines as far as a network knows them: network namespaces of Linux, each with a loopback of its own and an address beside
 * those of the others, 10.0.0.1, 10.0.0.2 and so on, on a switch that has a namespace to itself. The network of the machine
 * that runs the tests is not touched. Their links can be cut. Needs the rights of root.
 */
public final class Machines implements AutoCloseable {
    private static final String PREFIX = "dopaflow-";
    private static final Pattern NAME = Pattern.compile(PREFIX + "(\\d+)-\\w+");

    private final String family = PREFIX + ProcessHandle.current().pid() + "-";
    private final String bridge = family + "switch";
    private final int count;

    private Machines(int count) {
        this.count = count;
    }

    /**
     * Makes them.
     *
     * @param count of machines, at most 250
     */
    public static Machines start(int count) {
        NeededTool.program("ip", "iproute2", "tests of clusters of several machines");
        NeededTool.require(
                isAllowed(), "network namespaces need the rights of root", "tests of clusters of several machines");
        removeForgotten();
        Machines machines = new Machines(count);
        machines.make();
        return machines;
    }

    private static boolean isAllowed() {
        String name = PREFIX + ProcessHandle.current().pid() + "-probe";
        if (!run("ip", "netns", "add", name).succeeded()) {
            return false;
        }
        boolean allowed =
                run("ip", "-n", name, "link", "add", "probe", "type", "bridge").succeeded();
        ip("netns", "del", name);
        return allowed;
    }

    /** Those that a process has left behind which was killed. */
    private static void removeForgotten() {
        run("ip", "netns", "list").output().lines().forEach(line -> {
            Matcher name = NAME.matcher(line.split(" ")[0]);
            if (name.matches()
                    && ProcessHandle.of(Long.parseLong(name.group(1))).isEmpty()) {
                run("ip", "netns", "del", name.group());
            }
        });
    }

    private void make() {
        ip("netns", "add", bridge);
        ip("-n", bridge, "link", "add", "br0", "type", "bridge");
        ip("-n", bridge, "link", "set", "br0", "up");
        for (int machine = 1; machine <= count; machine++) {
            String name = family + machine;
            ip("netns", "add", name);
            ip("-n", bridge, "link", "add", port(machine), "type", "veth", "peer", "name", "eth0", "netns", name);
            ip("-n", bridge, "link", "set", port(machine), "master", "br0", "up");
            ip("-n", name, "addr", "add", address(machine) + "/24", "dev", "eth0");
            ip("-n", name, "link", "set", "lo", "up");
            ip("-n", name, "link", "set", "eth0", "up");
        }
    }

    private static String port(int machine) {
        return "port" + machine;
    }

    /** The address of a machine; the first is number 1. */
    public static String address(int machine) {
        return "10.0.0." + machine;
    }

    /** The addresses of so many machines. */
    public static List<String> addresses(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Machines::address).toList();
    }

    /** What stands before a command that is to be executed on a machine. */
    public List<String> inside(int machine) {
        return List.of("ip", "netns", "exec", family + machine);
    }

    /** Takes a machine from the network: what is sent to it or by it is lost, and nobody is told. */
    public void cut(int machine) {
        ip("-n", bridge, "link", "set", port(machine), "down");
    }

    /** Gives it back. */
    public void mend(int machine) {
        ip("-n", bridge, "link", "set", port(machine), "up");
    }

    /** Removes them; processes in them keep a network of their own until they end. */
    @Override
    public void close() {
        for (int machine = 1; machine <= count; machine++) {
            run("ip", "netns", "del", family + machine);
        }
        run("ip", "netns", "del", bridge);
    }

    private record Ended(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private static void ip(String... words) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(words));
        Ended ended = run(command.toArray(String[]::new));
        if (!ended.succeeded()) {
            throw new IllegalStateException(String.join(" ", command) + ": " + ended.output());
        }
    }

    private static Ended run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

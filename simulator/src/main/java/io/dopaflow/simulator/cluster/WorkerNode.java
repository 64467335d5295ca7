package io.dopaflow.simulator.cluster;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

/**
 * A node that works for coordinators, until it is closed. A node that has lost its cluster, by a cut or because others do not reach it,
 * drops what it has in hand and joins again.
 */
public final class WorkerNode implements AutoCloseable {
    private static final long ROUND_MILLISECONDS = 500;
    private static final int ROUNDS_TO_OTHERS = 20;

    /** A cluster that has just lost a node takes another one in when it is sure of that. */
    private static final Duration START = Duration.ofSeconds(60);

    private final NodeSettings settings;
    private final Optional<NodeAddress> home;
    private final int cores;
    private final Work work;
    private final NodeListener listener;
    private final NodeLoad.Totals totals = new NodeLoad.Totals();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread keeper;

    /** Others that it has seen, the next one to be asked first; used by the keeper only. */
    private final Deque<NodeAddress> known = new ArrayDeque<>();

    private volatile NodeSystem system;
    private volatile NodeLoad load;
    private volatile boolean closed;

    private WorkerNode(NodeSettings settings, Optional<NodeAddress> home, int cores, Work work, NodeListener listener)
            throws ClusterException, InterruptedException {
        this.settings = settings;
        this.home = home;
        this.cores = cores;
        this.work = work;
        this.listener = listener;
        NodeSystem first = NodeSystem.start(settings, NodeSystem.WORKER);
        try {
            if (home.isPresent()) {
                first.hello(home.get(), Optional.empty());
            }
            this.load = open(first);
            first.join(List.of(home.orElse(first.address())), START);
        } catch (ClusterException | InterruptedException | RuntimeException e) {
            first.close();
            throw e;
        }
        this.system = first;
        this.keeper = new Thread(this::keep, "dopaflow-node");
        keeper.setDaemon(true);
        keeper.start();
    }

    /**
     * Starts a node.
     *
     * @param join a node of the cluster that it joins; empty to begin a new one
     * @param cores that it computes with, at least 1
     * @param work what it can do
     * @param listener hears what happens to it
     * @throws ClusterException if it cannot listen there, there is no such node to join, or that refuses it
     * @throws InterruptedException if this thread is interrupted; nothing is left then
     */
    public static WorkerNode start(
            NodeSettings settings, Optional<NodeAddress> join, int cores, Work work, NodeListener listener)
            throws ClusterException, InterruptedException {
        if (cores < 1) {
            throw new IllegalArgumentException("cores are " + cores + "; allowed: at least 1");
        }
        return new WorkerNode(settings, join, cores, work, listener);
    }

    private NodeLoad open(NodeSystem on) throws ClusterException, InterruptedException {
        NodeLoad begun = new NodeLoad(on.address(), settings.version(), cores, work, totals);
        on.spawn(NodeActor.create(begun, listener), NodeActor.NAME);
        return begun;
    }

    /** Where it listens. */
    public NodeAddress address() {
        return load.address();
    }

    /** Registers counters of what it has done since it started. */
    public void bindTo(MeterRegistry registry) {
        totals.bindTo(registry);
    }

    /** Waits until it is closed, by another thread. */
    public void await() throws InterruptedException {
        ended.await();
    }

    /** Joins again as often as it is put out. */
    private void keep() {
        try {
            List<NodeAddress> others = List.of(address());
            for (int round = 1; !closed; round++) {
                Thread.sleep(ROUND_MILLISECONDS);
                if (system.isEnded()) {
                    listener.onEvent("lost the other nodes; what it had in hand is dropped, and it joins again");
                    system.awaitEnd();
                    again(others);
                    continue;
                }
                List<NodeAddress> now = system.reachableWorkers();
                // Who is put out knows of nobody any more.
                others = now.contains(address()) ? now : others;
                others.stream()
                        .filter(node -> !node.equals(address()) && !known.contains(node))
                        .forEach(known::addFirst);
                if (round % ROUNDS_TO_OTHERS == 0 && load.isIdle()) {
                    lookForOthers(others);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Joins those that are left; the first of them begins a new cluster. */
    private void again(List<NodeAddress> left) throws InterruptedException {
        List<NodeAddress> seeds = left;
        NodeSettings same = new NodeSettings(address(), settings.certificates(), settings.version());
        load.close();
        while (!closed) {
            try {
                NodeSystem next = NodeSystem.start(same, NodeSystem.WORKER);
                try {
                    load = open(next);
                    next.join(seeds, NodeSystem.JOIN);
                    system = next;
                    listener.onEvent("joined again");
                    return;
                } catch (ClusterException | InterruptedException e) {
                    next.close();
                    load.close();
                    throw e;
                }
            } catch (ClusterException e) {
                listener.onEvent(e.getMessage() + "; tries again");
                Thread.sleep(ROUND_MILLISECONDS);
                // They may be dead, or wait for this one.
                seeds = Stream.concat(Stream.of(address()), left.stream())
                        .distinct()
                        .toList();
            }
        }
    }

    /** A node may be missing because of a cut that has been mended: goes where it joined at first, or to one that has work. */
    private void lookForOthers(List<NodeAddress> present) throws InterruptedException {
        if (home.isPresent() && !present.contains(home.get())) {
            meet(home.get(), false);
            return;
        }
        Optional<NodeAddress> missed =
                known.stream().filter(node -> !present.contains(node)).findFirst();
        if (missed.isPresent()) {
            known.remove(missed.get());
            known.addLast(missed.get());
            meet(missed.get(), true);
        }
    }

    private void meet(NodeAddress there, boolean onlyIfBusy) throws InterruptedException {
        try {
            if (!system.hello(there, Optional.empty()).answer().isBusy() && onlyIfBusy) {
                return;
            }
        } catch (ClusterException e) {
            return;
        }
        listener.onEvent(there + " can be reached again");
        system.close();
        again(List.of(there));
    }

    /** Gives back what it has in hand, leaves the cluster and ends. */
    @Override
    public void close() {
        closed = true;
        keeper.interrupt();
        try {
            keeper.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        system.close();
        load.close();
        ended.countDown();
    }
}

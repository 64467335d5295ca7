package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.scenarios.cli.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** Long work on a cluster that is disturbed: watches how it gets on, starts it again, and tells what was done to it and when. */
final class Disturbed {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final ProcessCluster cluster;
    private final Path folder;
    private final LongWork work;
    private final int machine;
    private final int amount;
    private final String out;
    private final long startNanos = System.nanoTime();
    private ChildProcess coordinator;
    private int starts;
    private long keptBefore;

    /**
     * Begins it.
     *
     * @param folder of the cluster
     * @param machine of the coordinator
     * @param amount of the work
     */
    Disturbed(ProcessCluster cluster, Path folder, LongWork work, int machine, int amount) throws IOException {
        this.cluster = cluster;
        this.folder = folder;
        this.work = work;
        this.machine = machine;
        this.amount = amount;
        this.out = work + "-many";
        this.coordinator = start();
    }

    private ChildProcess start() throws IOException {
        ProcessCluster.Node contact = cluster.nodes().stream()
                .filter(node -> node.process().isAlive())
                .findFirst()
                .orElseThrow();
        starts++;
        keptBefore = lastKept();
        tell("%s for the %d. time, by %s", work, starts, contact.address());
        return work.begin(cluster, machine, out + starts, out, amount, cluster.options(machine, contact));
    }

    /** Tells what happens, for those who must understand a failure. */
    void tell(String format, Object... args) {
        System.out.printf("%6.1f s  %s%n", (System.nanoTime() - startNanos) / 1e9, format.formatted(args));
    }

    /** The process that gives out the work. */
    ChildProcess coordinator() {
        return coordinator;
    }

    /** The same command again. */
    void again() throws IOException {
        coordinator = start();
    }

    /** One that was begun before, beside which another one did not come up. */
    void goOnWith(ChildProcess first) {
        coordinator = first;
    }

    /** Waits until the process that was started last has kept something. */
    void awaitProgress() {
        Awaitility.await().pollInSameThread().atMost(PATIENCE).until(() -> {
            assertThat(coordinator.isAlive())
                    .as("ended early: %s", coordinator.err())
                    .isTrue();
            return lastKept() > keptBefore;
        });
    }

    /** When something was kept last, in ms; 0 if nothing has been. */
    private long lastKept() {
        return work.kept().stream()
                .mapToLong(name -> folder.resolve(out).resolve(name).toFile().lastModified())
                .max()
                .orElse(0);
    }

    /**
     * It comes to its end, and has the results of the same work that this machine has done alone.
     *
     * @param alone where those are, or are to be made
     */
    void requireWhole(Path alone) throws Exception {
        Awaitility.await().pollInSameThread().atMost(PATIENCE).until(() -> !coordinator.isAlive());
        assertThat(coordinator.exitCode()).as(coordinator.err()).isZero();
        tell("%s is done", work);
        Path one = alone.resolve(work.toString());
        if (!Files.exists(one)) {
            ChildProcess made = work.begin(cluster, machine, work + "-one", one.toString(), amount, List.of());
            assertThat(made.exitCode()).as(made.err()).isZero();
        }
        work.requireEqual(one, folder.resolve(out));
    }
}

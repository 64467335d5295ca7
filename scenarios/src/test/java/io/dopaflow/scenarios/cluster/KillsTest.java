package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever is killed, and whenever: the results are those of work that was left alone. */
@Tag("endurance")
@DisabledOnOs(OS.WINDOWS)
class KillsTest {
    private static final long SEED = 14;
    private static final int WORKERS = 2;

    @TempDir
    static Path alone;

    @TempDir
    Path folder;

    private enum Victim {
        WORKER,
        COORDINATOR,
        BOTH;

        boolean isWorker() {
            return this != COORDINATOR;
        }

        boolean isCoordinator() {
            return this != WORKER;
        }
    }

    /** Four kills of each kind of work: twenty. A worker is started again soon, where it was, so that there is always one. */
    @ParameterizedTest
    @EnumSource
    void workWhoseProcessesAreKilled_hasTheResultsOfOneMachine(LongWork work) throws Exception {
        Random random = new Random(SEED + work.ordinal());
        List<Victim> victims = new ArrayList<>(List.of(Victim.WORKER, Victim.WORKER, Victim.COORDINATOR, Victim.BOTH));
        Collections.shuffle(victims, random);
        try (ProcessCluster cluster = ProcessCluster.onLoopback(folder)) {
            List<ProcessCluster.Node> workers = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                workers.add(cluster.node(1));
            }
            Disturbed disturbed = new Disturbed(cluster, folder, work, 1, work.plenty);
            disturbed.awaitProgress();
            for (Victim victim : victims) {
                Thread.sleep(random.nextInt(random.nextBoolean() ? 1000 : 5000));
                kill(disturbed, workers, victim, random.nextInt(WORKERS));
                if (victim.isWorker()) {
                    Thread.sleep(random.nextInt(2000));
                    disturbed.tell("a worker is started");
                }
                restart(cluster, workers);
            }
            disturbed.requireWhole(alone);
        }
    }

    private static void kill(Disturbed disturbed, List<ProcessCluster.Node> workers, Victim victim, int which)
            throws Exception {
        assertThat(disturbed.coordinator().isAlive())
                .as("long enough to be disturbed: %s", disturbed.coordinator().err())
                .isTrue();
        disturbed.tell(
                "%s is killed",
                victim.isWorker() ? victim + " " + workers.get(which).address() : victim);
        if (victim.isWorker()) {
            workers.get(which).process().kill();
        }
        if (victim.isCoordinator()) {
            disturbed.coordinator().kill();
            disturbed.again();
        }
    }

    private static void restart(ProcessCluster cluster, List<ProcessCluster.Node> workers) throws Exception {
        for (int i = 0; i < workers.size(); i++) {
            ProcessCluster.Node node = workers.get(i);
            if (!node.process().isAlive()) {
                workers.set(i, cluster.node(1, "--listen", node.address()));
            }
        }
    }
}

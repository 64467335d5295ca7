package io.dopaflow.scenarios.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever machine is cut off in the middle of work: the side of who gives it out goes on, the other drops what it has in hand. */
@Tag("endurance")
@EnabledOnOs(OS.LINUX)
class CutsTest {
    private static final long SEED = 20;
    private static final int WORKERS = 2;
    private static final int COORDINATOR = 3;

    /** Who is cut off has dropped its work so soon. */
    private static final Duration SURE = Duration.ofSeconds(20);

    /** Longer than that. */
    private static final Duration CUT = Duration.ofSeconds(25);

    @TempDir
    static Path alone;

    @TempDir
    Path folder;

    private static Duration since(long startNanos) {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }

    @ParameterizedTest(name = "{0}, machine {1}, mended: {2}")
    @CsvSource({
        "SWEEP, 2, true",
        "SWEEP, 1, false",
        "STUDY, 1, true",
        "STUDY, 3, true",
        "EPISODES, 2, false",
        "NETWORK, 2, true",
        "NETWORK, 1, false",
        "NETWORK, 3, true",
        "PLASTIC, 1, true",
        "PLASTIC, 3, true"
    })
    void cut_costsTimeOnly(LongWork work, int machine, boolean mended) throws Exception {
        Random random = new Random(SEED + 10 * work.ordinal() + machine);
        try (ProcessCluster cluster = ProcessCluster.onMachines(folder, WORKERS + 1)) {
            for (int worker = 1; worker <= WORKERS; worker++) {
                cluster.node(worker);
            }
            Disturbed disturbed = new Disturbed(cluster, folder, work, COORDINATOR, work.enough);
            disturbed.awaitProgress();
            Thread.sleep(random.nextInt(2000));
            disturbed.tell("machine %d is cut off", machine);
            cluster.machines().cut(machine);
            long start = System.nanoTime();
            List<Integer> lost = IntStream.rangeClosed(1, WORKERS)
                    .filter(worker -> (worker == machine) != (machine == COORDINATOR))
                    .boxed()
                    .toList();
            for (int worker : lost) {
                cluster.nodes().get(worker - 1).process().awaitErr("lost the other nodes");
                Duration passed = since(start);
                disturbed.tell(
                        "machine %d has dropped what it had in hand, %d ms after the cut", worker, passed.toMillis());
                assertThat(passed).isLessThan(SURE);
            }
            if (mended) {
                Thread.sleep(Math.max(0, CUT.minus(since(start)).toMillis()));
                disturbed.tell("machine %d is back", machine);
                cluster.machines().mend(machine);
            }
            disturbed.requireWhole(alone);
            if (mended) {
                cluster.awaitShown(1, cluster.nodes().get(0), WORKERS);
            }
        }
    }
}

package io.dopaflow.analysis.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.neuron.SpikeCoding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that ends without any farewell leaves what it had flushed. */
class KilledRunTest {

    private static final int OPPORTUNITIES = 20;

    private static final Network NETWORK = Runs.network(SpikeCoding.GRADED);

    @TempDir
    Path folder;

    /** The process that is killed. */
    static final class Child {

        private Child() {}

        public static void main(String[] arguments) throws Exception {
            RunDirectory directory = Runs.directory(Path.of(arguments[0]), NETWORK, OPPORTUNITIES);
            RunWriter writer = new RunWriter(directory, Duration.ofMillis(20), failure -> {});
            writer.network(NETWORK);
            for (int opportunity = 0; opportunity < OPPORTUNITIES; opportunity++) {
                Runs.write(writer, NETWORK, opportunity);
            }
            Path last = RunTable.WEIGHTS.parts(directory.path()).resolve("part-00000.parquet");
            while (!Files.exists(last)) {
                Thread.sleep(20);
            }
            Thread.sleep(500);
            Runtime.getRuntime().halt(137);
        }
    }

    @Test
    void killedRun_isReadableAndSaysThatItWasRunning() throws Exception {
        Path path = folder.resolve("r");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        // Where DuckDB unpacks its library, which nobody removes after a kill.
                        "-Djava.io.tmpdir=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName(),
                        path.toString())
                .inheritIO()
                .start();
        assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(child.exitValue()).isEqualTo(137);
        Files.writeString(path.resolve("spikes.parts/part-00001.parquet.tmp"), "cut off in the middle");
        try (RunReader run = RunReader.open(path)) {
            assertThat(run.manifest().status()).isEqualTo(RunStatus.RUNNING);
            assertThat(run.network().neurons()).isEqualTo(NETWORK.neurons());
            assertThat(run.coverage()).hasSize(OPPORTUNITIES).allMatch(OpportunityCoverage::isWhole);
            List<WeightSnapshot> snapshots = run.snapshots();
            assertThat(snapshots).hasSize(2 * OPPORTUNITIES);
            List<RewardRow> rewards = new ArrayList<>();
            run.rewards(rewards::add);
            assertThat(rewards).hasSize(OPPORTUNITIES * Runs.CYCLES);
        }
        assertThat(path.resolve("spikes.parquet")).doesNotExist();
        RunDirectory.create(path, true, Runs.manifest(NETWORK, 1), Runs.SCENARIO, List.of());
        assertThat(path.resolve("spikes.parts")).doesNotExist();
    }
}

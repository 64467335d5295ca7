package io.dopaflow.scenarios.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.verify.NetworkVerification;
import io.dopaflow.analysis.verify.NetworkVerifier;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.scenarios.load.LoadedNetwork;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of either engine, verified by neurons that are solved alone. */
class NetworkVerifierTest {
    @TempDir
    Path folder;

    private Path run(LoadedNetwork network) throws Exception {
        Path run = folder.resolve("run");
        try (ScenarioRun started =
                ScenarioRun.start(network, RunOptions.defaults().into(run))) {
            started.await();
        }
        return run;
    }

    private static NetworkVerification verify(Path run, LoadedNetwork network, int most) {
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            return new NetworkVerifier(reader, network.network(), network.plan()).verify(most, share -> {});
        }
    }

    private static LoadedNetwork network(boolean precise) {
        SpikingNetwork network =
                ExampleNetwork.network(precise ? new TimeMode.Precise() : new TimeMode.Grid(100_000_000));
        return ExampleNetwork.loaded(network, SpikingPlan.spikesOf(network));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void recordedRun_isVerifiedWithItsDigest(boolean precise) throws Exception {
        LoadedNetwork network = network(precise);
        Path run = run(network);
        NetworkVerification all = verify(run, network, 1000);
        assertThat(all.disagreement()).isEmpty();
        assertThat(all.neurons()).isEqualTo(82);
        assertThat(all.hasDigest()).isTrue();
        assertThat(all.notes()).isEmpty();
        NetworkVerification some = verify(run, network, 10);
        assertThat(some.disagreement()).isEmpty();
        assertThat(some.neurons()).isEqualTo(10);
        assertThat(some.ofNeurons()).isEqualTo(82);
        assertThat(some.hasDigest()).isFalse();
    }

    @Test
    void changedSpike_isRefuted() throws Exception {
        LoadedNetwork network = network(false);
        Path run = run(network);
        Path spikes = run.resolve("spikes.parquet");
        long[] changed = {0, 0};
        try (DuckDb database = new DuckDb("128MB", 1)) {
            String all = DuckDb.parquet(List.of(spikes));
            database.query(
                    "SELECT time_ps, neuron FROM " + all + " WHERE time_ps > 60000000000 AND neuron = 7 LIMIT 1",
                    List.of(),
                    row -> {
                        changed[0] = row.getLong(1);
                        changed[1] = row.getInt(2);
                    });
            database.copy(
                    "SELECT if(time_ps = " + changed[0] + " AND neuron = 7, time_ps + 100000000, time_ps) AS time_ps,"
                            + " neuron FROM " + all + " ORDER BY 1, 2",
                    spikes,
                    "zstd");
        }
        assertThat(verify(run, network, 1000).disagreement())
                .get()
                .asString()
                .startsWith("jumps[7] at ")
                .contains("no spike was recorded, solved again there is one");
    }

    @Test
    void unrecordedInputs_areSaid() throws Exception {
        SpikingNetwork whole = ExampleNetwork.network(new TimeMode.Grid(100_000_000));
        BitSet some = new BitSet();
        some.set(0, 50);
        LoadedNetwork network = ExampleNetwork.loaded(whole, new SpikingPlan(some, List.of()));
        NetworkVerification verification = verify(run(network), network, 1000);
        assertThat(verification.neurons()).isZero();
        assertThat(verification.notes())
                .containsExactly(
                        "of 82 neurons not all inputs, or not they themselves, were recorded; record.spikes: all"
                                + " keeps them");
    }
}

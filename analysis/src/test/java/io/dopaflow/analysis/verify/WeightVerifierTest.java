package io.dopaflow.analysis.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.analysis.store.DuckDb;
import io.dopaflow.analysis.testing.LearningNetworks;
import io.dopaflow.analysis.testing.Networks;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.ShortTerm;
import io.dopaflow.models.spiking.plasticity.SpikeTimingRule;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.plasticity.TripletStdp;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the models' lazy kernel says of synapses follows from spikes, one synapse forward in time; what was tampered with does not. */
class WeightVerifierTest {
    private static final long MS = LearningNetworks.MS;

    @TempDir
    Path folder;

    private static SynapseModel pair(Pairing pairing, double muPlus, double muMinus, long axonalPs) {
        return LearningNetworks.model(
                Plasticity.of(new PairStdp(pairing, 0.05, 1.05, muPlus, muMinus, 20, 30, 1), 0, 1), axonalPs, false);
    }

    private static SynapseModel learning(SpikeTimingRule rule, double baseline, int modulator) {
        return LearningNetworks.model(
                new Plasticity(rule, 0, 1, Optional.of(new Eligibility(500, baseline, modulator)), Optional.empty()),
                MS,
                false);
    }

    /** Every rule, pairing and law of weights; axonal delays of nothing, of a part and, for some synapses, of the whole delay. */
    private static List<SynapseModel> everyModel() {
        Plasticity scaled = new Plasticity(
                new PairStdp(Pairing.ALL_TO_ALL, 0.01, 1.05, 0, 0, 20, 20, 1),
                0.05,
                1,
                Optional.empty(),
                Optional.of(new Scaling(5, 0.1, 2000)));
        return Stream.of(
                        pair(Pairing.ALL_TO_ALL, 0, 0, 0),
                        pair(Pairing.ALL_TO_ALL, 1, 1, MS),
                        pair(Pairing.ALL_TO_ALL, 0.4, 0.4, 0),
                        pair(Pairing.NEAREST_SYMMETRIC, 0, 1, MS / 2),
                        pair(Pairing.NEAREST_RESTRICTED, 0, 0, 0),
                        pair(Pairing.PRE_CENTERED, 0, 0, 3 * MS / 2),
                        LearningNetworks.model(
                                Plasticity.of(new TripletStdp(5e-3, 7e-3, 6e-3, 2e-3, 16.8, 33.7, 101, 125), 0, 1),
                                0,
                                false),
                        LearningNetworks.model(Plasticity.of(new InhibitoryStdp(0.01, 0.12, 20), 0.02, 1), MS, true),
                        LearningNetworks.with(new ShortTerm(0.5, 800, 0), LearningNetworks.model(scaled, 0, false)),
                        learning(new TimingWindow(Pairing.ALL_TO_ALL, 0.1, 0.12, 20, 20), 0, 1),
                        learning(new TimingWindow(Pairing.NEAREST_SYMMETRIC, 1, 0.8, 20, 20), 0.02, 1),
                        learning(new TimingWindow(Pairing.NEAREST_RESTRICTED, 1, 1.2, 20, 30), 0.01, 0))
                .toList();
    }

    private LearningNetworks network(boolean isPrecise, long seed) {
        TimeMode time = isPrecise ? new TimeMode.Precise() : new TimeMode.Grid(MS / 10);
        return new LearningNetworks(time, 4500 * MS, everyModel(), 437 * MS / 10 * 10, seed);
    }

    private Path run(LearningNetworks of) {
        return Networks.run(folder.resolve("run"), of.network(), of::write);
    }

    private static WeightVerification verify(Path run, LearningNetworks of, SpikingPlan plan, long most) {
        try (SpikingRunReader reader = SpikingRunReader.open(run)) {
            return new WeightVerifier(reader, of.network(), plan).verify(most, share -> {});
        }
    }

    private static WeightVerification verify(Path run, LearningNetworks of) {
        return verify(run, of, of.plan(), Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource({"false, 1", "false, 2", "true, 3", "true, 4"})
    void everyRule_followsFromTheSpikes(boolean isPrecise, long seed) {
        LearningNetworks of = network(isPrecise, seed);
        WeightVerification found = verify(run(of), of);
        assertThat(found.disagreement()).isEmpty();
        assertThat(found.notes()).isEmpty();
        assertThat(found.synapses()).isEqualTo(12 * 15).isEqualTo(found.ofSynapses());
        // At 0, ten intervals, and the end.
        assertThat(found.weights()).isEqualTo(12 * 15 * 12);
        assertThat(found.events()).isGreaterThan(40);
    }

    @Test
    void sample_isRecomputed() {
        LearningNetworks of = network(false, 1);
        WeightVerification found = verify(run(of), of, of.plan(), 7);
        assertThat(found.disagreement()).isEmpty();
        assertThat(found.synapses()).isEqualTo(7);
        assertThat(found.weights()).isEqualTo(7 * 12);
    }

    /** Writes a table anew with a change. */
    private static void change(Path run, String table, String select) {
        Path file = run.resolve(table + ".parquet");
        try (DuckDb database = new DuckDb("128MB", 1)) {
            database.copy(
                    "SELECT * " + select.replace("ROWS", DuckDb.parquet(List.of(file))) + " ORDER BY 1, 2",
                    file,
                    "zstd");
        }
    }

    private static long firstSpike(LearningNetworks of, int cell, long after) {
        return of.spikes().stream()
                .filter(spike -> spike.cell() == cell && spike.timePs() > after)
                .findFirst()
                .orElseThrow()
                .timePs();
    }

    @Test
    void movedSpike_isFoundAtTheFirstWeightAfterIt() {
        LearningNetworks of = network(false, 1);
        Path run = run(of);
        long spike = firstSpike(of, 2, 2100 * MS);
        change(
                run,
                "spikes",
                "REPLACE (if(neuron = 2 AND time_ps = " + spike + ", time_ps + " + MS / 10
                        + ", time_ps) AS time_ps) FROM ROWS");
        assertThat(verify(run, of).disagreement())
                .get()
                .asString()
                .matches("synapse \\d+ \\(learning\\d+: input\\[2] to neuron\\[\\d]\\) at 2185\\.0 ms: the weight .*");
    }

    @Test
    void changedWeight_isFoundWhereItIs() {
        LearningNetworks of = network(false, 1);
        Path run = run(of);
        change(
                run,
                "weights",
                "REPLACE (if(synapse = 17 AND time_ps = " + 874 * MS
                        + ", weight + 2e-12, weight) AS weight) FROM ROWS");
        assertThat(verify(run, of).disagreement())
                .get()
                .asString()
                .startsWith("synapse 17 (learning1: input[2] to neuron[0]) at 874.0 ms: the weight ");
    }

    @Test
    void changedEligibility_isFoundWhereItIs() {
        LearningNetworks of = network(false, 1);
        Path run = run(of);
        change(
                run,
                "weights",
                "REPLACE (if(synapse = 140 AND time_ps = " + 874 * MS
                        + ", eligibility * (1 + 1e-9), eligibility) AS eligibility) FROM ROWS");
        assertThat(verify(run, of).disagreement())
                .get()
                .asString()
                .startsWith("synapse 140 (learning9: input[0] to neuron[1]) at 874.0 ms: the eligibility ");
    }

    @Test
    void removedWeight_isMissed() {
        LearningNetworks of = network(false, 1);
        Path run = run(of);
        change(run, "weights", "FROM ROWS WHERE NOT (synapse = 3 AND time_ps = " + 1311 * MS + ")");
        assertThat(verify(run, of).disagreement())
                .contains("synapse 3 (learning0: input[3] to neuron[0]) at 1311.0 ms: no weight was recorded");
    }

    @Test
    void removedEvent_isMissed() {
        LearningNetworks of = network(false, 1);
        Path run = run(of);
        long released = firstSpike(of, 8, 1500 * MS) + 2 * MS;
        change(run, "events", "FROM ROWS WHERE NOT (name = 'dopamine' AND time_ps = " + released + ")");
        assertThat(verify(run, of).disagreement())
                .get()
                .asString()
                .startsWith("dopamine at " + released / MS)
                .contains("the amount nothing was recorded, it follows 1.0");
    }

    /** Where nothing else tells of an event, the weights do. */
    @Test
    void removedEventOfUnrecordedNeurons_isFoundInTheWeights() {
        LearningNetworks of = network(false, 1);
        Path run = run(of);
        long released = firstSpike(of, 8, 1500 * MS) + 2 * MS;
        change(run, "events", "FROM ROWS WHERE NOT (name = 'dopamine' AND time_ps = " + released + ")");
        change(run, "modulators", "FROM ROWS WHERE false");
        SpikingPlan all = of.plan();
        BitSet some = new BitSet();
        some.set(0, 8);
        WeightVerification found =
                verify(run, of, new SpikingPlan(some, List.of(), all.synapses(), List.of()), Long.MAX_VALUE);
        assertThat(found.disagreement())
                .get()
                .asString()
                .matches("synapse \\d+ \\(learning(9|10): .*\\) at \\d+\\.0 ms: the weight .*");
        assertThat(found.notes())
                .containsExactly("what releases dopamine was not recomputed, as not all spikes of dopaminergic were"
                        + " recorded; record.spikes: all keeps them");
    }

    @Test
    void changedConcentration_isFound() {
        LearningNetworks of = network(false, 1);
        Path run = run(of);
        change(
                run,
                "modulators",
                "REPLACE (if(time_ps = " + 874 * MS + ", value * (1 + 1e-9), value) AS value) FROM ROWS");
        assertThat(verify(run, of).disagreement())
                .get()
                .asString()
                .startsWith("dopamine at 874.0 ms: the concentration ");
    }

    @Test
    void unrecordedSpikes_areSaid() {
        LearningNetworks of = network(false, 1);
        Path run = run(of);
        BitSet some = of.plan().spikes();
        some.clear(6);
        WeightVerification found =
                verify(run, of, new SpikingPlan(some, List.of(), of.plan().synapses(), List.of()), Long.MAX_VALUE);
        assertThat(found.disagreement()).isEmpty();
        assertThat(found.synapses()).isEqualTo(12 * 10);
        assertThat(found.notes())
                .hasSize(12)
                .first()
                .isEqualTo(
                        "the weights of 5 synapses of learning0 were not recomputed, as not all spikes of neuron were"
                                + " recorded; record.spikes: all keeps them");
    }
}

package io.dopaflow.scenarios.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dopaflow.analysis.plasticity.LearningProjection;
import io.dopaflow.analysis.run.NetworkDigest;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingRecorder;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.RunFailedException;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What distal-reward and stimulus-response show, and that their ablations do not show it. To be short, distal-reward has an eighth of its neurons and half of its time
 * here; each neuron has as many synapses as in the whole one.
 */
@Tag("slow")
class RewardedScenariosTest {
    private static final long SECOND = 1_000_000_000_000L;
    private static final List<String> SMALL = List.of(
            "populations.excitatory.size=98",
            "populations.inhibitory.size=25",
            "projections.0.connect.probability=0.8",
            "projections.1.connect.probability=0.8",
            "projections.3.connect.probability=1");

    /** Counts spikes, and keeps the last weight of each synapse. */
    private static final class Kept implements SpikingRecorder {
        private final LoadedNetwork loaded;
        private final List<LearningProjection> learning;
        private final double[] weights;
        private long spikes;
        private int released;

        Kept(LoadedNetwork loaded) {
            this.loaded = loaded;
            this.learning = LearningProjection.of(loaded.network());
            this.weights = new double[(int) learning.get(learning.size() - 1).end()];
        }

        @Override
        public synchronized void spikes(long[] timesPs, int[] cells, int count) {
            spikes += count;
        }

        @Override
        public synchronized void state(long timePs, int cell, int variable, double value) {}

        @Override
        public synchronized void synapse(long timePs, long synapse, double weight, double eligibility) {
            weights[(int) synapse] = weight;
        }

        @Override
        public synchronized void released(long timePs, int modulator, double amount) {
            released += timePs > 250 * SECOND ? 1 : 0;
        }

        double mean(String projection) {
            LearningProjection of = learning.stream()
                    .filter(any -> any.name().equals(projection))
                    .findFirst()
                    .orElseThrow();
            return Arrays.stream(weights, (int) of.first(), (int) of.end())
                    .average()
                    .orElseThrow();
        }

        /** Those of all projections that learn. */
        double[] weights() {
            return learning.stream()
                    .flatMapToDouble(of -> Arrays.stream(weights, (int) of.first(), (int) of.end()))
                    .toArray();
        }

        double rate() {
            return spikes
                    / (double) loaded.network().cells()
                    / (loaded.network().durationPs() / SECOND);
        }
    }

    private static Kept run(String name, List<String> first, String... changes) throws Exception {
        List<String> all = Stream.concat(first.stream(), Stream.of(changes)).toList();
        LoadedNetwork loaded = (LoadedNetwork) Catalog.load(name, all);
        Kept kept = new Kept(loaded);
        SpikingPlan said = loaded.plan();
        SpikingPlan plan = new SpikingPlan(
                SpikingPlan.spikesOf(loaded.network()).spikes(), List.of(), said.synapses(), said.modulators());
        new SpikingPopulationEngine(1).run(RunRequest.of(new SpikingSimulation(loaded.network(), plan, kept)));
        return kept;
    }

    /** A change of the rule of all three projections. */
    private static String[] rules(String parameter, String value) {
        return IntStream.range(0, 3)
                .mapToObj(i -> "projections." + i + ".synapse.dopamine-stdp." + parameter + "=" + value)
                .toArray(String[]::new);
    }

    /** What g-izhikevich-2007 expects, and its bands. */
    private static boolean isFound(Kept kept) {
        double weight = kept.mean("rewarded");
        double[] all = kept.weights();
        double above = Arrays.stream(all).filter(other -> other > weight).count() / (double) all.length;
        double mean = Arrays.stream(all).average().orElseThrow();
        return weight >= 1.5
                && weight >= 3 * mean
                && above < 0.02
                && mean > 0.3
                && mean < 0.65
                && kept.rate() > 1
                && kept.rate() < 1.3;
    }

    @Test
    void distalReward_findsTheSynapseThatEarnsIt_withFourOfFiveSeeds() {
        List<Boolean> found = IntStream.rangeClosed(1, 5)
                .parallel()
                .mapToObj(seed -> {
                    try {
                        return isFound(run("distal-reward", SMALL, "duration=1800 s", "seed=" + seed));
                    } catch (Exception e) {
                        throw new AssertionError("seed " + seed, e);
                    }
                })
                .toList();
        assertThat(found.stream().filter(yes -> yes).count()).as("%s", found).isGreaterThanOrEqualTo(4);
    }

    /** No dopamine; dopamine that an eligibility of 50 ms does not last for; as much dopamine, for two other neurons. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "rewards.0.amount=0",
                "tau_c",
                "rewards.0.sequence={first: 'inhibitory[0]', second: 'inhibitory[1]', within: 10 ms}"
            })
    void distalReward_findsNothing_withoutWhatBringsRewardAndSpikesTogether(String ablation) throws Exception {
        String[] changes = ablation.equals("tau_c") ? rules("tau_c", "50 ms") : new String[] {ablation};
        Kept kept = run(
                "distal-reward",
                SMALL,
                Stream.concat(Stream.of("duration=900 s"), Stream.of(changes)).toArray(String[]::new));
        assertThat(kept.mean("rewarded"))
                .isLessThan(1.5 * Arrays.stream(kept.weights()).average().orElseThrow());
    }

    /** Each synapse grows, until all neurons spike at once. */
    @Test
    void distalReward_withoutDepression_runsAway() {
        assertThatThrownBy(() -> run(
                        "distal-reward",
                        SMALL,
                        Stream.concat(
                                        Stream.of("duration=900 s", "stop_above=20 Hz"),
                                        Stream.of(rules("A_minus", "0 mV/ms")))
                                .toArray(String[]::new)))
                .isInstanceOf(RunFailedException.class)
                .hasStackTraceContaining("RunawayActivityException");
    }

    /** The response that is rewarded wins most of the last 150 of 200 cues. Without dopamine it wins less than half, as some cues end in a draw. */
    @ParameterizedTest
    @CsvSource({"0, 113, 150", "1, 113, 150", "2, 0, 90"})
    void stimulusResponse_learnsTheResponseThatIsRewarded(int variant, int least, int most) throws Exception {
        List<String> changes = List.of(
                        List.<String>of(),
                        List.of("rewards.0.race.winner=response-b", "rewards.0.race.rival=response-a"),
                        List.of("rewards.0.amount=0"))
                .get(variant);
        Kept kept = run("stimulus-response", changes, "duration=1000 s");
        assertThat(kept.released).isBetween(least, most);
    }

    /** Ten thousand synapses that are actors. */
    @Test
    void distalReward_onActors_hasTheBitsOfThePopulationEngine() throws Exception {
        List<String> changes = Stream.concat(
                        SMALL.stream(),
                        Stream.of(
                                "duration=300 ms",
                                "projections.0.connect.probability=0.9",
                                "sources.noise.current.noise.uniform=9 mV/ms"))
                .toList();
        LoadedNetwork loaded = (LoadedNetwork) Catalog.load("distal-reward", changes);
        SpikingSimulation simulation =
                new SpikingSimulation(loaded.network(), SpikingPlan.spikesOf(loaded.network()), SpikingRecorder.NONE);
        SpikingState population = SpikingState.of(
                new SpikingPopulationEngine(2).run(RunRequest.of(simulation)).end());
        SpikingState actors = SpikingState.of(
                new SpikingActorEngine(2).run(RunRequest.of(simulation)).end());
        assertThat(NetworkDigest.of(actors)).isEqualTo(NetworkDigest.of(population));
        assertThat(population.plasticity().stream()
                        .mapToInt(of -> of.own().length)
                        .sum())
                .isGreaterThan(10_000);
        assertThat(population.plasticity().stream()
                        .flatMapToDouble(of -> Arrays.stream(of.own()))
                        .filter(eligibility -> eligibility != 0)
                        .count())
                .isGreaterThan(1000);
    }
}

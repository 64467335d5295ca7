package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both engines against the reference cases: solutions in 113-bit arithmetic, by converged integrators, and of NEST on its grid. */
class ReferenceTest {
    private static final List<Engine> ENGINES = List.of(new SpikingPopulationEngine(2), new SpikingActorEngine(2));

    /** Input and spike times are whole picoseconds here, so that rounding adds up: measured up to 16 (k + 5) ps. */
    private static final int PS_A_SPIKE = 50;

    /** Delta networks amplify rounding e-fold in some 20 ms. */
    private static final long DELTA_UNTIL = 100_000_000_000L;

    /** In ps: where the integrators have converged. */
    private static final long CONVERGED = 1000;

    private static List<NetworkLog.Spike> run(Engine engine, ReferenceNetwork reference, TimeMode time)
            throws Exception {
        SpikingNetwork network = reference.network(time);
        NetworkLog log = new NetworkLog();
        engine.run(RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), log)));
        return log.spikes().stream()
                .filter(spike -> spike.cell() < reference.neurons())
                .toList();
    }

    private static Map<Integer, List<Long>> trains(List<NetworkLog.Spike> spikes) {
        return spikes.stream()
                .collect(Collectors.groupingBy(
                        NetworkLog.Spike::cell, Collectors.mapping(NetworkLog.Spike::timePs, Collectors.toList())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a-precise-delta-dc",
                "a-precise-exp-dc",
                "a-precise-alpha-dc",
                "a-precise-delta-spikes",
                "a-precise-exp-spikes",
                "a-precise-alpha-spikes",
                "a-precise-exp-unequal-tau",
                "a-precise-exp-equal-tau",
                "a-precise-alpha-equal-tau",
                "c-net10-exp",
                "c-net100-exp",
                "c-net200-exp",
                "c-net50-alpha"
            })
    void linearNeurons_spikeWhenTheEquationsDo(String id) throws Exception {
        ReferenceNetwork reference = ReferenceNetwork.load(id);
        List<NetworkLog.Spike> expected = reference.expected("/expected/spikes");
        for (Engine engine : ENGINES) {
            List<NetworkLog.Spike> found = run(engine, reference, new TimeMode.Precise());
            assertThat(found)
                    .extracting(NetworkLog.Spike::cell)
                    .isEqualTo(expected.stream().map(NetworkLog.Spike::cell).toList());
            Map<Integer, List<Long>> trains = trains(found);
            trains(expected).forEach((neuron, train) -> {
                for (int k = 0; k < train.size(); k++) {
                    assertThat(Math.abs(trains.get(neuron).get(k) - train.get(k)))
                            .as("spike %d of neuron %d", k + 1, neuron)
                            .isLessThanOrEqualTo((long) PS_A_SPIKE * (k + 1 + 5));
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({"a-precise-exp-grazing, 3", "a-precise-exp-grazing-1e-9, 1"})
    void grazing_isFoundOrNotFoundRightly(String id, int count) throws Exception {
        ReferenceNetwork reference = ReferenceNetwork.load(id);
        List<NetworkLog.Spike> expected = reference.expected("/expected/spikes");
        for (Engine engine : ENGINES) {
            List<NetworkLog.Spike> found = run(engine, reference, new TimeMode.Precise());
            assertThat(found).hasSize(count).hasSameSizeAs(expected);
            for (int i = 0; i < count; i++) {
                assertThat(found.get(i).cell()).isEqualTo(expected.get(i).cell());
                assertThat(Math.abs(found.get(i).timePs() - expected.get(i).timePs()))
                        .isLessThanOrEqualTo(CONVERGED);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"c-net60-delta-no-ties", "c-net100-delta"})
    void deltaNetworks_haveTheSameOrder(String id, TestReporter reporter) throws Exception {
        ReferenceNetwork reference = ReferenceNetwork.load(id);
        List<NetworkLog.Spike> expected = reference.expected("/expected/spikes");
        for (Engine engine : ENGINES) {
            List<NetworkLog.Spike> found = run(engine, reference, new TimeMode.Precise());
            assertThat(early(found)).hasSizeGreaterThan(100).isEqualTo(early(expected));
            reporter.publishEntry(id + ", " + engine.name(), firstDifference(found, expected));
        }
    }

    /** Where two runs part that rounding drives apart. */
    private static String firstDifference(List<NetworkLog.Spike> found, List<NetworkLog.Spike> expected) {
        for (int i = 0; i < Math.min(found.size(), expected.size()); i++) {
            if (found.get(i).cell() != expected.get(i).cell()) {
                return "the order first differs at " + expected.get(i).timePs() / 1e9 + " ms";
            }
        }
        return "the order does not differ in " + Math.min(found.size(), expected.size()) + " spikes";
    }

    private static List<Integer> early(List<NetworkLog.Spike> spikes) {
        return spikes.stream()
                .filter(spike -> spike.timePs() < DELTA_UNTIL)
                .map(NetworkLog.Spike::cell)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b-aeif_cond_exp",
                "b-aeif_psc_exp",
                "b-hh_psc_alpha",
                "b-iaf_cond_alpha",
                "b-iaf_cond_exp",
                "b-izhikevich"
            })
    void nonlinearNeurons_spikeWhenTheConvergedIntegratorDoes(String id) throws Exception {
        ReferenceNetwork reference = ReferenceNetwork.load(id);
        Map<Integer, List<Long>> expected = trains(reference.expected("/expected/spikes"));
        for (Engine engine : ENGINES) {
            Map<Integer, List<Long>> found = trains(run(engine, reference, new TimeMode.Precise()));
            assertThat(found.keySet()).isEqualTo(expected.keySet());
            expected.forEach((neuron, train) -> {
                assertThat(found.get(neuron)).hasSameSizeAs(train);
                for (int k = 0; k < train.size(); k++) {
                    assertThat(Math.abs(found.get(neuron).get(k) - train.get(k)))
                            .as("spike %d of neuron %d", k + 1, neuron)
                            .isLessThanOrEqualTo(CONVERGED);
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a-grid-delta-dc, 0.1",
        "a-grid-delta-dc, 0.01",
        "a-grid-exp-dc, 0.1",
        "a-grid-exp-dc, 0.01",
        "a-grid-alpha-dc, 0.1",
        "a-grid-alpha-dc, 0.01",
        "a-grid-delta-spikes, 0.1",
        "a-grid-delta-spikes, 0.01",
        "a-grid-exp-spikes, 0.1",
        "a-grid-exp-spikes, 0.01",
        "a-grid-alpha-spikes, 0.1",
        "a-grid-alpha-spikes, 0.01",
        "a-grid-exp-equal-tau, 0.1",
        "a-grid-exp-equal-tau, 0.01",
        "a-grid-alpha-equal-tau, 0.1",
        "a-grid-alpha-equal-tau, 0.01",
        "c-grid-net100-exp, 0.1",
        "c-grid-net100-delta, 0.1",
        "c-grid-net100-exp, 0.01",
        "c-grid-net100-delta, 0.01"
    })
    void neuronsOnAGrid_spikeInTheSameSteps(String id, String step) throws Exception {
        ReferenceNetwork reference = ReferenceNetwork.load(id);
        List<NetworkLog.Spike> expected = new ArrayList<>(reference.expected("/expected/" + step + "/spikes"));
        expected.sort(Comparator.comparingLong(NetworkLog.Spike::timePs).thenComparingInt(NetworkLog.Spike::cell));
        TimeMode grid = new TimeMode.Grid(Math.round(Double.parseDouble(step) * 1e9));
        for (Engine engine : ENGINES) {
            assertThat(run(engine, reference, grid)).isEqualTo(expected);
        }
    }
}

package io.dopaflow.simulator.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.InhibitoryStdp;
import io.dopaflow.models.spiking.plasticity.PairStdp;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.TimingWindow;
import io.dopaflow.models.spiking.plasticity.TripletStdp;
import io.dopaflow.simulator.actor.spiking.SpikingActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Cases d and e of the reference data (see the README beside them), on both engines and in both uses of time. */
class PlasticReferenceTest {
    private static final long MS = 1_000_000_000L;

    private static final TimeMode GRID = new TimeMode.Grid(MS / 10);

    private static final Map<String, Pairing> PAIRINGS = Map.of(
            "all_to_all", Pairing.ALL_TO_ALL,
            "nn_symm", Pairing.NEAREST_SYMMETRIC,
            "nn_restr", Pairing.NEAREST_RESTRICTED,
            "nn_pre_centered", Pairing.PRE_CENTERED);

    private static List<Engine> engines() {
        return List.of(new SpikingPopulationEngine(1), new SpikingActorEngine(1));
    }

    private static double[] doubles(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static double at(JsonNode parameters, String name) {
        assertThat(parameters.has(name)).as(name).isTrue();
        return parameters.get(name).asDouble();
    }

    private static SynapseModel model(String rule, JsonNode p) {
        if (PAIRINGS.containsKey(rule)) {
            PairStdp stdp = new PairStdp(
                    PAIRINGS.get(rule),
                    at(p, "lambda"),
                    at(p, "alpha"),
                    at(p, "mu_plus"),
                    at(p, "mu_minus"),
                    at(p, "tau_plus"),
                    at(p, "tau_minus"),
                    at(p, "Wmax"));
            return SynapseModel.of(Plasticity.of(stdp, 0, at(p, "Wmax")));
        }
        if (rule.equals("triplet")) {
            TripletStdp triplet = new TripletStdp(
                    at(p, "Aplus"),
                    at(p, "Aminus"),
                    at(p, "Aplus_triplet"),
                    at(p, "Aminus_triplet"),
                    at(p, "tau_plus"),
                    at(p, "tau_minus"),
                    at(p, "tau_plus_triplet"),
                    at(p, "tau_minus_triplet"));
            return SynapseModel.of(Plasticity.of(triplet, 0, at(p, "Wmax")));
        }
        if (rule.equals("vogels")) {
            InhibitoryStdp inhibitory = new InhibitoryStdp(at(p, "eta"), at(p, "alpha"), at(p, "tau"));
            return new SynapseModel(
                    Optional.of(Plasticity.of(inhibitory, 0, -at(p, "Wmax"))), Optional.empty(), 0, true);
        }
        TimingWindow window = new TimingWindow(
                Pairing.ALL_TO_ALL, at(p, "A_plus"), at(p, "A_minus"), at(p, "tau_plus"), at(p, "tau_minus"));
        return SynapseModel.of(new Plasticity(
                window,
                at(p, "Wmin"),
                at(p, "Wmax"),
                Optional.of(new Eligibility(at(p, "tau_c"), at(p, "b"), 0)),
                Optional.empty()));
    }

    private static PlasticPairs pairs(String rule, JsonNode run) {
        JsonNode parameters = run.get("parameters");
        return new PlasticPairs(
                doubles(run.get("pre_ms")),
                doubles(run.get("post_ms")),
                model(rule, parameters),
                run.get("w0").asDouble(),
                run.path("axonal_delay_ms").asDouble()
                        + run.get("dendritic_delay_ms").asDouble(),
                run.has("dopamine_arrival_ms") ? doubles(run.get("dopamine_arrival_ms")) : new double[0],
                parameters.path("tau_n").asDouble(1));
    }

    /** Those of a case whose spikes are off the grid are in continuous time alone. */
    private static List<TimeMode> times(JsonNode run) {
        boolean isOnGrid =
                Arrays.stream(doubles(run.get("pre_ms"))).allMatch(ms -> PlasticPairs.ps(ms) % (MS / 10) == 0);
        return isOnGrid ? List.of(GRID, new TimeMode.Precise()) : List.of(new TimeMode.Precise());
    }

    private interface Check {
        void check(Engine engine, TimeMode time, String rule, JsonNode run) throws Exception;
    }

    private static Stream<DynamicTest> cases(Check check, String... ids) {
        List<DynamicTest> tests = new ArrayList<>();
        for (String id : ids) {
            JsonNode json = ReferenceNetwork.load(id).json();
            for (JsonNode run : json.get("runs")) {
                String rule = run.has("rule")
                        ? run.get("rule").asText()
                        : json.path("rule").asText("dopamine");
                for (Engine engine : engines()) {
                    for (TimeMode time : times(run)) {
                        String name = id + " " + run.get("name").asText() + ", " + engine.name() + ", " + time;
                        tests.add(DynamicTest.dynamicTest(name, () -> check.check(engine, time, rule, run)));
                    }
                }
            }
        }
        return tests.stream();
    }

    /** The weight after each presynaptic spike, which is what it transmits. */
    @TestFactory
    Stream<DynamicTest> weightsAfterEachPresynapticSpike() {
        return cases(
                PlasticReferenceTest::checkWeights,
                "d-stdp-all-to-all",
                "d-stdp-nn-symm",
                "d-stdp-nn-restr",
                "d-stdp-nn-pre-centered",
                "d-stdp-triplet",
                "d-stdp-vogels",
                "d-edge");
    }

    private static void checkWeights(Engine engine, TimeMode time, String rule, JsonNode run) throws Exception {
        PlasticPairs pairs = pairs(rule, run);
        double last = DoubleStream.concat(Arrays.stream(pairs.preMs()), Arrays.stream(pairs.postMs()))
                .max()
                .orElseThrow();
        SpikingNetwork network = pairs.network(time, Math.ceil(last + 10));
        NetworkLog log = Networks.run(engine, network, PlasticPairs.plan(network, pairs.preMs()))
                .log();
        double[] expected = doubles(
                run.has("weight_after_each_pre")
                        ? run.get("weight_after_each_pre")
                        : run.get("closed_form_after_each_pre"));
        for (int i = 0; i < expected.length; i++) {
            assertThat(log.weight(PlasticPairs.ps(pairs.preMs()[i])))
                    .as("after the spike at %s ms", pairs.preMs()[i])
                    .isCloseTo(expected[i], within(1e-12 * Math.max(1, Math.abs(expected[i]))));
        }
        if (run.has("final_weight_all_events")) {
            double end = run.get("final_weight_all_events").asDouble();
            assertThat(log.weight(network.durationPs())).isCloseTo(end, within(1e-12 * Math.max(1, Math.abs(end))));
        }
    }

    /** Weight, eligibility and dopamine at times between events, each to the tolerance of the case. */
    @TestFactory
    Stream<DynamicTest> dopamineAtAnyTime() {
        return cases(PlasticReferenceTest::checkDopamine, "e-dopamine", "e-dopamine-order");
    }

    private static void checkDopamine(Engine engine, TimeMode time, String rule, JsonNode run) throws Exception {
        PlasticPairs pairs = pairs(rule, run);
        double[] samples = doubles(run.get("sample_times_ms"));
        SpikingNetwork network =
                pairs.network(time, Arrays.stream(samples).max().orElseThrow());
        NetworkLog log = Networks.run(engine, network, PlasticPairs.plan(network, samples))
                .log();
        double[] w = doubles(run.get("w"));
        double[] c = doubles(run.get("c"));
        double[] n = doubles(run.get("n"));
        for (int i = 0; i < samples.length; i++) {
            long at = PlasticPairs.ps(samples[i]);
            assertThat(log.weight(at)).as("w at %s ms", samples[i]).isCloseTo(w[i], within(1e-10));
            assertThat(log.eligibility(at)).as("c at %s ms", samples[i]).isCloseTo(c[i], within(1e-12));
            assertThat(log.concentration(at)).as("n at %s ms", samples[i]).isCloseTo(n[i], within(1e-14));
        }
    }
}

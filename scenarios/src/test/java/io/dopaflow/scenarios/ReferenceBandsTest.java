package io.dopaflow.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.analysis.spikes.ActivityRecorder;
import io.dopaflow.analysis.spikes.PopulationStatistics;
import io.dopaflow.analysis.spikes.StatisticsWindow;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingSimulation;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.scenarios.load.ScenarioLoader;
import io.dopaflow.scenarios.load.ScenarioSource;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks of the literature, whose statistics other simulators have measured over several seeds. On a grid the means of five seeds lie
 * in the bands of {@code f-*.json}, and each seed in the wider ones.
 *
 * <p>The bands of continuous time come from two or three seeds, whose spread says little of that of Fano factors and of single seeds:
 * there the means of rates, variation and correlation count.
 */
@Tag("slow")
class ReferenceBandsTest {
    private static final int SEEDS = 5;
    private static final long MS = 1_000_000_000L;
    private static final List<String> FIGURES = List.of("rate", "cv", "fano3", "corr5");

    private static JsonNode reference(String name) throws IOException {
        String resource = "/spiking/" + name + ".json";
        try (InputStream in =
                Objects.requireNonNull(ReferenceBandsTest.class.getResourceAsStream(resource), resource)) {
            return new ObjectMapper().readTree(in);
        }
    }

    static Stream<Arguments> regimes() throws IOException {
        return Stream.of("grid", "precise").flatMap(time -> {
            try {
                return reference("f-brunel")
                        .path("regimes")
                        .valueStream()
                        .map(regime -> Arguments.of(regime.path("name").asText(), time));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static final String BRUNEL = """
            model: spiking-network
            duration: %1$s ms
            time: %2$s
            populations:
              E: {size: 2000, neuron: {lif: {synapses: delta, tau_m: 20 ms, E_L: 0 mV, V_th: 20 mV, V_reset: 10 mV, t_ref: 2 ms}}, start: {V_m: {uniform: [0 mV, 20 mV]}}}
              I: {size: 500, like: E}
            sources:
              external: {poisson: {rate: %3$s Hz}, to: [E, I], weight: %4$s mV, delay: 1.5 ms}
            projections:
              - {from: E, to: [E, I], connect: {indegree: %5$s, multapses: true, autapses: true}, weight: %4$s mV, delay: 1.5 ms}
              - {from: I, to: [E, I], connect: {indegree: %6$s, multapses: true, autapses: true}, weight: %7$s mV, delay: 1.5 ms}
            """;

    private static final String CUBA = """
            model: spiking-network
            duration: 1000 ms
            time: {grid: 0.1 ms}
            populations:
              E: {size: 3200, neuron: {lif: {synapses: exp, C_m: 200 pF, tau_m: 20 ms, E_L: -49 mV, V_th: -50 mV, V_reset: -60 mV, t_ref: 5 ms, tau_syn_ex: 5 ms, tau_syn_in: 10 ms}}, start: {V_m: {uniform: [-60 mV, -50 mV]}}}
              I: {size: 800, like: E}
            projections:
              - {from: E, to: [E, I], connect: {probability: 0.02}, weight: 16.2 pA, delay: 0.1 ms}
              - {from: I, to: [E, I], connect: {probability: 0.02}, weight: -90 pA, delay: 0.1 ms}
            """;

    private static final String COBA = """
            model: spiking-network
            duration: 1000 ms
            time: {grid: 0.1 ms}
            populations:
              E: {size: 3200, neuron: {lif: {synapses: cond-exp, C_m: 200 pF, g_L: 10 nS, E_L: -60 mV, E_ex: 0 mV, E_in: -80 mV, V_th: -50 mV, V_reset: -60 mV, t_ref: 5 ms, tau_syn_ex: 5 ms, tau_syn_in: 10 ms}}, start: {V_m: {uniform: [-60 mV, -50 mV]}}}
              I: {size: 800, like: E}
            sources:
              kick: {poisson: {steps: [{from: 0 ms, rate: 300 Hz}, {from: 50 ms, rate: 0 Hz}]}, to: [E, I], weight: 6 nS, delay: 0.1 ms}
            projections:
              - {from: E, to: [E, I], connect: {probability: 0.02}, weight: 6 nS, delay: 0.1 ms}
              - {from: I, to: [E, I], connect: {probability: 0.02}, weight: -67 nS, delay: 0.1 ms}
            """;

    @ParameterizedTest
    @MethodSource("regimes")
    void brunel_hasTheStatisticsOfItsRegime(String name, String time) throws Exception {
        JsonNode regime = reference("f-brunel")
                .path("regimes")
                .valueStream()
                .filter(each -> each.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
        JsonNode p = regime.path("parameters");
        double end =
                regime.path("measured").path(time).path("window_ms").path(1).asDouble();
        double weight = p.path("J_mV").asDouble();
        String text = String.format(
                Locale.ROOT,
                BRUNEL,
                end,
                time.equals("grid") ? "{grid: 0.1 ms}" : "precise",
                p.path("external_rate_per_neuron_hz").asDouble(),
                weight,
                p.path("C_E").asInt(),
                p.path("C_I").asInt(),
                -weight * p.path("g").asDouble());
        List<String> figures = time.equals("grid") ? FIGURES : List.of("rate", "cv", "corr5");
        check(name + ", " + time, text, end, regime.path("bands").path(time), figures, time.equals("grid"));
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void benchmark_hasItsStatistics(String name, String text) throws Exception {
        check(name, text, 1000, reference(name).path("bands"), FIGURES, true);
    }

    static Stream<Arguments> benchmarks() {
        return Stream.of(Arguments.of("f-cuba", CUBA), Arguments.of("f-coba", COBA));
    }

    private static void check(
            String name, String text, double endMs, JsonNode bands, List<String> figures, boolean eachSeed)
            throws Exception {
        Map<String, Double> sums = new HashMap<>();
        SoftAssertions softly = new SoftAssertions();
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (PopulationStatistics of : statistics(text, seed, (long) endMs * MS)) {
                for (String figure : figures) {
                    double value = value(of, figure);
                    sums.merge(of.name() + " " + figure, value, Double::sum);
                    if (eachSeed) {
                        within(
                                softly,
                                name + ": " + figure + " of " + of.name() + ", seed " + seed,
                                value,
                                bands.path(of.name()).path(figure).path("one_seed"));
                    }
                }
            }
        }
        assertThat(sums).hasSize(2 * figures.size());
        sums.forEach((key, sum) -> within(
                softly,
                name + ": mean of " + key,
                sum / SEEDS,
                bands.path(key.split(" ")[0]).path(key.split(" ")[1]).path("mean_of_5_seeds")));
        softly.assertAll();
    }

    private static void within(SoftAssertions softly, String what, double value, JsonNode band) {
        assertThat(band.size()).as(what).isEqualTo(2);
        softly.assertThat(value)
                .as(what)
                .isBetween(band.path(0).asDouble(), band.path(1).asDouble());
    }

    private static double value(PopulationStatistics of, String figure) {
        return switch (figure) {
            case "rate" -> of.rateHz();
            case "cv" -> of.cv().orElse(Double.NaN);
            case "fano3" -> of.fano().orElse(Double.NaN);
            default -> of.correlation().orElse(Double.NaN);
        };
    }

    private static List<PopulationStatistics> statistics(String text, int seed, long endPs) throws Exception {
        ScenarioSource source = new ScenarioSource(
                text + "name: reference\nseed: " + seed + "\n",
                "reference.yaml",
                Path.of("").toAbsolutePath());
        SpikingNetwork network = ((LoadedNetwork) ScenarioLoader.load(source, List.of())).network();
        ActivityRecorder activity = new ActivityRecorder(network, StatisticsWindow.of(200 * MS, endPs));
        new SpikingPopulationEngine(2)
                .run(RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), activity)));
        return activity.statistics();
    }
}

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
import io.dopaflow.scenarios.load.Catalog;
import io.dopaflow.scenarios.load.LoadedNetwork;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.spiking.SpikingPopulationEngine;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.hipparchus.distribution.continuous.TDistribution;
import org.hipparchus.stat.descriptive.StreamingStatistics;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The built-in networks of the literature, as users run them and set them, have the statistics that other simulators have measured over
 * several seeds, {@code f-*.json}: rate, variation, Fano factor and correlation of both populations, on a grid and in continuous time.
 *
 * <p>Both sides are a few seeds, down to two, whose own spread says little. So each figure is compared by Student's t test of two
 * samples with their pooled variance, which takes account of how many seeds there are on either side: the difference of the means
 * must be within t s sqrt(1/n + 1/m), t the quantile of n + m - 2 degrees of freedom at {@link #LEVEL} for each of some 120
 * figures, so that all of them together fail by chance with a probability of about 1 %. Our seeds are fixed.
 */
@Tag("slow")
class ReferenceBandsTest {
    private static final int SEEDS = 8;
    private static final double LEVEL = 1e-4;
    private static final long MS = 1_000_000_000L;
    private static final List<String> FIGURES = List.of("rate", "cv", "fano3", "corr5");
    private static final Map<String, String> POPULATIONS = Map.of("excitatory", "E", "inhibitory", "I");

    private static JsonNode reference(String name) throws IOException {
        String resource = "/spiking/" + name + ".json";
        try (InputStream in =
                Objects.requireNonNull(ReferenceBandsTest.class.getResourceAsStream(resource), resource)) {
            return new ObjectMapper().readTree(in);
        }
    }

    static Stream<Arguments> regimes() throws IOException {
        List<String> names = reference("f-brunel")
                .path("regimes")
                .valueStream()
                .map(regime -> regime.path("name").asText())
                .toList();
        return Stream.of("grid", "precise").flatMap(time -> names.stream().map(name -> Arguments.of(name, time)));
    }

    private static JsonNode regime(String name) throws IOException {
        return reference("f-brunel")
                .path("regimes")
                .valueStream()
                .filter(regime -> regime.path("name").asText().startsWith(name))
                .findFirst()
                .orElseThrow();
    }

    /** What a user sets for a regime. */
    private static List<String> settings(JsonNode parameters) {
        double weight = parameters.path("J_mV").asDouble();
        double inhibition = -weight * parameters.path("g").asDouble();
        return List.of(
                "sources.external.poisson.rate="
                        + parameters.path("external_rate_per_neuron_hz").asText() + " Hz",
                "sources.external.weight=" + weight + " mV",
                "projections.0.connect.indegree=" + parameters.path("C_E").asText(),
                "projections.0.weight=" + weight + " mV",
                "projections.1.connect.indegree=" + parameters.path("C_I").asText(),
                String.format(Locale.ROOT, "projections.1.weight=%.6f mV", inhibition));
    }

    @ParameterizedTest
    @MethodSource("regimes")
    void brunel_hasTheStatisticsOfItsRegime(String name, String time) throws Exception {
        JsonNode regime = regime(name);
        JsonNode measured = regime.path("measured").path(time);
        List<String> settings = new ArrayList<>(settings(regime.path("parameters")));
        settings.add(time.equals("grid") ? "time={grid: 0.1 ms}" : "time=precise");
        SoftAssertions softly = new SoftAssertions();
        differences("brunel", settings, measured)
                .forEach((figure, difference) -> softly.assertThat(Math.abs(difference))
                        .as(figure + " of " + name + ", " + time + ", in allowances")
                        .isLessThanOrEqualTo(1));
        softly.assertAll();
    }

    static Stream<Arguments> benchmarks() {
        return Stream.of(Arguments.of("cuba", "nest"), Arguments.of("cuba", "brian2"), Arguments.of("coba", "brian2"));
    }

    @ParameterizedTest
    @MethodSource("benchmarks")
    void benchmark_hasItsStatistics(String name, String simulator) throws Exception {
        JsonNode measured = reference("f-" + name).path("measured").path(simulator);
        SoftAssertions softly = new SoftAssertions();
        differences(name, List.of(), measured)
                .forEach((figure, difference) -> softly.assertThat(Math.abs(difference))
                        .as(figure + " of " + name + ", " + simulator + ", in allowances")
                        .isLessThanOrEqualTo(1));
        softly.assertAll();
    }

    /** The test can fail: on a grid the regular regime is 4 % slower than in continuous time. */
    @Test
    void gridAndContinuousTime_areToldApart() throws Exception {
        JsonNode regime = regime("SR");
        Map<String, Double> differences = differences(
                "brunel",
                settings(regime.path("parameters")),
                regime.path("measured").path("precise"));
        assertThat(differences.get("rate of E")).isLessThan(-1);
        assertThat(differences.get("rate of I")).isLessThan(-1);
    }

    /** Our means less those of a reference, in units of what is allowed. */
    private static Map<String, Double> differences(String scenario, List<String> settings, JsonNode measured)
            throws Exception {
        int end = measured.path("window_ms").path(1).asInt();
        Map<String, StreamingStatistics> ours = new LinkedHashMap<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            for (PopulationStatistics of : statistics(scenario, settings, seed, end)) {
                for (String figure : FIGURES) {
                    ours.computeIfAbsent(figure + " of " + POPULATIONS.get(of.name()), key -> new StreamingStatistics())
                            .addValue(value(of, figure));
                }
            }
        }
        ours.keySet().removeIf(key -> key.endsWith("null"));
        assertThat(ours).hasSize(2 * FIGURES.size());
        int seeds = measured.path("seeds").asInt();
        Map<String, Double> differences = new LinkedHashMap<>();
        ours.forEach((key, own) -> {
            JsonNode theirs = measured.path(key.substring(key.length() - 1)).path(key.substring(0, key.indexOf(' ')));
            int freedom = SEEDS + seeds - 2;
            double sd = theirs.path("sd").asDouble();
            double pooled = ((SEEDS - 1) * own.getVariance() + (seeds - 1) * sd * sd) / freedom;
            double allowed = new TDistribution(freedom).inverseCumulativeProbability(1 - LEVEL / 2)
                    * Math.sqrt(pooled * (1.0 / SEEDS + 1.0 / seeds));
            differences.put(key, (own.getMean() - theirs.path("mean").asDouble()) / allowed);
        });
        return differences;
    }

    private static double value(PopulationStatistics of, String figure) {
        return switch (figure) {
            case "rate" -> of.rateHz();
            case "cv" -> of.cv().orElse(Double.NaN);
            case "fano3" -> of.fano().orElse(Double.NaN);
            default -> of.correlation().orElse(Double.NaN);
        };
    }

    private static List<PopulationStatistics> statistics(String scenario, List<String> settings, int seed, int endMs)
            throws Exception {
        List<String> all = new ArrayList<>(settings);
        all.add("seed=" + seed);
        all.add("duration=" + endMs + " ms");
        SpikingNetwork network = ((LoadedNetwork) Catalog.load(scenario, all)).network();
        ActivityRecorder activity = new ActivityRecorder(network, StatisticsWindow.of(200 * MS, endMs * MS));
        new SpikingPopulationEngine(2)
                .run(RunRequest.of(new SpikingSimulation(network, SpikingPlan.spikesOf(network), activity)));
        return activity.statistics();
    }
}

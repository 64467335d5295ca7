package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.LogWeights;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedPlan;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedSimulation;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.simulator.CycleAsPhases;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.PlainRule;
import io.dopaflow.simulator.Strategies;
import io.dopaflow.simulator.actor.phased.PhasedActorEngine;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.cycle.CyclePopulationEngine;
import io.dopaflow.simulator.population.phased.PhasedPopulationEngine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Another JDK, another machine, a later version: the same bits. Digests are SHA-256 of the final weights by synapse,
 * each as its 64 bits, high byte first.
 *
 * <p>Source of the constants: the engines and, independently, {@link PlainRule}, version 0.1.0, OpenJDK 17.0.15 on
 * x86-64; printed by {@code mvn -pl simulator -am test -Dtest=GoldenDigestTest
 * -Dsurefire.failIfNoSpecifiedTests=false}, where a wrong one is shown beside what was found.
 */
@Tag("digest")
class GoldenDigestTest {

    static Stream<Arguments> experiments() {
        return Stream.of(
                Arguments.of(
                        "graded, multi-update",
                        new LayeredExperiment(),
                        "e14038c2e234db83e41c7571a12213adab7d0e23e0532ca11f7c831c62b6ab84"),
                Arguments.of(
                        "all-or-none, multi-update",
                        new LayeredExperiment().hidden(6).hidden(Activation.SIGMOID, SpikeCoding.ALL_OR_NONE),
                        "5f87219b6bc2006690bd8c3cb7da1f291ae233ce6474a992d714f07ae3bb43eb"),
                Arguments.of(
                        "multiplicative, single update",
                        new LayeredExperiment()
                                .hidden(Activation.SOFTPLUS, SpikeCoding.GRADED)
                                .schedule(new CycleSchedule.SingleUpdate())
                                .parametrisation(Parametrisation.MULTIPLICATIVE)
                                .opportunities(500),
                        "8bb58a97b854540b3acfd7e5971e236d7e6470648b030b2cc9db690c450019d5"),
                Arguments.of(
                        "large enough for several threads",
                        new LayeredExperiment().hidden(60).opportunities(3),
                        "ee476206b0a022119f2c08504bcc496653357f95d10c93fabf3a225b2eb3596a"));
    }

    static Stream<Arguments> strategies() {
        Map<String, String> digests = Map.ofEntries(
                Map.entry("running mean", "1ca1b91ad76c8c7f3c7c1c9775762ba59669a1806c9712f5502df230fa4eaf5f"),
                Map.entry("unperturbed", "39c753ed343f9efcbd8a5ff757adf849895c829f19e4d93083828c2b3988ee9d"),
                Map.entry("antithetic", "270624e8f5684eb2dacca794000cd2a5f8940ce0f6cdce7c51722ff909db016c"),
                Map.entry(
                        "running mean, single update",
                        "a83ebff1cd8869691fcc5acd03ff1b68e367bb6cea1895f6e1a907be6e8baa1f"),
                Map.entry(
                        "unperturbed, single update",
                        "190b9a97187738f079bdb787f1f76a7180ba3450e958568772b9a394b0031675"),
                Map.entry(
                        "antithetic, single update",
                        "7ba036cc3ae9ad97805de54a0b17ccee12a14ba58aa0e0db98d0d1ee39a90174"),
                Map.entry("successive", "d85a3d7029f503e6a700051087b5d7a1f7f12a423f87e43a0e9a5ec6cc209e86"),
                Map.entry(
                        "successive, single update",
                        "014e09bf09a2a11d3df60efcca06dfc3902dea6499079de798414bf6d94361e5"),
                Map.entry("another time constant", "4f929e34a48653c980152fa3368b4f55203982d29b8920a4812f6f58df6e16d0"),
                Map.entry("unequal branches", "1ee1764b71d8377143a3ac877dbd3972d739ccbad30cf18c969c159e26294215"),
                Map.entry(
                        "unequal branches, antithetic",
                        "a71cba183c0a794e42d8cfc28eb54e603dca7fc5972b78e8c0bacd87ae086412"));
        return Strategies.all().entrySet().stream()
                .map(entry -> Arguments.of(
                        entry.getKey(), entry.getValue(), digests.getOrDefault(entry.getKey(), "none written down")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"experiments", "strategies"})
    void weights_haveTheBitsThatWereWrittenDown(String name, LayeredExperiment layered, String digest)
            throws Exception {
        LearningCycle model = layered.build();
        for (Engine engine : List.of(new CycleActorEngine(), new CyclePopulationEngine())) {
            double[] weights = CycleState.of(engine.run(RunRequest.of(
                                    new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {})))
                            .end())
                    .weights();
            assertThat(digest(weights)).as(engine.name()).isEqualTo(digest);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"experiments", "strategies"})
    void plainRule_hasTheSameBits(String name, LayeredExperiment layered, String digest) throws Exception {
        List<double[]> trajectory = new PlainRule(layered.build()).trajectory();
        assertThat(digest(trajectory.get(trajectory.size() - 1))).isEqualTo(digest);
    }

    static Stream<Arguments> saidInPhases() {
        return Stream.concat(experiments(), strategies())
                .filter(arguments ->
                        CycleAsPhases.isPossible(((LayeredExperiment) arguments.get()[1]).build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("saidInPhases")
    void phases_haveTheSameWeights_butForRounding(String name, LayeredExperiment layered, String digest)
            throws Exception {
        List<double[]> trajectory = new PlainRule(layered.build()).trajectory();
        double[] expected = LogWeights.of(trajectory.get(trajectory.size() - 1));
        PhasedLearning model = CycleAsPhases.of(layered.build());
        for (Engine engine : List.of(new PhasedActorEngine(), new PhasedPopulationEngine())) {
            double[] theta = PhasedState.of(engine.run(RunRequest.of(
                                    new PhasedSimulation(model, PhasedPlan.weightsOnly(1), new PhasedRecorder() {})))
                            .end())
                    .stored();
            assertThat(theta).as(engine.name()).containsExactly(expected, within(1e-10));
        }
    }

    private static String digest(double[] weights) throws Exception {
        ByteBuffer bits = ByteBuffer.allocate(Double.BYTES * weights.length);
        for (double value : weights) {
            bits.putLong(Double.doubleToRawLongBits(value));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bits.array()));
    }
}

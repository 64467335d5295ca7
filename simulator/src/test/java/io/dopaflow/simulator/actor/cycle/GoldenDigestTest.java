package io.dopaflow.simulator.actor.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
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
 * Another JDK, another machine, a later version: the same bits. Digests are SHA-256 of the final log-weights by synapse,
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
                        "b0a59f213fa96bf88514b011e7433159bec8236709a51ad4b09551258cef2f73"),
                Arguments.of(
                        "all-or-none, multi-update",
                        new LayeredExperiment().hidden(6).hidden(Activation.SIGMOID, SpikeCoding.ALL_OR_NONE),
                        "bf527fea36701b8824bbec4137c3f690e9d2f171d86ddad3876f8fabc06aabb2"),
                Arguments.of(
                        "multiplicative, single update",
                        new LayeredExperiment()
                                .hidden(Activation.SOFTPLUS, SpikeCoding.GRADED)
                                .schedule(new CycleSchedule.SingleUpdate())
                                .parametrisation(Parametrisation.MULTIPLICATIVE)
                                .opportunities(500),
                        "8ee86ba890a4491aaecb5e85cef950c476a8678d0907fcf82f91886cdb2a53a0"),
                Arguments.of(
                        "large enough for several threads",
                        new LayeredExperiment().hidden(60).opportunities(3),
                        "5861d170cba435aa9a61228abc11a9f866bacf35169e2d817288dbdf1442838e"));
    }

    static Stream<Arguments> strategies() {
        Map<String, String> digests = Map.ofEntries(
                Map.entry("running mean", "295d69bd06559ef7ce7e322d82bae1fbb7aa319ea50d3cbdcbfa899503b3f1b7"),
                Map.entry("unperturbed", "d98d754ef15a66694f5e4b71e5a28beb3acd4dac6e8070e28222ae9868046154"),
                Map.entry("antithetic", "bc0c3b77a687ced93b3946ec0a93abcd6ae39e72b38d5a9eb6ad3987da41f7b7"),
                Map.entry(
                        "running mean, single update",
                        "46610ee66d892c949449f31ab0ea511450da8c0e52aeb21123391140dbf3573d"),
                Map.entry(
                        "unperturbed, single update",
                        "7ebb197a84d58c66bcc1521b7c8345e9c58e664174e1d6a6a1ecd59545aa2448"),
                Map.entry(
                        "antithetic, single update",
                        "263a032a40364e7356121a8faa661c3cc5618b3e85bcf7aa06e737c1932d11ca"),
                Map.entry("successive", "834fe79e97ad82aca4faaad9b8805bbfe1dde038634940d945ded5db24d31349"),
                Map.entry(
                        "successive, single update",
                        "3ff10b408f53159141a2266a7f292ee94445ba560e3c50752abfd5f6fbf4bb3a"),
                Map.entry("another time constant", "d2d3f5a87b38dc81510e29a9070719f1f1d25b19f312665c8536fba8847a0a77"),
                Map.entry("unequal branches", "4019355200e8de2dcddbde426388513d0c6c3d502f6a9d4f4071b84145b5f642"),
                Map.entry(
                        "unequal branches, antithetic",
                        "1e681307bb6c43f465bdea5746fe48983cc9a50d3a6bf29b780b71eb179a7578"));
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
            double[] theta = CycleState.of(engine.run(RunRequest.of(
                                    new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {})))
                            .end())
                    .theta();
            assertThat(digest(theta)).as(engine.name()).isEqualTo(digest);
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
    void phases_haveTheSameBits(String name, LayeredExperiment layered, String digest) throws Exception {
        PhasedLearning model = CycleAsPhases.of(layered.build());
        for (Engine engine : List.of(new PhasedActorEngine(), new PhasedPopulationEngine())) {
            double[] theta = PhasedState.of(engine.run(RunRequest.of(
                                    new PhasedSimulation(model, PhasedPlan.weightsOnly(1), new PhasedRecorder() {})))
                            .end())
                    .stored();
            assertThat(digest(theta)).as(engine.name()).isEqualTo(digest);
        }
    }

    private static String digest(double[] theta) throws Exception {
        ByteBuffer bits = ByteBuffer.allocate(Double.BYTES * theta.length);
        for (double value : theta) {
            bits.putLong(Double.doubleToRawLongBits(value));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bits.array()));
    }
}

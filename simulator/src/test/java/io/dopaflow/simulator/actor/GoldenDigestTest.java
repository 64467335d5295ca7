package io.dopaflow.simulator.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.experiment.Experiment;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.plasticity.LearningRule;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.simulator.LayeredExperiment;
import io.dopaflow.simulator.PlainRule;
import io.dopaflow.simulator.RecorderAdapter;
import io.dopaflow.simulator.engine.Engine;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.PopulationEngine;
import io.dopaflow.simulator.recording.RecordingPlan;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
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
                                .rule(new LearningRule.SingleUpdate())
                                .parametrisation(Parametrisation.MULTIPLICATIVE)
                                .opportunities(500),
                        "8ee86ba890a4491aaecb5e85cef950c476a8678d0907fcf82f91886cdb2a53a0"),
                Arguments.of(
                        "large enough for several threads",
                        new LayeredExperiment().hidden(60).opportunities(3),
                        "5861d170cba435aa9a61228abc11a9f866bacf35169e2d817288dbdf1442838e"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("experiments")
    void weights_haveTheBitsThatWereWrittenDown(String name, LayeredExperiment layered, String digest)
            throws Exception {
        Experiment experiment = layered.build();
        for (Engine engine : List.of(new ActorEngine(), new PopulationEngine())) {
            double[] theta = engine.run(RunRequest.of(experiment, RecordingPlan.weightsOnly(1), new RecorderAdapter()))
                    .theta();
            assertThat(digest(theta)).as(engine.name()).isEqualTo(digest);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("experiments")
    void plainRule_hasTheSameBits(String name, LayeredExperiment layered, String digest) throws Exception {
        List<double[]> trajectory = new PlainRule(layered.build()).trajectory();
        assertThat(digest(trajectory.get(trajectory.size() - 1))).isEqualTo(digest);
    }

    private static String digest(double[] theta) throws Exception {
        ByteBuffer bits = ByteBuffer.allocate(Double.BYTES * theta.length);
        for (double value : theta) {
            bits.putLong(Double.doubleToRawLongBits(value));
        }
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bits.array()));
    }
}

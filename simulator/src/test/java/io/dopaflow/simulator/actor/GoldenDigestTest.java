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
import io.dopaflow.simulator.engine.RunRequest;
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
 * <p>Source of the constants: the engine and, independently, {@link PlainRule}, version 0.1.0, OpenJDK 17.0.15 on
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
                        "7d9bf05265bbf1ec895f1f2f15eb912a4638e3a2ad020a8a6bcf3b0a5db8a5ad"),
                Arguments.of(
                        "all-or-none, multi-update",
                        new LayeredExperiment().hidden(6).hidden(Activation.SIGMOID, SpikeCoding.ALL_OR_NONE),
                        "313f58cdab1059b32ec14fbb584196c1f877e30a1417fa2668cf226b48ca4571"),
                Arguments.of(
                        "multiplicative, single update",
                        new LayeredExperiment()
                                .hidden(Activation.SOFTPLUS, SpikeCoding.GRADED)
                                .rule(new LearningRule.SingleUpdate())
                                .parametrisation(Parametrisation.MULTIPLICATIVE)
                                .opportunities(500),
                        "d65d645d98396cec9baee9f6aefa768e1908c04cca9eb140cf4521a5d88434cd"),
                Arguments.of(
                        "large enough for several threads",
                        new LayeredExperiment().hidden(60).opportunities(3),
                        "abadb0132cd1046915529e4332b9344c1d6971b93c03ae38cb2f5ac45f8994b3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("experiments")
    void weights_haveTheBitsThatWereWrittenDown(String name, LayeredExperiment layered, String digest)
            throws Exception {
        Experiment experiment = layered.build();
        double[] theta = new ActorEngine()
                .run(RunRequest.of(experiment, RecordingPlan.weightsOnly(1), new RecorderAdapter()))
                .theta();
        assertThat(digest(theta)).isEqualTo(digest);
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

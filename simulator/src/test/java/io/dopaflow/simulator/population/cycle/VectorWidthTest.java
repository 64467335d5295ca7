package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dopaflow.models.cycle.CycleRecorder;
import io.dopaflow.models.cycle.CycleSimulation;
import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.cycle.LearningCycle;
import io.dopaflow.models.cycle.RecordingPlan;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.simulator.RandomExperiments;
import io.dopaflow.simulator.engine.RunRequest;
import io.dopaflow.simulator.population.VirtualMachine;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Vectors of 512 bits, two of 256 in place of one, and none where the processor has but 128: the same bits. A virtual
 * machine of its own, restricted to the width, computes the digest of what it finds.
 */
@Tag("digest")
class VectorWidthTest {
    private static final int SLOTS = 1000;
    private static final int CYCLES = 2000;
    private static final int GRAPHS = 40;
    private static final long TAU_PS = 20_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32, 64})
    void digests_areThoseWithoutVectors_atAnyWidth(int bytes) throws Exception {
        assumeThat(Vectors.lanes()).as("lanes of this processor").isPositive();
        int lanes = bytes < 32 ? 0 : Math.min(bytes / Double.BYTES, Vectors.lanes());
        assertThat(VirtualMachine.lastLine(bytes, VectorWidthTest.class)).isEqualTo(lanes + " lanes: " + digest(false));
    }

    /** The program of the other virtual machine. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(Vectors.lanes() + " lanes: " + digest(Vectors.areAvailable()));
    }

    private static String digest(boolean vectors) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        kernel(vectors, digest);
        for (int number = 0; number < GRAPHS; number++) {
            LearningCycle model = RandomExperiments.number(number);
            RunRequest request =
                    RunRequest.of(new CycleSimulation(model, RecordingPlan.weightsOnly(1), new CycleRecorder() {}));
            add(
                    digest,
                    CycleState.of(new CyclePopulationEngine(vectors)
                                    .run(request)
                                    .end())
                            .weights());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** So many cycles that the kernel is compiled. */
    private static void kernel(boolean vectors, MessageDigest digest) {
        IntegrationWindow window = new IntegrationWindow(TAU_PS, TAU_PS / 5);
        Kernel kernel =
                vectors ? Vectors.kernel(window) : new ScalarKernel(new StdpWindow(window), Parametrisation.LOG_WEIGHT);
        SplittableRandom random = new SplittableRandom(20261123);
        Kernel.State state = new Kernel.State(SLOTS, Pairing.SURROUNDING);
        Arrays.setAll(state.weight, slot -> Math.exp(random.nextDouble(-1, 1)));
        for (int[] bits : state.bits) {
            Arrays.setAll(bits, slot -> random.nextInt());
        }
        double[] amplitudes = random.doubles(SLOTS, -1, 1).toArray();
        double[] sums = new double[CYCLES];
        for (int cycle = 0; cycle < CYCLES; cycle++) {
            double change = random.nextDouble(-0.01, 0.01) * (cycle % 3 == 0 ? 30 : 1);
            sums[cycle] = kernel.cycle(state, cycle % 4, 1, 0, SLOTS, amplitudes, 0, change, cycle % 3 != 0);
        }
        for (double[] values : List.of(sums, state.weight, state.eligibility)) {
            add(digest, values);
        }
    }

    private static void add(MessageDigest digest, double[] values) {
        ByteBuffer bits = ByteBuffer.allocate(Double.BYTES * values.length);
        for (double value : values) {
            bits.putLong(Double.doubleToRawLongBits(value));
        }
        digest.update(bits.array());
    }
}

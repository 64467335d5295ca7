package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both kernels, bit for bit, on random states. */
class KernelTest {
    private static final long TAU_PS = 20_000_000_000L;
    private static final int SLOTS = 8192;
    private static final int[] SIGNS = {1, 1, 1, 1, -1, 0, -1, 1};

    private final SplittableRandom random = new SplittableRandom(20261123);
    private final Kernel.State first = new Kernel.State(SLOTS, Pairing.SURROUNDING);
    private final Kernel.State second = new Kernel.State(SLOTS, Pairing.SURROUNDING);
    private final double[] amplitudes = new double[SLOTS];

    @BeforeEach
    void vectors() {
        assertThat(Vectors.areAvailable()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"8,0,0", "8,4088,8", "16,8,4096", "104,1000,24", "1000,0,0", "4088,8,0", "4096,0,0", "4096,4096,4096"})
    void everyStretch_isTheSame(int count, int from, int position) {
        compare(0.1, count, from, position, 5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-9, 0.01, 0.1, 0.1015625, 0.102, 0.7, 1})
    void everyHalfWindow_isTheSame(double halfWindow) {
        compare(halfWindow, 4096, 0, 0, 5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1e-300, 1, 600, 700})
    void weightsOfAnySize_areTheSame(double size) {
        compare(0.3, 4096, 0, 0, size);
    }

    private void compare(double halfWindow, int count, int from, int position, double size) {
        fill(size);
        IntegrationWindow window = new IntegrationWindow(TAU_PS, Math.round(halfWindow * TAU_PS));
        Kernel vectors = Vectors.kernel(window);
        Kernel scalar = new ScalarKernel(new StdpWindow(window), Parametrisation.LOG_WEIGHT);
        for (int cycle = 0; cycle < 8; cycle++) {
            boolean isSmall = cycle % 3 != 2;
            double change = cycle == 0 ? 0.0 : random.nextDouble(-0.01, 0.01) * (isSmall ? 1 : 50);
            int sign = SIGNS[cycle];
            double expected = scalar.cycle(first, cycle % 4, sign, from, count, amplitudes, position, change, isSmall);
            double found = vectors.cycle(second, cycle % 4, sign, from, count, amplitudes, position, change, isSmall);
            assertThat(bits(found)).isEqualTo(bits(expected));
            assertThat(bits(second.weight)).isEqualTo(bits(first.weight));
            assertThat(bits(second.eligibility)).isEqualTo(bits(first.eligibility));
        }
    }

    private void fill(double size) {
        for (int slot = 0; slot < SLOTS; slot++) {
            first.weight[slot] = StrictMath.exp(size * random.nextDouble(-1, 1));
            first.eligibility[slot] = random.nextDouble(-1, 1);
            amplitudes[slot] = random.nextInt(10) == 0 ? 0.0 : random.nextDouble(-1, 1);
            for (int[] bits : first.bits) {
                bits[slot] = random.nextInt();
            }
        }
        first.bits[0][3] = Integer.MIN_VALUE;
        first.bits[0][4] = Integer.MAX_VALUE;
        first.bits[0][5] = 0;
        first.bits[0][6] = -1;
        System.arraycopy(first.weight, 0, second.weight, 0, SLOTS);
        System.arraycopy(first.eligibility, 0, second.eligibility, 0, SLOTS);
        for (int phase = 0; phase < first.bits.length; phase++) {
            System.arraycopy(first.bits[phase], 0, second.bits[phase], 0, SLOTS);
        }
    }

    private static long bits(double value) {
        return Double.doubleToRawLongBits(value);
    }

    private static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(KernelTest::bits).toArray();
    }
}

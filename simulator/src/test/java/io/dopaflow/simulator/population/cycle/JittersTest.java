package io.dopaflow.simulator.population.cycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.network.Synapse;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.Sign;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.simulator.population.PhiloxKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fused generator against the streams of Commons RNG, number by number. */
class JittersTest {
    private static final int ROW = 41;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 20261123, Long.MIN_VALUE, 0x0123456789abcdefL, 0xffffffff00000000L})
    void blocks_areThoseOfTheStreams_underAnyKey(long seed) {
        for (int entity : new int[] {0, 1, 77, 1 << 20, Integer.MAX_VALUE, -5}) {
            for (Purpose purpose : Purpose.values()) {
                UniformRandomProvider stream = new RandomStreams(seed).stream(purpose, entity);
                assertBlocks(seed, entity, purpose.code(), 0, 50, stream);
            }
        }
    }

    /** The counter carries from its first word into its second. */
    @ParameterizedTest
    @ValueSource(longs = {0xfffffff0L, 0x1_0000_0000L, 0x7_ffff_fff0L, 0x7fff_ffff_ffff_fff0L})
    void blocksFarOut_areThoseOfAStreamThatStartsThere(long first) {
        int[] keyAndCounter = {11, 22, (int) first, (int) (first >>> 32), 77, 1};
        assertBlocks(11 | 22L << 32, 77, 1, first, 40, RandomSource.PHILOX_4X32.create(keyAndCounter));
    }

    /** Commons RNG jumps by 2^66 numbers: to the next entity. */
    @ParameterizedTest
    @ValueSource(ints = {0, 4, 1000})
    void jump_leadsToTheNextEntity(int entity) {
        UniformRandomProvider stream = new RandomStreams(5).stream(Purpose.JITTER, entity);
        ((org.apache.commons.rng.JumpableUniformRandomProvider) stream).jump();
        assertBlocks(5, entity + 1, 1, 0, 20, stream);
    }

    private static void assertBlocks(
            long seed, int entity, int purpose, long first, int blocks, UniformRandomProvider stream) {
        PhiloxKey key = PhiloxKey.of(new RandomStreams(seed));
        int[][] found = new int[Jitters.BLOCK][1];
        for (long block = first; block < first + blocks; block++) {
            key.block(block, entity, purpose, found, 0);
            for (int[] number : found) {
                assertThat(number[0]).as("block %d of %d", block, entity).isEqualTo(stream.nextInt());
            }
        }
    }

    static List<Jitters> jitters() {
        PhiloxKey key = PhiloxKey.of(new RandomStreams(-20261123));
        List<Jitters> jitters = new ArrayList<>(List.of(new ScalarJitters(key)));
        if (Vectors.areAvailable()) {
            jitters.add(Vectors.jitters(key));
        }
        return jitters;
    }

    @ParameterizedTest
    @MethodSource("jitters")
    void rows_getTheNumbersOfTheirSynapses(Jitters jitters) {
        for (boolean consecutive : new boolean[] {true, false}) {
            Layout layout = new Layout(twoRows(consecutive));
            int[][] found = new int[Jitters.BLOCK][layout.slots()];
            for (Layout.Row row : layout.levels().get(0).rows()) {
                assertThat(row.isConsecutive()).isEqualTo(consecutive);
                for (int position = 0; position < row.padded(); position += 16) {
                    jitters.fill(3, row, position, Math.min(16, row.padded() - position), found);
                }
            }
            for (int synapse = 0; synapse < 2 * ROW; synapse++) {
                UniformRandomProvider stream = new RandomStreams(-20261123).stream(Purpose.JITTER, synapse, 12);
                for (int[] numbers : found) {
                    assertThat(numbers[layout.slot(synapse)])
                            .as("synapse %d", synapse)
                            .isEqualTo(stream.nextInt());
                }
            }
        }
    }

    /** Two outputs with the same sources, their synapses one after the other or in turn. */
    private static Network twoRows(boolean consecutive) {
        List<Neuron> neurons = new ArrayList<>();
        for (int i = 0; i < ROW; i++) {
            neurons.add(Neuron.source(i, "x" + i, new NeuronRole.Input(i), Sign.EXCITATORY));
        }
        for (int i = 0; i < 2; i++) {
            neurons.add(new Neuron(
                    ROW + i,
                    "y" + i,
                    new NeuronRole.Output(i),
                    Sign.EXCITATORY,
                    Activation.IDENTITY,
                    SpikeCoding.GRADED));
        }
        List<Synapse> synapses = new ArrayList<>();
        for (int id = 0; id < 2 * ROW; id++) {
            synapses.add(
                    consecutive ? new Synapse(id, id % ROW, ROW + id / ROW) : new Synapse(id, id / 2, ROW + id % 2));
        }
        return Network.of(neurons, synapses);
    }
}

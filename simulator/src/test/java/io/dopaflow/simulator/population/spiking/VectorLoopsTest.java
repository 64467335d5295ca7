package io.dopaflow.simulator.population.spiking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.neuron.Arriving;
import io.dopaflow.models.spiking.neuron.CondLif;
import io.dopaflow.models.spiking.neuron.GridGroup;
import io.dopaflow.models.spiking.neuron.GroupLoops;
import io.dopaflow.models.spiking.neuron.LifParameters;
import io.dopaflow.models.spiking.neuron.NeuronNoise;
import io.dopaflow.models.spiking.neuron.NeuronType;
import io.dopaflow.models.spiking.neuron.RunawayException;
import io.dopaflow.models.spiking.neuron.SynapseShape;
import io.dopaflow.simulator.population.PhiloxKey;
import io.dopaflow.simulator.population.VectorModule;
import io.dopaflow.simulator.population.VirtualMachine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops with the Vector API have the bits of the plain ones, of whatever length vectors are. */
class VectorLoopsTest {
    private static final long STEP = 100_000_000L;
    private static final NeuronNoise NOISE = new NeuronNoise(new RandomStreams(1), 0);

    static List<NeuronType> types() {
        List<NeuronType> types = new ArrayList<>();
        for (SynapseShape shape : SynapseShape.values()) {
            types.add(LifParameters.standard(shape));
        }
        types.add(CondLif.standard(SynapseShape.EXPONENTIAL));
        return types;
    }

    private static GridGroup group(NeuronType type, int size) {
        List<double[]> starts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            starts.add(type.start(-70 + i % 13));
        }
        return type.group(STEP, starts, Collections.nCopies(size, NOISE));
    }

    private static double weight(NeuronType type) {
        return type instanceof CondLif ? 400 : ((LifParameters) type).shape() == SynapseShape.DELTA ? 4 : 1500;
    }

    /** Spikes, and then the last states, of a group that is driven at random. */
    private static List<Object> course(NeuronType type, GroupLoops loops, int size, int steps) {
        GridGroup group = group(type, size).with(loops);
        SplittableRandom random = new SplittableRandom(size);
        double[] excitatory = new double[size];
        double[] inhibitory = new double[size];
        int[] spiking = new int[size];
        List<Object> course = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < size; i++) {
                excitatory[i] = random.nextInt(12) == 0 ? weight(type) * random.nextDouble() : 0;
                inhibitory[i] = random.nextInt(20) == 0 ? -weight(type) * random.nextDouble() : 0;
            }
            group.inject(random.nextInt(size), 300 * random.nextDouble());
            int count = group.step(new Arriving(excitatory, inhibitory), spiking);
            assertThat(excitatory).containsOnly(0);
            assertThat(inhibitory).containsOnly(0);
            for (int k = 0; k < count; k++) {
                course.add(step * 1000L + spiking[k]);
            }
        }
        for (int i = 0; i < size; i++) {
            course.add(group.state(i));
        }
        return course;
    }

    @ParameterizedTest
    @MethodSource("types")
    void groupsOfAnySize_haveTheBitsOfPlainLoops(NeuronType type) {
        assumeThat(VectorModule.isResolved()).isTrue();
        for (int size : new int[] {1, 3, 7, 8, 9, 16, 31, 67}) {
            List<Object> plain = course(type, GroupLoops.PLAIN, size, 600);
            assertThat(course(type, Vectors.loops(), size, 600))
                    .as("%d neurons", size)
                    .isEqualTo(plain);
            assertThat(plain).as("spikes of %d neurons", size).hasSizeGreaterThan(size + size / 4);
        }
    }

    @Test
    void neuronThatRunsAway_isNamed() {
        for (int neuron : new int[] {0, 5, 20}) {
            GridGroup group =
                    group(CondLif.standard(SynapseShape.EXPONENTIAL), 21).with(Vectors.loops());
            double[] excitatory = new double[21];
            excitatory[neuron] = Double.NaN;
            assertThatThrownBy(() -> {
                        for (int step = 0; step < 2; step++) {
                            group.step(new Arriving(excitatory, new double[21]), new int[21]);
                        }
                    })
                    .isInstanceOf(RunawayException.class)
                    .extracting(e -> ((RunawayException) e).neuron())
                    .isEqualTo(neuron);
        }
    }

    static List<PhiloxBlocks> blocks() {
        PhiloxKey key = PhiloxKey.of(new RandomStreams(-20261123));
        int purpose = Purpose.SPIKE_TRAIN.code();
        return List.of(new PlainBlocks(key, purpose), Vectors.blocks(key, purpose));
    }

    /** Commons RNG has the same streams. */
    @ParameterizedTest
    @MethodSource("blocks")
    void blocks_areThoseOfTheStreams(PhiloxBlocks blocks) {
        for (int count : new int[] {1, 7, 300}) {
            int first = 1000 - count;
            int[][] found = new int[PhiloxBlocks.NUMBERS][count + PhiloxBlocks.MOST_LANES];
            blocks.fill(5, first, count, found);
            for (int i = 0; i < count; i++) {
                UniformRandomProvider stream =
                        new RandomStreams(-20261123).stream(Purpose.SPIKE_TRAIN, first + i, 5 * PhiloxBlocks.NUMBERS);
                for (int[] numbers : found) {
                    assertThat(numbers[i]).as("entity %d", first + i).isEqualTo(stream.nextInt());
                }
            }
        }
    }

    /** A virtual machine of its own, restricted to the width, computes them. */
    @ParameterizedTest
    @ValueSource(ints = {8, 16, 32, 64})
    @Tag("digest")
    void vectorsOfAnyWidth_giveTheSameBits(int bytes) throws Exception {
        assumeThat(VectorModule.isResolved()).isTrue();
        assertThat(VirtualMachine.lastLine(bytes, VectorLoopsTest.class))
                .isEqualTo(digest(GroupLoops.PLAIN, blocks().get(0)));
    }

    /** The program of the other virtual machine. */
    public static void main(String[] arguments) {
        System.out.println(digest(new VectorLoops(), blocks().get(1)));
    }

    private static String digest(GroupLoops loops, PhiloxBlocks blocks) {
        List<Object> all = new ArrayList<>();
        for (NeuronType type : types()) {
            all.add(course(type, loops, 67, 3000));
        }
        int[][] numbers = new int[PhiloxBlocks.NUMBERS][67 + PhiloxBlocks.MOST_LANES];
        for (int block = 0; block < 3000; block++) {
            blocks.fill(block, 12, 67, numbers);
            for (int[] ofBlock : numbers) {
                all.add(Arrays.hashCode(Arrays.copyOf(ofBlock, 67)));
            }
        }
        return "digest " + all.hashCode();
    }
}

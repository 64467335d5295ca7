package io.dopaflow.models.spiking;

import static io.dopaflow.models.spiking.TinyNetwork.GRID;
import static io.dopaflow.models.spiking.TinyNetwork.MS;
import static io.dopaflow.models.spiking.TinyNetwork.PRECISE;
import static io.dopaflow.models.spiking.TinyNetwork.RUN;
import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.models.spiking.connection.Distribution;
import io.dopaflow.models.spiking.neuron.ContinuousNeuron;
import io.dopaflow.models.spiking.neuron.GridNeuron;
import io.dopaflow.models.spiking.neuron.NeuronNoise;
import io.dopaflow.models.spiking.neuron.NeuronType;
import io.dopaflow.models.spiking.source.CurrentSource;
import io.dopaflow.models.spiking.source.PiecewiseRate;
import io.dopaflow.models.spiking.source.PoissonSteps;
import io.dopaflow.models.spiking.source.PoissonTrain;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells with trains and currents of their own and spikes from others: by hand, in pieces, and from a state on. */
class DrivenCellsTest {
    private static final long END = 300 * MS;
    private static final long STEP = MS / 10;
    private static final PiecewiseRate RATE = PiecewiseRate.constant(2000);
    private static final NeuronNoise NONE = new NeuronNoise(RUN, 0);
    private static final List<CellGroup> GROUPS = List.of(
            TinyNetwork.neurons(4, "exp", Map.of(), Map.of("V_m", new Distribution.Uniform(-70, -60))),
            TinyNetwork.neurons(4));

    private static Drive.Poisson poisson(int id, int to, double weight, long delayPs) {
        return new Drive.Poisson("p" + id, id, to, RATE, new Distribution.Normal(weight, 1), delayPs);
    }

    private static CurrentSource.Steps steps(int neuron) {
        return new CurrentSource.Steps(new long[] {0, 50 * MS, 150 * MS}, new double[] {200, 100 * neuron, 250});
    }

    /** One drive is for others. */
    private static SpikingNetwork network(TimeMode time) {
        return TinyNetwork.of(
                time,
                GROUPS,
                poisson(1, 0, 50, 3 * MS / 2),
                poisson(2, 1, 1000, MS),
                poisson(3, 0, -20, MS),
                new Drive.Current("steps", 0, DrivenCellsTest::steps),
                new Drive.Current("dc", 0, neuron -> CurrentSource.constant(30)));
    }

    private record Spike(long at, long synapse, double weight) {}

    /** Those from other cells, between the two trains in the order of synapses. */
    private static List<Spike> others() {
        SplittableRandom random = new SplittableRandom(4);
        List<Spike> spikes = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            spikes.add(new Spike(STEP * (1 + random.nextInt(3000)), 1000 + i, 200 * random.nextDouble() - 80));
        }
        spikes.sort(Comparator.comparingLong(Spike::at).thenComparingLong(Spike::synapse));
        return spikes;
    }

    private static void add(List<Spike> spikes, long after, long until, Arrivals to) {
        spikes.stream()
                .filter(spike -> spike.at > after && spike.at <= until)
                .forEach(spike -> to.add(spike.at, spike.synapse, spike.weight));
    }

    private static NeuronType type() {
        return ((CellGroup.Population) GROUPS.get(0)).model().standard();
    }

    private static double weight(SpikingNetwork network, int drive, int neuron) {
        return KeyedValues.weights((Drive.Poisson) network.drives().get(drive), RUN, neuron, neuron + 1)[0];
    }

    private static double[] start(SpikingNetwork network, int neuron) {
        return Neurons.of(network, network.population(0), neuron, neuron + 1)
                .starts()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void cellInContinuousTime_isItsNeuronByHand(int neuron) {
        SpikingNetwork network = network(PRECISE);
        List<Spike> all = new ArrayList<>(others());
        int own = 0;
        for (int drive : new int[] {0, 2}) {
            Drive.Poisson poisson = (Drive.Poisson) network.drives().get(drive);
            PoissonTrain train = new PoissonTrain(RATE, RUN, poisson.id(), 0, neuron);
            for (long at = train.next(-1); at + poisson.delayPs() <= END; at = train.next(at)) {
                all.add(new Spike(at + poisson.delayPs(), drive, weight(network, drive, neuron)));
                own++;
            }
        }
        all.sort(Comparator.comparingLong(Spike::at).thenComparingLong(Spike::synapse));
        ContinuousNeuron hand = type().continuous(start(network, neuron), NONE);
        List<Long> expected = new ArrayList<>();
        hand.inject(0, 230);
        double jump = 50;
        for (Spike spike : all) {
            while (spike.at >= jump * MS) {
                spikes(hand, (long) jump * MS - 1, expected);
                hand.inject((long) jump * MS, jump == 50 ? 100 * neuron + 30 : 280);
                jump = jump == 50 ? 150 : Double.POSITIVE_INFINITY;
            }
            spikes(hand, spike.at - 1, expected);
            hand.receive(spike.at, Math.max(0, spike.weight), Math.min(0, spike.weight));
        }
        spikes(hand, END, expected);

        Cell cell = TinyNetwork.cell(network, neuron);
        Arrivals arrivals = new Arrivals();
        add(others(), -1, END, arrivals);
        assertThat(TinyNetwork.advance(cell, END, arrivals)).isEqualTo(expected).hasSizeGreaterThan(3);
        assertThat(cell.ownArrivals()).isEqualTo(own).isGreaterThan(1000);
        assertThat(cell.restsUntil()).isEqualTo(END);
        assertThat(cell.value(0)).isEqualTo(hand.value(0, END));
        assertThat(cell.value(1)).isEqualTo(hand.value(1, END));
    }

    private static void spikes(ContinuousNeuron neuron, long until, List<Long> to) {
        for (long at = neuron.nextSpike(until); at <= until; at = neuron.nextSpike(until)) {
            neuron.spike(at);
            to.add(at);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void cellOnAGrid_isItsNeuronByHand(int neuron) {
        SpikingNetwork network = network(GRID);
        PoissonSteps counts = new PoissonSteps(RATE, STEP);
        PoissonSteps.Counter first = counts.counter(RUN, 1, 0, neuron);
        PoissonSteps.Counter second = counts.counter(RUN, 3, 0, neuron);
        GridNeuron hand = type().onGrid(STEP, start(network, neuron), NONE);
        List<Spike> others = others();
        List<Long> expected = new ArrayList<>();
        long own = 0;
        int next = 0;
        for (int step = 1; step <= 3000; step++) {
            hand.inject((step <= 500 ? 200 : step <= 1500 ? 100 * neuron : 250) + 30);
            int early = step > 15 ? first.count(step - 15) : 0;
            int late = step > 10 ? second.count(step - 10) : 0;
            own += early + late;
            double excitatory = early * weight(network, 0, neuron);
            double inhibitory = late * weight(network, 2, neuron);
            for (; next < others.size() && others.get(next).at == step * STEP; next++) {
                excitatory += Math.max(0, others.get(next).weight);
                inhibitory += Math.min(0, others.get(next).weight);
            }
            if (hand.step(excitatory, inhibitory)) {
                expected.add(step * STEP);
            }
        }
        Cell cell = TinyNetwork.cell(network, neuron);
        Arrivals arrivals = new Arrivals();
        add(others, -1, END, arrivals);
        assertThat(TinyNetwork.advance(cell, END, arrivals)).isEqualTo(expected).hasSizeGreaterThan(3);
        assertThat(cell.ownArrivals()).isEqualTo(own).isGreaterThan(1000);
        assertThat(cell.restsUntil()).isEqualTo(END);
        assertThat(cell.state()).isEqualTo(hand.state());
        assertThat(cell.value(0)).isEqualTo(hand.value(0));
        assertThat(cell.value(1)).isEqualTo(hand.value(1));
    }

    /** However an advance is divided, and from a state in between on. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cells_areTheSameInPiecesAndResumed(boolean onGrid) {
        SpikingNetwork network = network(onGrid ? GRID : PRECISE);
        Arrivals all = new Arrivals();
        add(others(), -1, END, all);
        Cell whole = TinyNetwork.cell(network, 1);
        List<Long> spikes = TinyNetwork.advance(whole, END, all);

        List<Long> inPieces = new ArrayList<>();
        Cell cell = TinyNetwork.cell(network, 1);
        Arrivals arrivals = new Arrivals();
        for (long at = 0, step = 1; at < END; at += step * STEP, step = step * 7 % 41) {
            if (at > END / 2 && at % (20 * STEP) == 0) {
                cell = resumed(network, cell, at);
            }
            long until = Math.min(END, at + step * STEP);
            add(others(), at, until, arrivals);
            inPieces.addAll(TinyNetwork.advance(cell, until, arrivals));
            assertThat(arrivals.waiting()).isZero();
        }
        assertThat(inPieces).isEqualTo(spikes);
        assertThat(cell.state()).isEqualTo(whole.state());
    }

    private static Cell resumed(SpikingNetwork network, Cell cell, long at) {
        SpikingState state = new SpikingState(
                at,
                Collections.nCopies(network.cells(), cell.state()),
                new long[0],
                new int[0],
                new long[network.cells()],
                0,
                0,
                0);
        return new Cells(network, state).of(0, 1, 2).get(0);
    }
}

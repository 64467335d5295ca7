package io.dopaflow.models.spiking.neuron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SolvedNeuronTest {
    private static final long MS = 1_000_000_000L;

    /** A model that spikes several times in 100 ms, and the weight of arrivals. */
    record Model(String name, NeuronEquations equations, double v0, double weight) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Model> models() {
        return Stream.of(
                new Model("cond-exp", condLif(SynapseShape.EXPONENTIAL, -55, 320, 5), -70, 10),
                new Model("cond-alpha", condLif(SynapseShape.ALPHA, -55, 320, 2), -70, 10),
                new Model("izhikevich", new Izhikevich(0.02, 0.2, -55, 4, 30, 10), -65, 2),
                new Model("adex", adex(Adex.Synapses.CONDUCTANCES, 0, 2 * MS), -70.6, 10),
                new Model("adex currents", adex(Adex.Synapses.CURRENTS, 0, 0), -70.6, 200),
                new Model("hodgkin-huxley", hodgkinHuxley(2 * MS), -65, 200));
    }

    private static CondLif condLif(SynapseShape shape, double vTh, double iE, double tauSynEx) {
        return new CondLif(shape, 250, 16.6667, -70, 0, -85, vTh, -60, 2 * MS, iE, tauSynEx, 8);
    }

    private static Adex adex(Adex.Synapses synapses, double vPeak, long refractoryPs) {
        return new Adex(
                synapses, 281, 30, -70.6, -50.4, 2, vPeak, -60, 4, 80.5, 144, refractoryPs, 900, 0, -85, 0.2, 2);
    }

    private static HodgkinHuxley hodgkinHuxley(long refractoryPs) {
        return new HodgkinHuxley(100, 12000, 3600, 30, 50, -77, -54.402, refractoryPs, 1000, 0.2, 2);
    }

    private static SolvedNeuron neuron(Model model) {
        return new SolvedNeuron(model.equations(), model.equations().start(model.v0()));
    }

    private static SolvedNeuron neuron(NeuronEquations equations, double v0) {
        return new SolvedNeuron(equations, equations.start(v0));
    }

    private static List<Double> state(Model model, SolvedNeuron neuron, long at) {
        List<Double> state = new ArrayList<>();
        for (int i = 0; i < model.equations().variables().size(); i++) {
            state.add(neuron.value(i, at));
        }
        return state;
    }

    /** Times of spikes until then, without arrivals. */
    private static List<Long> spikes(SolvedNeuron neuron, long until) {
        List<Long> spikes = new ArrayList<>();
        for (long at = neuron.nextSpike(until); at <= until; at = neuron.nextSpike(until)) {
            neuron.spike(at);
            spikes.add(at);
        }
        return spikes;
    }

    @ParameterizedTest
    @MethodSource("models")
    void looks_changeNoBit(Model model) {
        SplittableRandom random = new SplittableRandom(7);
        int count = 0;
        for (int trial = 0; trial < 5; trial++) {
            SolvedNeuron quiet = neuron(model);
            SolvedNeuron watched = neuron(model);
            long now = 0;
            while (now < 100 * MS) {
                // Sometimes at the picosecond of a spike, or of the end of refractoriness.
                long arrival = now + 1 + random.nextLong(10 * MS);
                arrival = random.nextInt(5) == 0 && now < quiet.refractoryUntil() ? quiet.refractoryUntil() : arrival;
                long spike = quiet.nextSpike(arrival);
                arrival = random.nextInt(5) == 0 ? Math.min(arrival, spike) : arrival;
                long next = Math.min(arrival, spike);
                for (int look = random.nextInt(4); look > 0; look--) {
                    watched.nextSpike(now + random.nextLong(20 * MS));
                    watched.potential(now + random.nextLong(next - now + 1));
                }
                if (spike < arrival) {
                    assertThat(watched.nextSpike(arrival)).isEqualTo(spike);
                    quiet.spike(next);
                    watched.spike(next);
                    count++;
                } else {
                    double weight = model.weight() * random.nextDouble();
                    quiet.receive(next, weight, -weight / 4);
                    watched.receive(next, weight, -weight / 4);
                }
                assertThat(state(model, watched, next)).isEqualTo(state(model, quiet, next));
                now = next;
            }
        }
        assertThat(count).isGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("models")
    void spike_isTheFirstPicosecond(Model model) {
        SolvedNeuron neuron = neuron(model);
        long at = neuron.nextSpike(100 * MS);
        if (model.equations().rule() == NeuronEquations.SpikeRule.THRESHOLD) {
            assertThat(neuron.potential(at))
                    .isGreaterThanOrEqualTo(model.equations().threshold());
            assertThat(neuron.potential(at - 1)).isLessThan(model.equations().threshold());
        } else {
            assertThat(neuron.potential(at)).isGreaterThan(0);
            assertThat(neuron.potential(at)).isGreaterThan(neuron.potential(at - 10_000));
            neuron.spike(at);
            assertThat(neuron.potential(at)).isGreaterThan(neuron.potential(at + 10_000));
        }
    }

    @Test
    void withoutConductances_isTheLeakyNeuronInClosedForm() {
        LifParameters closed =
                new LifParameters(SynapseShape.EXPONENTIAL, 250, 250 / 16.6667, -70, -55, -60, 2 * MS, 320, 1, 1);
        Lif lif = new Lif(closed, -70);
        SolvedNeuron solved = neuron(condLif(SynapseShape.EXPONENTIAL, -55, 320, 1), -70);
        for (int k = 0; k < 20; k++) {
            long right = lif.nextSpike(1000 * MS);
            assertThat((double) solved.nextSpike(1000 * MS)).isCloseTo(right, within(2.0 + 2 * k));
            lif.spike(right);
            solved.spike(solved.nextSpike(1000 * MS));
        }
    }

    @Test
    void potential_isHeldWhileRefractory() {
        for (Model model : models().toList()) {
            if (model.equations().rule() != NeuronEquations.SpikeRule.THRESHOLD
                    || model.equations().refractoryPs() == 0) {
                continue;
            }
            SolvedNeuron neuron = neuron(model);
            long spike = neuron.nextSpike(100 * MS);
            neuron.spike(spike);
            assertThat(neuron.refractoryUntil()).isEqualTo(spike + 2 * MS);
            assertThat(neuron.potential(spike)).isEqualTo(-60);
            neuron.receive(spike + MS, model.weight(), 0);
            assertThat(neuron.potential(spike + 2 * MS - 1)).isEqualTo(-60);
            assertThat(neuron.potential(spike + 2 * MS)).isEqualTo(-60);
            assertThat(neuron.potential(spike + 2 * MS + 1000)).isGreaterThan(-60);
            assertThat(neuron.nextSpike(spike + 2 * MS)).isEqualTo(ContinuousNeuron.NEVER);
        }
    }

    @Test
    void arrivalWhileRefractory_leavesItsConductance() {
        SolvedNeuron neuron = neuron(condLif(SynapseShape.EXPONENTIAL, -55, 320, 5), -70);
        long spike = neuron.nextSpike(100 * MS);
        neuron.spike(spike);
        neuron.receive(spike + MS, 10, -4);
        assertThat(neuron.value(1, spike + 2 * MS)).isCloseTo(10 * Math.exp(-0.2), within(1e-9));
        assertThat(neuron.value(2, spike + 2 * MS)).isCloseTo(4 * Math.exp(-0.125), within(1e-9));
    }

    @Test
    void neuronAtThreshold_spikesAtOnce() {
        assertThat(neuron(condLif(SynapseShape.ALPHA, -55, 0, 1), -55).nextSpike(0))
                .isZero();
        SolvedNeuron izhikevich = neuron(Izhikevich.standard(), -65);
        izhikevich.receive(MS, 120, 0);
        assertThat(izhikevich.nextSpike(MS)).isEqualTo(MS);
        izhikevich.spike(MS);
        assertThat(izhikevich.potential(MS)).isEqualTo(-65);
    }

    /** The shortest excursions above threshold, and those that end below. */
    @Test
    void grazing_isFoundOrNotFoundRightly() {
        double peak = -70;
        SolvedNeuron free = neuron(condLif(SynapseShape.EXPONENTIAL, 0, 0, 2), -70);
        free.receive(MS, 40, 0);
        for (long at = MS; at < 20 * MS; at += 1000) {
            peak = Math.max(peak, free.potential(at));
        }
        for (double margin : new double[] {1e-3, 1e-6, 1e-9, 1e-11}) {
            for (int sign = -1; sign <= 1; sign += 2) {
                SolvedNeuron neuron = neuron(condLif(SynapseShape.EXPONENTIAL, peak + sign * margin, 0, 2), -70);
                neuron.receive(MS, 40, 0);
                long found = neuron.nextSpike(40 * MS);
                assertThat(found == ContinuousNeuron.NEVER)
                        .as("margin %s", sign * margin)
                        .isEqualTo(sign > 0);
            }
        }
    }

    @Test
    void hodgkinHuxley_spikesOnceForEachPeak() {
        List<Long> spikes = spikes(neuron(hodgkinHuxley(2 * MS), -65), 200 * MS);
        assertThat(spikes).hasSizeGreaterThan(10).isEqualTo(spikes(neuron(hodgkinHuxley(0), -65), 200 * MS));
        // Peaks are about 14 ms apart: every second one is too early.
        List<Long> rare = spikes(neuron(hodgkinHuxley(20 * MS), -65), 200 * MS);
        for (int k = 0; k < rare.size(); k++) {
            assertThat((double) rare.get(k)).isCloseTo(spikes.get(2 * k), within(100.0));
        }
    }

    @Test
    void hodgkinHuxley_arrivalAtAPeak_doesNotHideIt() {
        long peak = neuron(hodgkinHuxley(2 * MS), -65).nextSpike(100 * MS);
        for (long offset = -3; offset <= 0; offset++) {
            SolvedNeuron neuron = neuron(hodgkinHuxley(2 * MS), -65);
            neuron.receive(peak + offset, 100, 0);
            assertThat((double) neuron.nextSpike(peak + MS)).isCloseTo(peak, within(1000.0));
        }
    }

    /** Between 0 mV and 200 mV passes much less than a picosecond. */
    @Test
    void adex_mayHaveItsPeakWhereTheUpswingCannotBeResolved() {
        List<Long> low = spikes(neuron(adex(Adex.Synapses.CURRENTS, 0, 2 * MS), -70.6), 100 * MS);
        List<Long> high = spikes(neuron(adex(Adex.Synapses.CURRENTS, 200, 2 * MS), -70.6), 100 * MS);
        assertThat(high).hasSameSizeAs(low).hasSizeGreaterThan(3);
        for (int k = 0; k < low.size(); k++) {
            assertThat((double) high.get(k)).isCloseTo(low.get(k), within(3.0 * (k + 1)));
        }
    }

    @Test
    void runaway_endsInAnExceptionThatSaysSo() {
        SolvedNeuron unreachable = neuron(new Izhikevich(0.02, 0.2, -65, 8, 1e300, 10), -65);
        assertThatThrownBy(() -> unreachable.nextSpike(100 * MS))
                .isInstanceOf(RunawayException.class)
                .hasMessageMatching("the neuron's equations run away at \\d+ ps, where V_m = .*, U_m = .*: no step.*");
        SolvedNeuron poisoned = neuron(condLif(SynapseShape.ALPHA, -55, 0, 1), -70);
        poisoned.receive(MS, Double.NaN, 0);
        assertThatThrownBy(() -> poisoned.nextSpike(100 * MS)).isInstanceOf(RunawayException.class);
        SolvedNeuron flooded = neuron(condLif(SynapseShape.EXPONENTIAL, 1e9, 0, 1), -70);
        flooded.receive(MS, 1e308, 0);
        assertThatThrownBy(() -> flooded.nextSpike(100 * MS)).isInstanceOf(RunawayException.class);
    }

    @Test
    void looksOutsideTheEvents_areRefused() {
        SolvedNeuron neuron = neuron(condLif(SynapseShape.EXPONENTIAL, -55, 320, 5), -70);
        long spike = neuron.nextSpike(100 * MS);
        assertThatThrownBy(() -> neuron.potential(spike + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("allowed: from its last event, 0 ps, to its next spike, " + spike + " ps");
        assertThatThrownBy(() -> new SolvedNeuron(Izhikevich.standard(), new double[3]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the state has 3 variables; allowed: 2");
    }
}

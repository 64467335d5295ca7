package io.dopaflow.models.spiking.neuron;

import static io.dopaflow.models.spiking.neuron.DrivenNeuron.MS;
import static io.dopaflow.models.spiking.neuron.DrivenNeuron.NOISE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.dopaflow.models.spiking.neuron.DrivenNeuron.Event;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What engines rely on, of every model in both time modes. */
class NeuronContractTest {
    private static final long END = 200 * MS;

    // -- injected currents

    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#precise")
    void injectedCurrent_isThatOfTheParameter_bitForBit(DrivenNeuron driven) {
        ContinuousNeuron right = driven.precise(driven.type());
        ContinuousNeuron injected = driven.precise(driven.type(0));
        injected.inject(0, driven.current());
        List<Long> spikes = new ArrayList<>();
        for (Event event : driven.events(1, END)) {
            if (!event.isCurrent()) {
                spikes.addAll(DrivenNeuron.advance(right, event));
                DrivenNeuron.advance(injected, event);
                assertThat(values(injected, driven, event.at())).isEqualTo(values(right, driven, event.at()));
            }
        }
        assertThat(spikes).hasSizeGreaterThan(3);
    }

    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#all")
    void injectedCurrentOnAGrid_isThatOfTheParameter_bitForBit(DrivenNeuron driven) {
        GridNeuron right = driven.onGrid(driven.type());
        GridNeuron injected = driven.onGrid(driven.type(0));
        injected.inject(driven.current());
        SplittableRandom random = new SplittableRandom(2);
        int spikes = 0;
        for (int step = 0; step < 2000; step++) {
            double excitatory = random.nextInt(20) == 0 ? driven.weight() : 0;
            boolean spikes1 = right.step(excitatory, -excitatory / 3);
            assertThat(injected.step(excitatory, -excitatory / 3)).isEqualTo(spikes1);
            assertThat(values(injected, driven)).isEqualTo(values(right, driven));
            spikes += spikes1 ? 1 : 0;
        }
        assertThat(spikes).isGreaterThan(3);
    }

    /** E_L + R I (1 - exp(-t / tau_m)) from the step of the current on, in each mode; solvers are right to 1e-11 of V a step. */
    @ParameterizedTest
    @MethodSource("leaky")
    void stepOfCurrent_relaxesToItsSteadyPotential(NeuronType type) {
        double current = 100;
        long from = 3 * MS;
        ContinuousNeuron precise = type.continuous(type.start(-70), NOISE);
        GridNeuron onGrid = type.onGrid(MS / 10, type.start(-70), NOISE);
        GridGroup group = type.group(MS / 10, List.of(type.start(-70), type.start(-70)), List.of(NOISE, NOISE));
        assertThat(precise.nextSpike(from)).isEqualTo(ContinuousNeuron.NEVER);
        precise.inject(from, current);
        Arriving none = Arriving.at(2);
        for (int step = 1; step <= 200; step++) {
            if (step == 31) {
                onGrid.inject(current);
                group.inject(1, current);
            }
            onGrid.step(0, 0);
            assertThat(group.step(none, new int[2])).isZero();
            long at = step * MS / 10;
            double right = -70 + (at <= from ? 0 : current * 15 / 250 * -Math.expm1(-(at - from) / (15.0 * MS)));
            assertThat(onGrid.potential()).isCloseTo(right, within(1e-8));
            assertThat(group.value(1, 0)).isEqualTo(onGrid.potential());
            assertThat(group.value(0, 0)).isCloseTo(-70, within(1e-12));
            if (at >= from) {
                assertThat(precise.potential(at)).isCloseTo(right, within(1e-8));
            }
        }
    }

    static List<NeuronType> leaky() {
        List<NeuronType> types = new ArrayList<>();
        for (SynapseShape shape : SynapseShape.values()) {
            types.add(new LifParameters(shape, 250, 15, -70, -55, -70, 2 * MS, 0, 2, 2));
        }
        types.add(new CondLif(SynapseShape.EXPONENTIAL, 250, 250 / 15.0, -70, 0, -85, -55, -60, 2 * MS, 0, 2, 2));
        types.add(new CondLif(SynapseShape.ALPHA, 250, 250 / 15.0, -70, 0, -85, -55, -60, 2 * MS, 0, 2, 2));
        return types;
    }

    /** The program of the paper by hand, with a current that steps. */
    @Test
    void stepOfCurrentIntoThePublishedScheme_countsFromTheNextStepOn() {
        NeuronType type = new PublishedIzhikevich(new Izhikevich(0.02, 0.2, -65, 8, 30, 1));
        GridNeuron neuron = type.onGrid(MS, type.start(-65), NOISE);
        double v = -65;
        double u = 0.2 * -65;
        for (int t = 0; t < 20; t++) {
            double input = t < 5 ? 1 : 3;
            if (t == 5) {
                neuron.inject(2);
            }
            v = v + 0.5 * (0.04 * (v * v) + 5 * v + 140 - u + input);
            v = v + 0.5 * (0.04 * (v * v) + 5 * v + 140 - u + input);
            u = u + 0.02 * (0.2 * v - u);
            neuron.step(0, 0);
            assertThat(neuron.value(0)).isEqualTo(v);
            assertThat(neuron.value(1)).isEqualTo(u);
        }
    }

    // -- states

    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#precise")
    void restoredNeuron_goesOnWithTheSameBits(DrivenNeuron driven) {
        List<Event> events = driven.events(3, END);
        ContinuousNeuron unbroken = driven.precise(driven.type());
        List<NeuronState> states = new ArrayList<>();
        List<List<Long>> spikes = new ArrayList<>();
        int refractory = 0;
        for (Event event : events) {
            spikes.add(DrivenNeuron.advance(unbroken, event));
            states.add(unbroken.state());
            refractory += event.at() < unbroken.refractoryUntil() ? 1 : 0;
        }
        assertThat(spikes.stream().mapToInt(List::size).sum()).isGreaterThan(3);
        if (driven.model().indexOf("t_ref") >= 0) {
            assertThat(refractory).as("states in refractoriness").isPositive();
        }
        for (int from = 0; from < events.size(); from += 5) {
            ContinuousNeuron restored = driven.precise(driven.type());
            // Restored twice, from somewhere else: nothing of that is left.
            restored.restore(states.get((from + 7) % events.size()));
            restored.restore(states.get(from));
            assertThat(restored.state()).isEqualTo(states.get(from));
            assertThat(restored.time()).isEqualTo(events.get(from).at());
            for (int i = from + 1; i < events.size(); i++) {
                assertThat(DrivenNeuron.advance(restored, events.get(i))).isEqualTo(spikes.get(i));
                assertThat(restored.state()).isEqualTo(states.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#precise")
    void restoredRightAfterASpike_isRefractoryAsLong(DrivenNeuron driven) {
        ContinuousNeuron unbroken = driven.precise(driven.type());
        unbroken.spike(unbroken.nextSpike(END));
        ContinuousNeuron restored = driven.precise(driven.type());
        restored.restore(unbroken.state());
        assertThat(restored.refractoryUntil()).isEqualTo(unbroken.refractoryUntil());
        assertThat(DrivenNeuron.spikes(restored, END)).isEqualTo(DrivenNeuron.spikes(unbroken, END));
        assertThat(restored.state()).isEqualTo(unbroken.state());
    }

    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#all")
    void restoredOnAGrid_goesOnWithTheSameBits(DrivenNeuron driven) {
        int steps = 1500;
        SplittableRandom random = new SplittableRandom(4);
        double[] excitatory = new double[steps];
        double[] currents = new double[steps];
        for (int step = 0; step < steps; step++) {
            excitatory[step] = random.nextInt(10) == 0 ? driven.weight() * random.nextDouble() : 0;
            currents[step] = step % 100 == 0 ? driven.current() / 3 * random.nextDouble() : currents[step - 1];
        }
        GridNeuron unbroken = driven.onGrid(driven.type());
        boolean[] spikes = new boolean[steps];
        NeuronState[] states = new NeuronState[steps];
        List<Integer> from = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            unbroken.inject(currents[step]);
            spikes[step] = unbroken.step(excitatory[step], -excitatory[step] / 3);
            states[step] = unbroken.state();
            // At a spike, and in the middle of refractoriness.
            if (spikes[step]) {
                from.add(step);
                from.add(Math.min(steps - 1, step + 12));
            }
        }
        assertThat(from).hasSizeGreaterThan(6);
        for (int first : from) {
            GridNeuron restored = driven.onGrid(driven.type());
            restored.restore(states[steps - 1]);
            restored.restore(states[first]);
            assertThat(restored.state()).isEqualTo(states[first]);
            for (int step = first + 1; step < Math.min(steps, first + 300); step++) {
                restored.inject(currents[step]);
                assertThat(restored.step(excitatory[step], -excitatory[step] / 3))
                        .isEqualTo(spikes[step]);
                assertThat(restored.state()).isEqualTo(states[step]);
            }
        }
    }

    /**
     * A neuron that is restarted goes on as a fresh one whose noise has come as far: what it received, its spikes and refractoriness are
     * forgotten, but the current that is injected stays.
     */
    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#all")
    void restartedOnAGrid_goesOnAsAFreshOneWithTheSameDraws(DrivenNeuron driven) {
        NeuronType type = driven.type();
        double[] start = type.start(type.rest() + 1);
        for (int variable = 1; variable < start.length; variable++) {
            start[variable] += 0.0625 * variable;
        }
        SplittableRandom random = new SplittableRandom(7);
        int[] spiking = new int[2];
        // At its first spike, in the middle of refractoriness, and anywhere.
        for (int after : new int[] {0, 12, 300}) {
            GridGroup group = type.group(driven.step(), List.of(start, start), List.of(NOISE, NOISE));
            GridGroup fresh = type.group(driven.step(), List.of(start), List.of(NOISE));
            int steps = 0;
            boolean spiked = false;
            for (int left = after; !spiked || left > 0; left -= spiked ? 1 : 0) {
                double excitatory = random.nextInt(10) == 0 ? driven.weight() * random.nextDouble() : 0;
                int spikes = group.step(new Arriving(new double[] {0, excitatory}, new double[2]), spiking);
                spiked |= spikes > 0 && spiking[spikes - 1] == 1;
                steps++;
            }
            NeuronState neighbour = group.state(0);
            group.inject(1, driven.current() / 4);
            group.restart(1);
            fresh.inject(0, driven.current() / 4);
            if (type instanceof EscapeNoise) {
                fresh.restore(0, new NeuronState(fresh.state(0).values(), new long[] {0, steps}));
            }
            assertThat(group.state(0)).isEqualTo(neighbour);
            for (int step = 0; step < 300; step++) {
                assertThat(group.state(1)).isEqualTo(fresh.state(0));
                double excitatory = random.nextInt(10) == 0 ? driven.weight() * random.nextDouble() : 0;
                double inhibitory = -excitatory / 3;
                group.step(new Arriving(new double[] {0, excitatory}, new double[] {0, inhibitory}), spiking);
                fresh.step(new Arriving(new double[] {excitatory}, new double[] {inhibitory}), new int[1]);
            }
        }
    }

    /** Neurons of a threshold have no score; a neuron that is one of many types has that of a group of its own. */
    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#all")
    void score_isThatOfNeuronsWithEscapeNoiseAlone(DrivenNeuron driven) {
        NeuronType type = driven.type();
        GridGroup group = type.group(driven.step(), List.of(type.start(Map.of())), List.of(NOISE));
        GridGroup singles = GridGroup.of(driven.onGrid(type));
        if (type instanceof EscapeNoise) {
            assertThat(group.score(0)).isZero();
            for (int step = 0; step < 200; step++) {
                group.step(Arriving.at(1), new int[1]);
                singles.step(Arriving.at(1), new int[1]);
                assertThat(singles.score(0)).isEqualTo(group.score(0));
            }
            assertThat(group.score(0)).isNotZero();
            group.restart(0);
            assertThat(group.score(0)).isZero();
        } else {
            for (GridGroup each : List.of(group, singles)) {
                assertThatThrownBy(() -> each.score(0))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("only neurons with escape noise have a score");
            }
        }
    }

    /** What a state holds is not changed by the neuron that told it. */
    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#all")
    void states_areCopies(DrivenNeuron driven) {
        GridNeuron neuron = driven.onGrid(driven.type());
        NeuronState state = neuron.state();
        double[] before = state.values().clone();
        neuron.step(driven.weight(), 0);
        assertThat(state.values()).isEqualTo(before);
        GridNeuron other = driven.onGrid(driven.type());
        other.restore(state);
        other.step(driven.weight(), 0);
        assertThat(state.values()).isEqualTo(before);
        assertThat(other.state()).isEqualTo(neuron.state()).hasSameHashCodeAs(neuron.state());
        assertThat(other.state()).isNotEqualTo(state).isNotEqualTo("state");
        assertThat(state.toString()).startsWith("NeuronState[").contains(Double.toString(before[0]));
    }

    // -- looks

    /** However far a neuron is asked for its next spike, and wherever it is looked at, nothing of what follows changes. */
    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#precise")
    void looks_changeNoBit(DrivenNeuron driven) {
        SplittableRandom random = new SplittableRandom(9);
        ContinuousNeuron quiet = driven.precise(driven.type());
        ContinuousNeuron watched = driven.precise(driven.type());
        int spikes = 0;
        for (Event event : driven.events(8, 5 * END)) {
            while (true) {
                long from = quiet.time();
                long due = quiet.nextSpike(event.at() - 1);
                long next = Math.min(due, event.at());
                for (int look = random.nextInt(4); look > 0; look--) {
                    watched.nextSpike(from + random.nextLong(20 * MS));
                    watched.value(
                            random.nextInt(driven.type().variables().size()), from + random.nextLong(next - from + 1));
                }
                if (due == ContinuousNeuron.NEVER) {
                    break;
                }
                assertThat(watched.nextSpike(due + random.nextLong(20 * MS))).isEqualTo(due);
                assertThat(watched.nextSpike(due - 1)).isEqualTo(ContinuousNeuron.NEVER);
                quiet.spike(due);
                watched.spike(due);
                spikes++;
            }
            event.apply(quiet);
            event.apply(watched);
            assertThat(watched.state()).isEqualTo(quiet.state());
        }
        assertThat(spikes).isGreaterThan(15);
    }

    // -- groups

    /** Neurons with different starts, noise, inputs and currents; one is restored to another's state on the way. */
    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#all")
    void group_hasTheBitsOfSingleNeurons(DrivenNeuron driven) {
        assertThat(spikesOfGroup(driven, 37, 1000)).isGreaterThan(40);
    }

    /** The spikes of a group, each checked against neurons of their own. */
    private static int spikesOfGroup(DrivenNeuron driven, int size, int steps) {
        NeuronType type = driven.type();
        List<double[]> starts = new ArrayList<>();
        List<NeuronNoise> noises = new ArrayList<>();
        GridNeuron[] singles = new GridNeuron[size];
        for (int i = 0; i < size; i++) {
            starts.add(type.start(type.rest() + i / 8.0));
            noises.add(new NeuronNoise(NOISE.run(), i));
            singles[i] = type.onGrid(driven.step(), starts.get(i), noises.get(i));
        }
        GridGroup group = type.group(driven.step(), starts, noises);
        assertThat(group.size()).isEqualTo(size);
        SplittableRandom random = new SplittableRandom(6);
        int[] spiking = new int[size];
        int count = 0;
        for (int step = 0; step < steps; step++) {
            double[] excitatory = new double[size];
            double[] inhibitory = new double[size];
            for (int i = 0; i < excitatory.length; i++) {
                excitatory[i] = random.nextInt(10) == 0 ? driven.weight() * random.nextDouble() : 0;
                inhibitory[i] = random.nextInt(10) == 0 ? -driven.weight() * random.nextDouble() : 0;
            }
            if (step % 50 == 20) {
                int i = random.nextInt(size);
                group.inject(i, driven.current() / 2);
                singles[i].inject(driven.current() / 2);
                // One goes on from where its neighbour is, which may be refractory.
                NeuronState neighbour = group.state((i + 1) % size);
                group.restore(i, neighbour);
                singles[i].restore(neighbour);
            }
            Arrays.fill(spiking, -1);
            double[] ofExcitation = excitatory.clone();
            double[] ofInhibition = inhibitory.clone();
            int spikes = group.step(new Arriving(excitatory, inhibitory), spiking);
            assertThat(excitatory).containsOnly(0);
            assertThat(inhibitory).containsOnly(0);
            int expected = 0;
            for (int i = 0; i < size; i++) {
                if (singles[i].step(ofExcitation[i], ofInhibition[i])) {
                    assertThat(spiking[expected++]).isEqualTo(i);
                }
                for (int variable = 0; variable < type.variables().size(); variable++) {
                    assertThat(group.value(i, variable)).isEqualTo(singles[i].value(variable));
                }
                assertThat(group.state(i)).isEqualTo(singles[i].state());
            }
            assertThat(spikes).isEqualTo(expected);
            count += spikes;
        }
        return count;
    }

    /** The first neuron that runs away is told by its number. */
    @Test
    void groupThatRunsAway_namesTheNeuron() {
        for (NeuronType type :
                List.of(CondLif.standard(SynapseShape.EXPONENTIAL), CondLif.standard(SynapseShape.ALPHA))) {
            GridGroup group = type.group(
                    MS / 10, List.of(type.start(-70), type.start(-70), type.start(-70)), List.of(NOISE, NOISE, NOISE));
            double[] excitatory = {0, Double.NaN, 0};
            assertThatThrownBy(() -> {
                        for (int step = 0; step < 3; step++) {
                            group.step(new Arriving(excitatory, new double[3]), new int[3]);
                        }
                    })
                    .isInstanceOf(RunawayException.class)
                    .hasMessageStartingWith("the neuron's equations have run away to V_m = ")
                    .extracting(e -> ((RunawayException) e).neuron())
                    .isEqualTo(1);
        }
    }

    // -- beginning again

    /** Chance goes on, all else is as at the start: whatever has happened before, with the current that is injected then. */
    @ParameterizedTest
    @MethodSource("io.dopaflow.models.spiking.neuron.DrivenNeuron#precise")
    void neuronThatBeginsAgain_isOneThatHasBegunLater(DrivenNeuron driven) {
        ContinuousNeuron again = driven.precise(driven.type());
        driven.events(1, END).forEach(event -> DrivenNeuron.advance(again, event));
        DrivenNeuron.spikes(again, END);
        again.restart(END);
        again.inject(END, 0);
        ContinuousNeuron fresh = driven.precise(driven.type());
        assertThat(values(again, driven, END)).isEqualTo(values(fresh, driven, 0));
        assertThat(again.time()).isEqualTo(END);
        assertThat(again.refractoryUntil()).isLessThanOrEqualTo(END);
        if (driven.type() instanceof EscapeNoise) {
            return;
        }
        int spikes = 0;
        for (Event event : driven.events(2, END)) {
            Event later = new Event(event.at() + END, event.isCurrent(), event.excitatory(), event.inhibitory());
            List<Long> times = DrivenNeuron.advance(fresh, event);
            assertThat(DrivenNeuron.advance(again, later))
                    .isEqualTo(times.stream().map(at -> at + END).toList());
            assertThat(values(again, driven, later.at())).isEqualTo(values(fresh, driven, event.at()));
            spikes += times.size();
        }
        assertThat(spikes).isGreaterThan(3);
    }

    private static List<Double> values(ContinuousNeuron neuron, DrivenNeuron driven, long at) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < driven.type().variables().size(); i++) {
            values.add(neuron.value(i, at));
        }
        return values;
    }

    private static List<Double> values(GridNeuron neuron, DrivenNeuron driven) {
        List<Double> values = new ArrayList<>();
        for (int i = 0; i < driven.type().variables().size(); i++) {
            values.add(neuron.value(i));
        }
        return values;
    }
}

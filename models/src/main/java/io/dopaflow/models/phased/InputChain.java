package io.dopaflow.models.phased;

import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Symbol;
import io.dopaflow.models.rule.Trace;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What a network makes of its own answers, at weights that stay as they are: wave after wave, inputs present spikes by chance,
 * with the probabilities that they were told in the wave before. So a denoising auto-encoder samples (walkback), and a Boltzmann
 * machine (Gibbs sampling, as many rounds a wave as the rule has). Where neurons keep what they did in a wave, and no more, the chain
 * is theirs: it goes on from that, and begins with what the rule says. For one thread.
 */
public final class InputChain {
    private final Circuit circuit;
    private final Unit[] units;
    private final double[][] weights;
    private final int told;
    private final boolean remembers;
    private final UniformRandomProvider chance;
    private final double[] spikes;

    /**
     * A chain that starts with spikes of probability 1/2.
     *
     * @param stored what all synapses store
     * @param streams of its own chance
     * @throws IllegalArgumentException if inputs are told nothing
     */
    public InputChain(PhasedLearning model, double[] stored, RandomStreams streams) {
        this.circuit = model.circuit();
        this.told = told(circuit)
                .orElseThrow(() -> new IllegalArgumentException(
                        "rule is " + circuit.rule().name() + "; allowed: one that tells inputs what is made of them"));
        this.remembers = circuit.rule().traces().stream().anyMatch(Trace::isReplaced);
        this.units = IntStream.range(0, circuit.units())
                .mapToObj(unit -> new Unit(circuit, unit, streams, 0, circuit.initialTraces()))
                .toArray(Unit[]::new);
        this.weights = IntStream.range(0, circuit.wirings().size())
                .mapToObj(wiring -> model.workingWeights(wiring, stored))
                .toArray(double[][]::new);
        this.chance = streams.stream(Purpose.NEURON_NOISE, circuit.units());
        this.spikes = new double[circuit.network().neuronCount()];
        Arrays.setAll(spikes, unit -> Draws.open(chance) < 0.5 ? 1 : 0);
    }

    /** Whether inputs are told what is made of them, in phases that such a chain goes through. */
    public static boolean isOf(Circuit circuit) {
        return told(circuit).isPresent();
    }

    /** The last phase in which inputs are told, if only waves and single steps without noise of synapses come before it. */
    private static Optional<Integer> told(Circuit circuit) {
        int last = -1;
        for (int phase = 0; phase < circuit.phases(); phase++) {
            Phase of = circuit.phase(phase);
            boolean shaken = circuit.synapticNoise(phase) > 0 || circuit.jitters(phase);
            if (of.kind() == Kind.SETTLE || shaken) {
                break;
            }
            Wiring wiring = circuit.wirings().get(circuit.through(phase));
            if (of.kind() == Kind.RECONSTRUCT
                    && of.activated()
                    && IntStream.range(0, wiring.size())
                            .anyMatch(synapse -> circuit.network()
                                            .neuron(wiring.post(synapse))
                                            .role()
                                    instanceof NeuronRole.Input)) {
                last = phase;
            }
        }
        return last < 0 ? Optional.empty() : Optional.of(last);
    }

    /** A wave; returns by input feature the probability with which its neuron spikes in the next. */
    public double[] next() {
        double[] probabilities = new double[features()];
        for (int unit = 0; unit < spikes.length; unit++) {
            units[unit].present(role(unit) instanceof NeuronRole.Bias ? 1 : spikes[unit]);
        }
        for (int phase = 0; phase <= told; phase++) {
            goThrough(phase);
        }
        for (int unit = 0; unit < spikes.length; unit++) {
            if (role(unit) instanceof NeuronRole.Input input) {
                double value = units[unit].known()[circuit.slot(told, Symbol.APICAL)];
                boolean spiked = circuit.phase(told).noise() instanceof Disturbance.Spikes;
                double noise = spiked ? units[unit].known()[circuit.slot(told, Symbol.NOISE)] : 0;
                probabilities[input.feature()] = value - noise;
                spikes[unit] = spiked ? value : Draws.open(chance) < value ? 1 : 0;
            }
        }
        if (remembers) {
            endWave();
        }
        return probabilities;
    }

    private void endWave() {
        for (int phase = told + 1; phase < circuit.phases(); phase++) {
            goThrough(phase);
        }
        for (Unit unit : units) {
            unit.endWave();
        }
    }

    private NeuronRole role(int unit) {
        return circuit.network().neuron(unit).role();
    }

    private int features() {
        return (int) IntStream.range(0, spikes.length)
                .filter(unit -> role(unit) instanceof NeuronRole.Input)
                .count();
    }

    private void goThrough(int phase) {
        double[] sent = new double[units.length];
        boolean isWave = circuit.phase(phase).isWave();
        for (int unit : circuit.order(phase)) {
            if (isWave) {
                receive(unit, phase, sent);
            }
            sent[unit] = units[unit].send(phase);
        }
        for (int unit : circuit.order(phase)) {
            if (!isWave) {
                receive(unit, phase, sent);
            }
        }
    }

    private void receive(int unit, int phase, double[] sent) {
        Wiring wiring = circuit.wirings().get(circuit.through(phase));
        int[] fanIn = wiring.fanIn(unit);
        if (fanIn.length == 0) {
            return;
        }
        double sum = 0;
        double power = 0;
        for (int synapse : fanIn) {
            double amplitude = sent[wiring.pre(synapse)];
            sum += weights[circuit.through(phase)][synapse] * amplitude;
            power += amplitude * amplitude;
        }
        units[unit].receive(phase, sum, power);
    }
}

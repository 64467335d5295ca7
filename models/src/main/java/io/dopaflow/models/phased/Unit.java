package io.dopaflow.models.phased;

import static io.dopaflow.models.rule.Symbol.APICAL;
import static io.dopaflow.models.rule.Symbol.DRIVE;
import static io.dopaflow.models.rule.Symbol.ERROR;
import static io.dopaflow.models.rule.Symbol.NOISE;
import static io.dopaflow.models.rule.Symbol.POST;
import static io.dopaflow.models.rule.Symbol.POWER;
import static io.dopaflow.models.rule.Symbol.SENT;
import static io.dopaflow.models.rule.Symbol.SLOPE;

import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.random.Draws;
import io.dopaflow.models.random.Purpose;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Symbol;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * A neuron with a basal and an apical compartment, or a label: what it makes of what arrives in each phase, and what it
 * sends. Any engine asks it the same in the same order, wave by wave and phase by phase; for one thread.
 */
public final class Unit {
    private final Circuit circuit;
    private final int number;
    private final Group group;
    private final Activation activation;
    private final Activation apicalActivation;
    private final UnitExpression[] sends;
    private final UnitExpression[] changes;
    private final UniformRandomProvider draws;
    private final UniformRandomProvider errorDraws;
    private final Coins coins;
    private final double[] known;
    private double amplitude;
    private double target;

    /**
     * A unit that goes on from a wave.
     *
     * @param circuit that it is part of
     * @param unit its number
     * @param streams of the run
     * @param wave the next one, from 0
     * @param traces that it goes on from, one for each of the rule's; of no consequence for a unit without
     */
    public Unit(Circuit circuit, int unit, RandomStreams streams, long wave, double[] traces) {
        this.circuit = circuit;
        this.number = unit;
        this.group = circuit.group(unit);
        this.activation = unit < circuit.network().neuronCount()
                ? circuit.network().neuron(unit).activation()
                : Activation.IDENTITY;
        // What an input presents is within 0 and 1, and so is what it makes of the layer above.
        this.apicalActivation = group == Group.INPUT ? Activation.SIGMOID : activation;
        this.sends = IntStream.range(0, circuit.phases())
                .mapToObj(phase -> new UnitExpression(circuit, circuit.sends(phase, group)))
                .toArray(UnitExpression[]::new);
        this.draws = streams.stream(Purpose.NEURON_NOISE, unit, (long) Draws.NUMBERS * circuit.draws(unit) * wave);
        this.errorDraws =
                streams.stream(Purpose.ERROR_SIGN, unit, (long) Draws.NUMBERS * circuit.errorDraws(unit) * wave);
        this.coins = new Coins(circuit.rule(), streams, wave);
        this.known = new double[circuit.slots()];
        this.changes = circuit.keepsTraces(unit)
                ? circuit.rule().traces().stream()
                        .map(trace -> new UnitExpression(circuit, trace.change()))
                        .toArray(UnitExpression[]::new)
                : new UnitExpression[0];
        System.arraycopy(traces, 0, known, circuit.firstTrace(), changes.length);
    }

    /** A source or label presents this amplitude from now on. */
    public void present(double value) {
        amplitude = value;
    }

    /** The environment tells an output neuron, before a wave, what it should read. */
    public void target(double value) {
        target = value;
        coins.toss();
    }

    /** A phase of settling begins: the potential is where an earlier phase left it, or 0. */
    public void beginSettling(int phase) {
        Phase.Settling settling = circuit.phase(phase).settling().orElseThrow();
        double potential = settling.start()
                .map(start -> known[circuit.slot(circuit.rule().indexOf(start), DRIVE)])
                .orElse(0.0);
        standAt(phase, potential);
    }

    private void standAt(int phase, double potential) {
        double stands = group.isSource() ? amplitude : potential;
        set(phase, DRIVE, stands);
        set(phase, POST, group.isSource() ? amplitude : activation.value(stands));
        if (circuit.isAsked(phase, SLOPE)) {
            set(phase, SLOPE, activation.derivative(stands));
        }
    }

    /**
     * A step of settling.
     *
     * @param phase its number
     * @param basal the sum of what arrived at the basal compartment
     * @param apical of what arrived at the apical one
     */
    public void settle(int phase, double basal, double apical) {
        Phase.Settling settling = circuit.phase(phase).settling().orElseThrow();
        double potential = known[circuit.slot(phase, DRIVE)];
        double change = activation.derivative(potential) * (basal + apical) - potential;
        if (group == Group.OUTPUT && settling.nudge() != 0) {
            double nudge =
                    circuit.hasCoin(phase) ? coins.shown(circuit.coin(phase)) * settling.nudge() : settling.nudge();
            change += nudge * (target - potential);
        }
        double moved = potential + settling.dt() * change;
        standAt(phase, settling.bounded() ? Math.min(Math.max(moved, 0), 1) : moved);
    }

    /**
     * What has arrived in a phase.
     *
     * @param phase its number
     * @param input the sum of weights times amplitudes, by ascending synapse
     * @param power the sum of squared amplitudes, in the same order
     */
    public void receive(int phase, double input, double power) {
        set(phase, POWER, power);
        if (circuit.phase(phase).isBasal()) {
            drive(phase, input);
        } else {
            boolean activated = circuit.phase(phase).activated();
            set(phase, APICAL, spiked(phase, activated ? apicalActivation.value(input) : input));
            if (activated && circuit.isAsked(phase, SLOPE)) {
                set(phase, SLOPE, apicalActivation.derivative(input));
            }
        }
    }

    /** The value itself or, where there are spikes, one or none with the value as its probability. */
    private double spiked(int phase, double value) {
        if (circuit.phase(phase).noise() instanceof Disturbance.Spikes && circuit.draws(phase, number)) {
            double spike = Draws.open(draws) < value ? 1 : 0;
            set(phase, NOISE, spike - value);
            return spike;
        }
        return value;
    }

    private void drive(int phase, double input) {
        double drive = input + disturbed(phase);
        set(phase, DRIVE, drive);
        if (circuit.isAsked(phase, SLOPE)) {
            set(phase, SLOPE, activation.derivative(drive));
        }
        set(phase, POST, spiked(phase, activation.value(drive)));
    }

    private double disturbed(int phase) {
        Disturbance noise = circuit.phase(phase).noise();
        if (noise instanceof Disturbance.OfNeurons own && circuit.phase(phase).kind() == Phase.Kind.FORWARD) {
            return own.size() * drawn(phase);
        }
        if (noise instanceof Disturbance.Mirrored mirrored) {
            int other = circuit.rule().indexOf(mirrored.phase());
            double draw = -known[circuit.slot(other, NOISE)];
            set(phase, NOISE, draw);
            return ((Disturbance.OfNeurons) circuit.phase(other).noise()).size() * draw;
        }
        return 0;
    }

    private double drawn(int phase) {
        double draw = Draws.normal(draws);
        set(phase, NOISE, draw);
        return draw;
    }

    /** What it sends in the phase, 0 for an output that may be chosen: in a wave after it has received, otherwise before; where it settles, before each step and once after the last. */
    public double send(int phase) {
        Phase.Kind kind = circuit.phase(phase).kind();
        if (kind == Phase.Kind.SETTLE) {
            set(phase, SENT, post(phase));
            return post(phase);
        }
        if (circuit.isChosenFrom(phase, number)) {
            set(phase, SENT, 0);
            return 0;
        }
        if (group.isSource() && kind == Phase.Kind.FORWARD) {
            set(phase, POST, amplitude);
        }
        // A bias neuron, or a label, has nothing else to send but in a phase of kind inject.
        double sent = group == Group.BIAS && kind != Phase.Kind.INJECT ? amplitude : sends[phase].value(known);
        if (kind == Phase.Kind.INJECT && circuit.draws(phase, number)) {
            sent = injected(phase, sent);
        }
        if (!group.isSource() && circuit.phase(phase).noise() instanceof Disturbance.ThreeValued values) {
            sent = threeValued(values, sent);
        }
        set(phase, SENT, sent);
        return sent;
    }

    private double threeValued(Disturbance.ThreeValued values, double sent) {
        return values.stochastic() && Draws.open(errorDraws) >= Math.abs(sent) ? 0 : Math.signum(sent);
    }

    private double injected(int phase, double sent) {
        Disturbance noise = circuit.phase(phase).noise();
        if (noise instanceof Disturbance.OfNeurons own) {
            return sent + own.size() * drawn(phase);
        }
        if (noise instanceof Disturbance.OfInputs own) {
            return sent + own.size() * drawn(phase);
        }
        if (noise instanceof Disturbance.Mask mask) {
            return Draws.open(draws) < mask.probability() ? 0 : sent;
        }
        if (noise instanceof Disturbance.SaltAndPepper own) {
            double draw = Draws.open(draws);
            return draw < own.probability() ? (draw < own.probability() / 2 ? 0 : 1) : sent;
        }
        return sent;
    }

    /**
     * The environment tells an output neuron whether it is the one that is chosen.
     *
     * @param spike 1 or 0, its amplitude from now on
     * @param probability of being chosen
     */
    public void choose(int phase, double spike, double probability) {
        set(phase, POST, spike);
        set(phase, SENT, spike);
        set(phase, NOISE, spike - probability);
    }

    /** The environment tells an output neuron the derivative of the loss of a forward phase by its readout. */
    public void error(int phase, double value) {
        set(phase, ERROR, value);
    }

    /** The wave is over, and the synapses have been told: the traces change, one after the other. */
    public void endWave() {
        for (int i = 0; i < changes.length; i++) {
            int slot = circuit.firstTrace() + i;
            known[slot] += changes[i].value(known);
        }
    }

    /** Its traces; of length 0 for a unit without. */
    public double[] traces() {
        return Arrays.copyOfRange(known, circuit.firstTrace(), circuit.firstTrace() + changes.length);
    }

    /** Its amplitude in a forward phase. */
    public double post(int phase) {
        return known[circuit.slot(phase, POST)];
    }

    /** What it sent in a phase. */
    public double sent(int phase) {
        return known[circuit.slot(phase, SENT)];
    }

    /** What it knows, by slot of the circuit; its own array, which the next wave overwrites. */
    public double[] known() {
        return known;
    }

    private void set(int phase, Symbol symbol, double value) {
        known[circuit.slot(phase, symbol)] = value;
    }
}

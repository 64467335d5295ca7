package io.dopaflow.simulator.actor.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedDivergence;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Symbol;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A phase as one unit sees it: what it waits for, what of that is there, and to whom it sends. A unit sends, receives, and
 * sends again as often as the stage says.
 */
abstract sealed class Stage permits ExchangeStage, SettlingStage {
    /** In place of a synapse, where there is none to be told. */
    static final int NOBODY = -1;

    private final int phase;
    private final int last;
    private final int arrivals;
    private final boolean isRead;
    private final int awaited;
    private final int[] fanOut;
    private final int[] fanBack;
    private final int[] explained;
    private int told;

    Stage(Circuit circuit, int phase, int unit, boolean isOutput) {
        this.phase = phase;
        this.last = lastStep(circuit.phase(phase));
        int errors = isOutput && circuit.isAsked(phase, Symbol.ERROR) ? 1 : 0;
        this.awaited = errors + (circuit.isChosenFrom(phase, unit) ? 1 : 0);
        this.isRead = isOutput && circuit.isRead(phase);
        Wiring through = circuit.wirings().get(circuit.through(phase));
        this.fanOut = numbered(through, unit);
        int fanIn = through.fanIn(unit).length;
        if (circuit.goesBack(phase)) {
            Wiring back = circuit.wirings().get(circuit.back(phase));
            this.fanBack = numbered(back, unit);
            fanIn += back.fanIn(unit).length;
        } else {
            this.fanBack = new int[0];
        }
        this.arrivals = (last + 1) * fanIn;
        this.explained = circuit.isExplainedAsked(phase)
                ? Arrays.stream(through.fanIn(unit))
                        .map(synapse -> through.hasPartner(synapse) ? through.partner(synapse) : NOBODY)
                        .toArray()
                : new int[0];
    }

    /**
     * The stage of a unit that takes part in the phase.
     *
     * @param isOutput whether the unit is an output
     */
    static Stage of(PhasedLearning model, int phase, int unit, boolean isOutput) {
        return model.circuit().phase(phase).settling().isPresent()
                ? new SettlingStage(model.circuit(), phase, unit, isOutput)
                : new ExchangeStage(model, phase, unit, isOutput);
    }

    /** The number of the last step in which units send in a phase; steps count from 0. */
    static int lastStep(Phase phase) {
        return phase.settling().map(Phase.Settling::steps).orElse(0);
    }

    /** Room for what is sent in all steps, by phase; empty for phases in which nobody asks for the timing of settling. */
    static double[][] courses(Circuit circuit) {
        return IntStream.range(0, circuit.phases())
                .mapToObj(phase -> new double[circuit.isSettlingTimed(phase) ? lastStep(circuit.phase(phase)) + 1 : 0])
                .toArray(double[][]::new);
    }

    /**
     * Whether the environment tells a unit something before each wave: its amplitude where it sends before it hears of
     * anybody, its target where it is an output that is told one.
     *
     * @param first the first phase in which the unit takes part
     */
    static boolean isStimulated(Circuit circuit, int first, int unit) {
        return circuit.group(unit).isSource()
                || !circuit.phase(first).isWave()
                || circuit.wirings().get(circuit.through(first)).fanIn(unit).length == 0
                || (circuit.group(unit) == Group.OUTPUT && circuit.isTargetAsked());
    }

    private static int[] numbered(Wiring wiring, int unit) {
        return Arrays.stream(wiring.fanOut(unit))
                .map(synapse -> wiring.first() + synapse)
                .toArray();
    }

    /** Forgets what has come. */
    void begin() {
        told = 0;
    }

    final int phase() {
        return phase;
    }

    /** The number of the last step in which the unit sends, from 0. */
    final int last() {
        return last;
    }

    /** Whether the modulator is told its amplitude. */
    final boolean isRead() {
        return isRead;
    }

    /** The synapses from the unit, by their numbers in the whole model. */
    final int[] fanOut() {
        return fanOut;
    }

    /** The same of the projection that goes back; none in most phases. */
    final int[] fanBack() {
        return fanBack;
    }

    /**
     * The forward synapses that are told the sum of what had arrived, by slot, {@link #NOBODY} in between; empty in phases of which
     * nobody asks.
     */
    final int[] explained() {
        return explained;
    }

    /** Spikes that arrive at the unit. */
    final int arrivals() {
        return arrivals;
    }

    /** Messages that the unit sends. */
    final int messages() {
        int telling = (int)
                Arrays.stream(explained).filter(synapse -> synapse != NOBODY).count();
        return (last + 1) * (fanOut.length + fanBack.length) + (isRead ? 1 : 0) + telling;
    }

    /** An output has been told its error, or whether it is chosen. */
    final void tell() {
        told++;
    }

    /** Takes an arrival. */
    abstract void take(UnitActor.Arrival arrival);

    /** The step of the next spike. */
    abstract int step();

    /** Whether it is time to send. */
    abstract boolean sends();

    /** The amplitude of the next spike. */
    abstract double send(Unit unit);

    /** Lets the unit receive if all that it waits for is there, and returns whether it did. */
    abstract boolean receive(Unit unit);

    /** What has arrived by now, slot by slot; the stage's own array. */
    abstract double[] arrived();

    /** Whether everything has been sent and received. */
    abstract boolean isThrough();

    /** Whether the unit may go on to the next phase. */
    final boolean isDone() {
        return isThrough() && told == awaited;
    }

    /**
     * The sum of what has arrived, by ascending synapse.
     *
     * @param from the first slot
     * @param to the slot after the last
     */
    static double sum(double[] jumps, int from, int to) {
        double sum = 0;
        for (int slot = from; slot < to; slot++) {
            sum += jumps[slot];
        }
        return finite(sum);
    }

    /**
     * The potential itself.
     *
     * @throws PhasedDivergence if it is not finite
     */
    static double finite(double potential) {
        if (!Double.isFinite(potential)) {
            throw new PhasedDivergence("its potential", potential);
        }
        return potential;
    }
}

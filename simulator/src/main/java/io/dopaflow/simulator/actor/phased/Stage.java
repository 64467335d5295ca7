package io.dopaflow.simulator.actor.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedDivergence;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.models.rule.Symbol;

/** A phase as one unit sees it: what it waits for, what of that is there, and to whom it sends. */
final class Stage {
    private final int phase;
    private final boolean sendsFirst;
    private final boolean isRead;
    private final boolean isCorrected;
    private final int[] fanOut;
    private final double[] jumps;
    private final double[] amplitudes;
    private int missing;
    private boolean received;
    private boolean sent;
    private boolean corrected;

    /**
     * The stage of a unit that takes part in the phase.
     *
     * @param isOutput whether outputs are asked for their readouts in the phase, and this is one
     */
    Stage(Circuit circuit, int phase, int unit, boolean isOutput) {
        Wiring wiring = circuit.wirings().get(circuit.through(phase));
        this.phase = phase;
        this.sendsFirst = !circuit.phase(phase).isWave();
        this.isCorrected = isOutput && circuit.isAsked(phase, Symbol.ERROR);
        this.isRead = isCorrected || (isOutput && circuit.isLossAsked(phase));
        this.fanOut = wiring.fanOut(unit).clone();
        for (int i = 0; i < fanOut.length; i++) {
            fanOut[i] += wiring.first();
        }
        int size = wiring.fanIn(unit).length;
        this.jumps = new double[size];
        this.amplitudes = new double[size];
        begin();
    }

    /** Whether a unit of this stage sends before it hears of anybody. */
    static boolean startsItself(Circuit circuit, int phase, int unit) {
        return !circuit.phase(phase).isWave()
                || circuit.wirings().get(circuit.through(phase)).fanIn(unit).length == 0;
    }

    /** Forgets what has come. */
    void begin() {
        missing = jumps.length;
        received = false;
        sent = false;
        corrected = false;
    }

    int phase() {
        return phase;
    }

    /** Whether the modulator is told its amplitude. */
    boolean isRead() {
        return isRead;
    }

    /** The synapses from the unit, by their numbers in the whole model. */
    int[] fanOut() {
        return fanOut;
    }

    /** Synapses onto the unit. */
    int fanIn() {
        return jumps.length;
    }

    /** Takes an arrival. */
    void take(int slot, double jump, double amplitude) {
        jumps[slot] = jump;
        amplitudes[slot] = amplitude;
        missing--;
    }

    /** Takes the error of an output. */
    void correct() {
        corrected = true;
    }

    /** Whether it is time to send; only once. */
    boolean sends() {
        boolean now = !sent && (sendsFirst || received);
        sent |= now;
        return now;
    }

    /** Lets the unit receive when its whole fan-in is there; only once. Sums go by ascending synapse. */
    void receive(Unit unit) {
        if (received || missing > 0) {
            return;
        }
        received = true;
        if (jumps.length == 0) {
            return;
        }
        double input = 0;
        double power = 0;
        for (int slot = 0; slot < jumps.length; slot++) {
            input += jumps[slot];
            power += amplitudes[slot] * amplitudes[slot];
        }
        if (!Double.isFinite(input)) {
            throw new PhasedDivergence("its potential", input);
        }
        unit.receive(phase, input, power);
    }

    /** Whether the unit may go on to the next phase. */
    boolean isDone() {
        return sent && received && (corrected || !isCorrected);
    }
}

package io.dopaflow.simulator.actor.phased;

import io.dopaflow.models.phased.JitterWindow;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.Unit;
import java.util.Optional;

/** A phase in which each unit sends once and receives once: first the one or first the other. */
final class ExchangeStage extends Stage {
    private final boolean sendsFirst;
    private final double[] jumps;
    private final double[] amplitudes;
    private final long[] arrivalsPs;
    private final Optional<JitterWindow> window;
    private int missing;
    private boolean received;
    private boolean sent;

    ExchangeStage(PhasedLearning model, int phase, int unit, boolean isOutput) {
        super(model.circuit(), phase, unit, isOutput);
        this.window = model.windowOf(phase);
        this.sendsFirst = !model.circuit().phase(phase).isWave();
        this.jumps = new double[arrivals()];
        this.amplitudes = new double[arrivals()];
        this.arrivalsPs = new long[arrivals()];
        this.missing = jumps.length;
    }

    @Override
    void begin() {
        super.begin();
        missing = jumps.length;
        received = false;
        sent = false;
    }

    @Override
    void take(UnitActor.Arrival arrival) {
        jumps[arrival.slot()] = arrival.jump();
        amplitudes[arrival.slot()] = arrival.amplitude();
        arrivalsPs[arrival.slot()] = arrival.timePs();
        missing--;
    }

    @Override
    int step() {
        return 0;
    }

    @Override
    boolean sends() {
        return !sent && (sendsFirst || received);
    }

    @Override
    double send(Unit unit) {
        sent = true;
        return unit.send(phase());
    }

    @Override
    boolean receive(Unit unit) {
        if (received || missing > 0) {
            return false;
        }
        received = true;
        if (jumps.length > 0) {
            double power = 0;
            for (double amplitude : amplitudes) {
                power += amplitude * amplitude;
            }
            unit.receive(phase(), potential(), power);
        }
        return true;
    }

    private double potential() {
        return window.map(own -> finite(own.potential(jumps, arrivalsPs))).orElseGet(() -> sum(jumps, 0, jumps.length));
    }

    @Override
    double[] arrived() {
        return jumps;
    }

    @Override
    boolean isThrough() {
        return sent && received;
    }
}

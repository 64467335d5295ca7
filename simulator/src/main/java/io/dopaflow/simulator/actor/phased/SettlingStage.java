package io.dopaflow.simulator.actor.phased;

import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.Unit;
import java.util.Arrays;

/**
 * A phase in which units settle. A unit sends, and makes a step when all spikes of that step have arrived, those that come
 * forward and those that come back: so a step uses what others sent at the same step, whatever the order of messages. After
 * its last step it sends once more, and is through when the spikes of all others have arrived that do the same. Neurons
 * without a fan-in, and whoever hears of them only, may be many steps ahead; what they sent waits.
 */
final class SettlingStage extends Stage {
    private final int basal;
    private final double[][] jumps;
    private final int[] missing;
    private int sent;
    private int received;

    SettlingStage(Circuit circuit, int phase, int unit, boolean isOutput) {
        super(circuit, phase, unit, isOutput);
        int steps = last() + 1;
        this.basal = circuit.wirings().get(circuit.through(phase)).fanIn(unit).length;
        this.jumps = new double[steps][arrivals() / steps];
        this.missing = new int[steps];
        Arrays.fill(missing, jumps[0].length);
    }

    @Override
    void begin() {
        super.begin();
        Arrays.fill(missing, jumps[0].length);
        sent = 0;
        received = 0;
    }

    @Override
    void take(UnitActor.Arrival arrival) {
        jumps[arrival.step()][arrival.slot()] = arrival.jump();
        missing[arrival.step()]--;
    }

    @Override
    int step() {
        return sent;
    }

    @Override
    boolean sends() {
        return sent == received && sent <= last();
    }

    @Override
    double send(Unit unit) {
        if (sent == 0) {
            unit.beginSettling(phase());
        }
        sent++;
        return unit.send(phase());
    }

    @Override
    boolean receive(Unit unit) {
        if (received == sent || missing[received] > 0) {
            return false;
        }
        if (received < last()) {
            double[] arrived = jumps[received];
            unit.settle(phase(), sum(arrived, 0, basal), sum(arrived, basal, arrived.length));
        }
        received++;
        return true;
    }

    @Override
    double[] arrived() {
        return jumps[last()];
    }

    @Override
    boolean isThrough() {
        return received > last();
    }
}

package io.dopaflow.simulator;

import io.dopaflow.models.cycle.CycleState;
import io.dopaflow.models.record.SimulationState;
import io.dopaflow.simulator.engine.Checkpoints;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Wants the states after some numbers of cycles, and keeps them. */
public final class StateAt implements Checkpoints {
    private final SortedSet<Long> wanted;
    private final Runnable onTake;
    private final List<CycleState> states = Collections.synchronizedList(new ArrayList<>());
    private long cycle;

    /** Asked from the cycle of the number on; the action follows each state. */
    public StateAt(long firstCycle, List<Long> cyclesDone, Runnable onTake) {
        this.cycle = firstCycle;
        this.wanted = new TreeSet<>(cyclesDone);
        this.onTake = onTake;
    }

    @Override
    public boolean isDue() {
        return wanted.contains(++cycle);
    }

    @Override
    public void take(SimulationState state) {
        states.add(CycleState.of(state));
        onTake.run();
    }

    /** The states in the order in which they came. */
    public List<CycleState> states() {
        return states;
    }
}

package io.dopaflow.simulator.actor.spiking;

import java.util.ArrayList;
import java.util.List;

/** How far an actor may go. In whatever order grants are delivered, they are taken one after another. */
final class Grants {
    private final List<CellActor.Grant> early = new ArrayList<>(1);
    private boolean isAnyEarly;
    private long granted = -1;
    private long tellState = -1;

    /** Takes a grant, at once or when it is its turn. */
    void add(CellActor.Grant grant) {
        early.add(grant);
        isAnyEarly = true;
    }

    /** Turns to the next grant if it has come. */
    boolean takesNext() {
        if (!isAnyEarly) {
            return false;
        }
        for (CellActor.Grant grant : early) {
            if (grant.before() == granted) {
                early.remove(grant);
                isAnyEarly = !early.isEmpty();
                granted = grant.last();
                tellState = grant.tellState();
                return true;
            }
        }
        return false;
    }

    /** Whether the actor may go through a window. */
    boolean allow(long window) {
        return window <= granted;
    }

    /** Whether the state after a window is to be told. */
    boolean wantsState(long window) {
        return tellState >= 0 && window == tellState;
    }

    /** The state has been told. */
    void toldState() {
        tellState = -1;
    }
}

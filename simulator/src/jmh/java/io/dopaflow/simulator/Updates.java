package io.dopaflow.simulator;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What rates are asked of: weight updates, one a synapse and cycle. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Updates {
    /** Weight updates done. */
    public long count;
}

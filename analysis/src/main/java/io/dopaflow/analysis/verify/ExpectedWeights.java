package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.OpportunityLog;
import io.dopaflow.analysis.run.WeightSnapshot;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * After which cycles of a learning opportunity weights have to be in the record: as it starts, after the last cycle, and
 * after every N-th, N being the greatest common divisor of the cycles that there is something of.
 */
final class ExpectedWeights {
    private final OpportunityLog log;
    private final int lastCycle;
    private final boolean hasInner;
    private final long stride;

    ExpectedWeights(OpportunityLog log, int lastCycle) {
        this.log = log;
        this.lastCycle = lastCycle;
        long[] inner = Stream.concat(log.weightCycles().stream(), log.incompleteWeights().keySet().stream())
                .filter(cycle -> cycle != WeightSnapshot.START && cycle != lastCycle)
                .mapToLong(Integer::longValue)
                .toArray();
        long divisor = 0;
        for (long cycle : inner) {
            divisor = Divisors.greatestCommon(divisor, cycle);
        }
        this.hasInner = inner.length > 0;
        this.stride = divisor;
    }

    boolean contains(int cycle) {
        return cycle == WeightSnapshot.START
                || cycle == lastCycle
                || (hasInner && (stride == 0 ? cycle == 0 : cycle % stride == 0));
    }

    /** The recorded weights; where some are missing that is a finding. */
    Optional<double[]> read(int cycle, long timePs, Names names, Findings findings) {
        Optional<double[]> weights = log.weights(cycle);
        if (weights.isEmpty()) {
            int missing = log.incompleteWeights().getOrDefault(cycle, 0);
            findings.add(timePs, names.synapse(missing), "log-weight", "missing", "a row at " + timePs + " ps");
        }
        return weights;
    }
}

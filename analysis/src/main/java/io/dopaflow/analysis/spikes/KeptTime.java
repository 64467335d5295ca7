package io.dopaflow.analysis.spikes;

import io.dopaflow.analysis.run.OpportunityCoverage;
import io.dopaflow.analysis.run.RunReader;
import io.dopaflow.analysis.run.SpikeQuery;
import io.dopaflow.models.cycle.CycleTiming;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The time of which spikes were kept and asked for.
 *
 * @param observedPs how long it is in all
 * @param stretches by opportunity, the number of the uninterrupted stretch that it belongs to
 */
record KeptTime(long observedPs, Map<Long, Integer> stretches) {

    static KeptTime of(RunReader run, CycleTiming timing, SpikeQuery query) {
        int cycles = run.cyclesPerOpportunity();
        List<Long> kept = run.coverage().stream()
                .filter(KeptTime::hasSpikes)
                .map(OpportunityCoverage::opportunity)
                .filter(k -> k >= query.firstOpportunity().orElse(0)
                        && k <= query.lastOpportunity().orElse(Long.MAX_VALUE))
                .toList();
        long observed = 0;
        int stretch = 0;
        long last = -1;
        Map<Long, Integer> stretches = new HashMap<>();
        for (long opportunity : kept) {
            long from = Math.max(
                    timing.startPs(opportunity * cycles), query.fromPs().orElse(0));
            long to = Math.min(
                    timing.startPs((opportunity + 1) * cycles), query.beforePs().orElse(Long.MAX_VALUE));
            observed += Math.max(0, to - from);
            stretch += opportunity == last + 1 ? 0 : 1;
            stretches.put(opportunity, stretch);
            last = opportunity;
        }
        return new KeptTime(observed, stretches);
    }

    private static boolean hasSpikes(OpportunityCoverage coverage) {
        return coverage.shares().entrySet().stream()
                .anyMatch(share ->
                        (share.getKey().equals("onsets") || share.getKey().equals("readouts"))
                                && share.getValue().kept() > 0);
    }

    /** Whether everything from the one opportunity to the other was kept. */
    boolean isUninterrupted(long from, long to) {
        return stretches.getOrDefault(from, -1).equals(stretches.getOrDefault(to, -2));
    }
}

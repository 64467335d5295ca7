package io.dopaflow.simulator;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.RewardBaseline;
import java.util.LinkedHashMap;
import java.util.Map;

/** One small experiment for each baseline, pairing and form of the STDP window, by name. */
public final class Strategies {
    private Strategies() {}

    /** All but the rule of Christensen and Kallsen itself. */
    public static Map<String, LayeredExperiment> all() {
        Map<String, LayeredExperiment> all = new LinkedHashMap<>();
        all.put("running mean", multi(new RewardBaseline.RunningMean(0.3)));
        all.put("unperturbed", multi(new RewardBaseline.Unperturbed()));
        all.put("antithetic", multi(new RewardBaseline.AntitheticPair()));
        all.put("running mean, single update", single(new RewardBaseline.RunningMean(0.3)));
        all.put("unperturbed, single update", single(new RewardBaseline.Unperturbed()));
        all.put("antithetic, single update", single(new RewardBaseline.AntitheticPair()));
        all.put("successive", new LayeredExperiment().stdp(1, 1, 1, Pairing.SUCCESSIVE));
        all.put(
                "successive, single update",
                single(new RewardBaseline.PreviousCycle()).stdp(1, 1, 1, Pairing.SUCCESSIVE));
        all.put("another time constant", new LayeredExperiment().stdp(1, 1, 3, Pairing.SURROUNDING));
        all.put("unequal branches", new LayeredExperiment().stdp(2, 0.5, 1, Pairing.SURROUNDING));
        all.put(
                "unequal branches, antithetic",
                multi(new RewardBaseline.AntitheticPair()).stdp(2, 0.5, 8, Pairing.SURROUNDING));
        return all;
    }

    private static LayeredExperiment multi(RewardBaseline baseline) {
        return new LayeredExperiment().schedule(new CycleSchedule.MultiUpdate(6, baseline));
    }

    private static LayeredExperiment single(RewardBaseline baseline) {
        return new LayeredExperiment()
                .schedule(new CycleSchedule.SingleUpdate(baseline))
                .opportunities(15);
    }
}

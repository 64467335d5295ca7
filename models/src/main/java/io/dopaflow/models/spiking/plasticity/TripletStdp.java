package io.dopaflow.models.spiking.plasticity;

import io.dopaflow.models.numerics.Ranges;
import java.util.List;

/**
 * Plasticity of pairs and triplets of spikes, all to all (Pfister and Gerstner 2006, equations 3 and 4):
 *
 * <pre>
 * post: w += r1 (A_plus + A_plus_triplet o2);   pre: w -= o1 (A_minus + A_minus_triplet r2)
 * </pre>
 *
 * <p>with r1, o1 the traces of presynaptic and postsynaptic spikes, r2, o2 the slow ones just before the spike.
 *
 * @param aPlus potentiation by a pair, in the weight's unit; from 0
 * @param aMinus depression by a pair, in the weight's unit; from 0
 * @param aPlusTriplet potentiation by a triplet, in the weight's unit; from 0
 * @param aMinusTriplet depression by a triplet, in the weight's unit; from 0
 * @param tauPre tau_plus in ms; above 0
 * @param tauPost tau_minus in ms; above 0
 * @param slowTauPre tau_plus_triplet, tau_x in the paper, in ms; above 0
 * @param slowTauPost tau_minus_triplet, tau_y in the paper, in ms; above 0
 */
public record TripletStdp(
        double aPlus,
        double aMinus,
        double aPlusTriplet,
        double aMinusTriplet,
        double tauPre,
        double tauPost,
        double slowTauPre,
        double slowTauPost)
        implements SpikeTimingRule {

    /** The rule for scenario files. Time constants are those of the paper's visual cortex. */
    static LearningRule sheet() {
        RuleParameter.Range fromZero = RuleParameter.Range.NOT_NEGATIVE;
        return new LearningRule(
                "triplet-stdp",
                "Pairs and triplets of spikes change the weight, all to all (Pfister and Gerstner 2006).",
                List.of(
                        "at a postsynaptic spike: w += r1 (A_plus + A_plus_triplet o2)",
                        "at a presynaptic spike:  w -= o1 (A_minus + A_minus_triplet r2)",
                        "r1, r2: sums of exp(-dt / tau) over presynaptic spikes; o1, o2: over postsynaptic ones; r2 and o2 just before"
                                + " the spike"),
                LearningRule.Kind.EITHER_SIGN,
                List.of(),
                List.of(
                        RuleParameter.of("A_plus", RuleParameter.WEIGHT, 0, fromZero, "potentiation by a pair"),
                        RuleParameter.step("A_minus", "depression by a pair"),
                        RuleParameter.step("A_plus_triplet", "potentiation by a triplet"),
                        RuleParameter.of(
                                "A_minus_triplet", RuleParameter.WEIGHT, 0, fromZero, "depression by a triplet"),
                        RuleParameter.time("tau_plus", 16.8, "time constant of r1, of presynaptic spikes"),
                        RuleParameter.time("tau_minus", 33.7, "time constant of o1, of postsynaptic spikes"),
                        RuleParameter.time("tau_plus_triplet", 101, "time constant of r2; tau_x of the paper"),
                        RuleParameter.time("tau_minus_triplet", 125, "time constant of o2; tau_y of the paper")),
                values -> new TripletStdp(
                        values.get("A_plus"),
                        values.get("A_minus"),
                        values.get("A_plus_triplet"),
                        values.get("A_minus_triplet"),
                        values.get("tau_plus"),
                        values.get("tau_minus"),
                        values.get("tau_plus_triplet"),
                        values.get("tau_minus_triplet")));
    }

    /** Validates the ranges. */
    public TripletStdp {
        Ranges.notNegative("A_plus", aPlus, "");
        Ranges.notNegative("A_minus", aMinus, "");
        Ranges.notNegative("A_plus_triplet", aPlusTriplet, "");
        Ranges.notNegative("A_minus_triplet", aMinusTriplet, "");
        Ranges.positive("tau_plus", tauPre, "ms");
        Ranges.positive("tau_minus", tauPost, "ms");
        Ranges.positive("tau_plus_triplet", slowTauPre, "ms");
        Ranges.positive("tau_minus_triplet", slowTauPost, "ms");
    }

    @Override
    public Pairing pairing() {
        return Pairing.ALL_TO_ALL;
    }

    @Override
    public double atPost(double value, double pre, double slowPost) {
        return value + pre * (aPlus + aPlusTriplet * slowPost);
    }

    @Override
    public double atPre(double value, double post, double slowPre) {
        return value - post * (aMinus + aMinusTriplet * slowPre);
    }
}

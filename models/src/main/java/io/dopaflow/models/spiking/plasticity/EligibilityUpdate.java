package io.dopaflow.models.spiking.plasticity;

/**
 * Spike timing changes the eligibility c, and a modulator the weight: w' = c (n - b) is integrated in closed form from event to event. Between two of them
 * c has one sign and n - b changes its sign once at most, so that a weight which runs against a bound stays there, and leaves it when its
 * derivative turns.
 */
final class EligibilityUpdate extends SynapseUpdate {
    private final Eligibility eligibility;
    private final SynapticTime time;
    private final Decay decay;
    private final Concentration modulator;
    private final double tauBoth;
    private final double baseline;
    private final double tauC;

    EligibilityUpdate(
            Plasticity plasticity,
            Eligibility eligibility,
            SynapticTime time,
            Histories histories,
            Concentration modulator) {
        super(plasticity, histories);
        this.eligibility = eligibility;
        this.time = time;
        this.decay = time.decay(eligibility.tauC());
        this.modulator = modulator;
        this.tauC = eligibility.tauC();
        this.baseline = eligibility.baseline();
        this.tauBoth = tauC * modulator.tauN() / (tauC + modulator.tauN());
    }

    @Override
    void go(Way way, double[] weights, double[] own, int place) {
        double weight = weights[place];
        double c = own[place];
        long latest = latestPost(way, way.until);
        if (way.lastSlot >= 0) {
            // Before the first presynaptic spike there is no eligibility.
            long spike = latestPost(way, way.base) + 1;
            int jump = modulator.jumpsUpTo(way.base);
            long now = way.base;
            long settling = time.settlingAfter(now);
            while (now < way.until) {
                int slot = spike <= latest ? targets.slot(way.target, spike) : -1;
                long postAt = slot >= 0 ? targets.time(slot) + way.dendritic : Long.MAX_VALUE;
                long next = Math.min(Math.min(postAt, modulator.time(jump)), Math.min(settling, way.until));
                double decayed = decay.over(next - now);
                double n = modulator.at(now, jump);
                weight = flow(weight, c, n, decayed, modulator.decay().over(next - now));
                c *= decayed;
                now = next;
                if (now == postAt) {
                    c = rule.atPost(c, preTrace(way, own, place, spike, now), targets.slowBefore(slot));
                    spike++;
                }
                if (now == modulator.time(jump)) {
                    jump++;
                }
                if (now == settling) {
                    settling += time.settling();
                }
            }
        }
        if (way.spikeSlot >= 0) {
            c = rule.atPre(c, postTrace(way, latest), slowPreTrace(way));
        }
        weights[place] = number(weight);
        own[place] = c;
    }

    /** The weight after a stretch without events. */
    private double flow(double weight, double c, double n, double decayC, double decayN) {
        double gain = n * tauBoth * (1 - decayC * decayN) - baseline * tauC * (1 - decayC);
        double after = weight + c * gain;
        if (baseline != 0 && (n - baseline) * (n * decayN - baseline) < 0) {
            double turning = gainUntilTurn(n);
            double atTurn = weight + c * turning;
            if (atTurn < wMin || atTurn > wMax) {
                return bounded(bounded(atTurn) + c * (gain - turning));
            }
        }
        return bounded(after);
    }

    /** Until n has decayed to the baseline, which it was on one side of and will be on the other. */
    private double gainUntilTurn(double n) {
        double ms = modulator.tauN() * StrictMath.log(n / baseline);
        return n * tauBoth * -StrictMath.expm1(-ms / tauBoth)
                + baseline * tauC * StrictMath.expm1(-ms / eligibility.tauC());
    }
}

package io.dopaflow.analysis.verify;

import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.plasticity.Pairing;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import io.dopaflow.models.spiking.plasticity.Scaling;
import io.dopaflow.models.spiking.plasticity.SpikeTimingRule;
import java.util.Optional;

/**
 * One synapse that learns, simulated forward from event to event: every spike of both sides and every arrival of the modulator at its time, each trace decayed from
 * the event before. It shares the functions of the rule with the engines, and nothing else: no histories, no closed form over many events.
 *
 * <p>Events come in the order of time; at one time the postsynaptic spike first, then the modulator, scaling, the presynaptic spike.
 */
final class PlainSynapse {
    private static final double MS_PER_PS = 1e-9;
    private static final double SECONDS_PER_PS = 1e-12;
    private static final double MS_PER_SECOND = 1000;
    private static final long NEVER = Long.MIN_VALUE;

    private final Plasticity plasticity;
    private final SpikeTimingRule rule;
    private final PlainTrace pre;
    private final PlainTrace post;
    private final PlainTrace slowPre;
    private final PlainTrace slowPost;
    private final PlainTrace rate;
    private final PlainTrace modulator;
    private long lastPre = NEVER;
    private long lastPost = NEVER;

    // As they were before the postsynaptic spike at this very time.
    private long postBefore = NEVER;
    private double postTraceBefore;
    private long postTime = NEVER;

    private long now;
    private double weight;
    private double eligibility;
    private double largestEligibility;

    /**
     * At time 0.
     *
     * @param weight its size
     * @param tauN time constant of the modulator in ms; any without one
     */
    PlainSynapse(Plasticity plasticity, double weight, double tauN) {
        this.plasticity = plasticity;
        this.weight = weight;
        this.rule = plasticity.rule();
        this.pre = new PlainTrace(rule.tauPre());
        this.post = new PlainTrace(rule.tauPost());
        this.slowPre = new PlainTrace(rule.slowTauPre());
        this.slowPost = new PlainTrace(rule.slowTauPost());
        this.rate = new PlainTrace(plasticity.scaling().map(Scaling::tauRate).orElse(1.0));
        this.modulator = new PlainTrace(tauN);
    }

    /** It is replaced by one between cells that have had the same spikes. */
    void startAnew(double initial) {
        weight = initial;
        eligibility = 0;
        largestEligibility = 0;
        if (rule.pairing() == Pairing.PRE_CENTERED) {
            pre.set(now, 0);
        }
    }

    /** The size of the weight. */
    double weight() {
        return weight;
    }

    /** NaN without one. */
    double eligibility() {
        return plasticity.eligibility().isPresent() ? eligibility : Double.NaN;
    }

    /** The largest size that the eligibility had. */
    double largestEligibility() {
        return largestEligibility;
    }

    /** Lets time pass without events. */
    void passTo(long timePs) {
        Optional<Eligibility> learning = plasticity.eligibility();
        if (learning.isPresent() && timePs > now && eligibility != 0) {
            flow(learning.get(), timePs);
        }
        now = timePs;
    }

    /** w' = c (n - b): integrated to where n crosses b, and from there; on each side the weight goes one way. */
    private void flow(Eligibility learning, long timePs) {
        double tauC = learning.tauC();
        double tauN = modulator.tauMs();
        double b = learning.baseline();
        double n = modulator.at(now);
        double length = (timePs - now) * MS_PER_PS;
        double crossing = b != 0 && n / b > 1 ? tauN * StrictMath.log(n / b) : length;
        double first = Math.min(crossing, length);
        double both = 1 / (1 / tauC + 1 / tauN);
        weight = bounded(weight + eligibility * integral(n, b, both, tauC, 0, first));
        weight = bounded(weight + eligibility * integral(n, b, both, tauC, first, length));
        eligibility *= StrictMath.exp(-length / tauC);
    }

    /** Of (n exp(-s / tau_n) - b) exp(-s / tau_c), from one time to another. */
    private static double integral(double n, double b, double both, double tauC, double from, double to) {
        return n * both * decayed(both, from, to) - b * tauC * decayed(tauC, from, to);
    }

    private static double decayed(double tau, double from, double to) {
        return -StrictMath.exp(-from / tau) * StrictMath.expm1(-(to - from) / tau);
    }

    /** The modulator arrives now. */
    void arrive(double amount) {
        modulator.add(now, amount / modulator.tauMs());
    }

    /** All weights onto the neuron are scaled now. */
    void scale(long periodPs) {
        plasticity.scaling().ifPresent(law -> {
            double hertz = rate.at(now) * MS_PER_SECOND / law.tauRate();
            weight =
                    bounded(weight * StrictMath.exp(law.beta() * (law.target() - hertz) * (periodPs * SECONDS_PER_PS)));
        });
    }

    /** A postsynaptic spike now. */
    void post() {
        set(rule.atPost(value(), preTrace(), rule.slowTauPost() > 0 ? slowPost.at(now) : 0));
        postTraceBefore = post.at(now);
        postBefore = lastPost;
        postTime = now;
        post.add(now, 1);
        slowPost.add(now, 1);
        rate.add(now, 1);
        lastPost = now;
        if (rule.pairing() == Pairing.PRE_CENTERED) {
            pre.set(now, 0);
        }
    }

    private double preTrace() {
        return switch (rule.pairing()) {
            case ALL_TO_ALL, PRE_CENTERED -> pre.at(now);
            case NEAREST_SYMMETRIC -> nearest(lastPre, rule.tauPre());
            case NEAREST_RESTRICTED -> lastPost > lastPre ? 0 : nearest(lastPre, rule.tauPre());
        };
    }

    /** A presynaptic spike now. */
    void pre() {
        set(rule.atPre(value(), postTrace(), rule.slowTauPre() > 0 ? slowPre.at(now) : 0));
        pre.add(now, 1);
        slowPre.add(now, 1);
        lastPre = now;
    }

    private double postTrace() {
        boolean isTie = postTime == now;
        long latest = isTie ? postBefore : lastPost;
        return switch (rule.pairing()) {
            case ALL_TO_ALL -> isTie ? postTraceBefore : post.at(now);
            case NEAREST_SYMMETRIC, PRE_CENTERED -> nearest(latest, rule.tauPost());
            case NEAREST_RESTRICTED -> lastPre > latest ? 0 : nearest(latest, rule.tauPost());
        };
    }

    private double nearest(long spike, double tau) {
        return spike == NEVER ? 0 : StrictMath.exp(-(now - spike) * MS_PER_PS / tau);
    }

    private double value() {
        return plasticity.eligibility().isPresent() ? eligibility : weight;
    }

    private void set(double value) {
        if (plasticity.eligibility().isPresent()) {
            eligibility = value;
            largestEligibility = Math.max(largestEligibility, Math.abs(value));
        } else {
            weight = bounded(value);
        }
    }

    private double bounded(double value) {
        return Math.min(Math.max(value, plasticity.wMin()), plasticity.wMax());
    }
}

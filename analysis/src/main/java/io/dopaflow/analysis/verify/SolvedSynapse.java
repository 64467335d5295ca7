package io.dopaflow.analysis.verify;

import io.dopaflow.models.spiking.RewiredProjection;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.plasticity.Plasticity;
import java.util.List;
import java.util.Optional;

/** A life of a synapse that learns, solved again from the spikes of its two cells and the arrivals of its modulator. */
final class SolvedSynapse {
    private final Ends ends;
    private final Setting setting;
    private final long number;
    private final Plasticity plasticity;
    private final PlainSynapse synapse;
    private final LongQueue pres = new LongQueue();
    private final LongQueue posts = new LongQueue();
    private int nextJump;
    private long nextScaling;
    private long expected;
    private boolean isBorn;
    private long nextRewiring = Long.MAX_VALUE;
    private Optional<SynapseLives.Found> found = Optional.empty();

    /**
     * Where a synapse is in the network.
     *
     * @param id of it
     * @param projection its place in the network
     * @param life from when to when it has led from which cell
     * @param post its postsynaptic neuron
     * @param delayPs axonal and dendritic
     * @param weight that it starts from, with its sign
     */
    record Ends(long id, int projection, Life life, int post, long delayPs, double weight) {
        /** Its presynaptic cell. */
        int pre() {
            return life.pre();
        }

        /** The same in another of its lives. */
        Ends of(Life other) {
            return new Ends(id, projection, other, post, delayPs, weight);
        }
    }

    /**
     * What the synapses of a projection have in common.
     *
     * @param plasticity how they learn; nothing if they do not
     * @param axonalPs part of the delay
     * @param sign of weights
     * @param tauN time constant of the modulator in ms; any without one
     * @param released of the modulator; nothing without one
     * @param scalingPs from one scaling to the next
     * @param probes of the projection
     * @param plannedPs the planned end of the run
     * @param rewired the projection, if its synapses are replaced
     * @param lives of all synapses
     */
    record Setting(
            Optional<Plasticity> plasticity,
            long axonalPs,
            double sign,
            double tauN,
            ReleasedAmounts released,
            long scalingPs,
            List<SynapseProbe> probes,
            long plannedPs,
            Optional<RewiredProjection> rewired,
            SynapseLives lives) {}

    /**
     * At time 0.
     *
     * @param number of the synapse in its projection, by which probes know it
     */
    SolvedSynapse(Ends ends, Setting setting, long number) {
        this.ends = ends;
        this.setting = setting;
        this.number = number;
        this.plasticity = setting.plasticity.orElseThrow();
        this.synapse = new PlainSynapse(plasticity, Math.abs(ends.weight), setting.tauN);
        this.nextScaling = setting.scalingPs;
        this.expected = nextLook(ends.life.fromPs());
        this.isBorn = ends.life.bornPs() < 0;
        setting.rewired.ifPresent(of -> nextRewiring = setting.lives.next(of, Math.max(0, ends.life.fromPs())));
    }

    Ends ends() {
        return ends;
    }

    private long nextLook(long after) {
        return setting.probes.stream()
                .filter(probe -> probe.looksAt(number))
                .mapToLong(probe -> probe.next(after, setting.plannedPs))
                .filter(ends.life::has)
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** When the next weight of it was to be recorded. */
    long expected() {
        return expected;
    }

    /** A weight at a time was seen. */
    void seen(long timePs) {
        expected = nextLook(timePs);
    }

    /** Its presynaptic cell has emitted a spike. */
    void preSpiked(long timePs) {
        pres.add(timePs + setting.axonalPs);
    }

    /** Its postsynaptic neuron has. */
    void postSpiked(long timePs) {
        posts.add(timePs + ends.delayPs - setting.axonalPs);
    }

    /** What was wrong first of being replaced or not. */
    Optional<SynapseLives.Found> found() {
        return found;
    }

    /** Lets everything happen up to a time, it included, or up to its end. All spikes emitted up to then have been told. */
    void advance(long untilPs) {
        long until = Math.min(untilPs, ends.life.toPs());
        if (!isBorn && ends.life.bornPs() <= until) {
            go(ends.life.bornPs());
            synapse.startAnew(setting.rewired.orElseThrow().rule().initial());
            isBorn = true;
        }
        setting.rewired.ifPresent(of -> {
            while (nextRewiring <= ends.life.toPs()
                    && nextRewiring < Long.MAX_VALUE
                    && of.judgedPs(nextRewiring) <= until) {
                go(of.judgedPs(nextRewiring));
                judge(of);
                nextRewiring = setting.lives.next(of, nextRewiring);
            }
        });
        go(until);
    }

    private void judge(RewiredProjection of) {
        long timePs = nextRewiring;
        if (found.isEmpty()) {
            found = setting.lives
                    .judge(of, ends.id, timePs, timePs == ends.life.toPs(), synapse.weight(), weightTolerance())
                    .map(words -> new SynapseLives.Found(timePs, words));
        }
    }

    private void go(long untilPs) {
        while (true) {
            long modulator = setting.released.timePs(nextJump);
            long next = Math.min(Math.min(pres.peek(), posts.peek()), Math.min(modulator, nextScaling));
            if (next > untilPs) {
                break;
            }
            synapse.passTo(next);
            if (posts.peek() == next) {
                synapse.post();
                posts.remove();
            }
            if (modulator == next) {
                synapse.arrive(setting.released.amount(nextJump++));
            }
            if (nextScaling == next) {
                synapse.scale(setting.scalingPs);
                nextScaling += setting.scalingPs;
            }
            if (pres.peek() == next) {
                synapse.pre();
                pres.remove();
            }
        }
        synapse.passTo(untilPs);
    }

    /** Its weight, with its sign. */
    double weight() {
        return setting.sign * synapse.weight();
    }

    /** Its eligibility; NaN without one. */
    double eligibility() {
        return synapse.eligibility();
    }

    /** How far a weight may be off. */
    double weightTolerance() {
        return WeightVerifier.TOLERANCE * plasticity.wMax();
    }

    /** How far an eligibility may be off. */
    double eligibilityTolerance() {
        return WeightVerifier.TOLERANCE * synapse.largestEligibility();
    }
}

package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseProbe;
import java.util.Arrays;
import java.util.List;

/**
 * A synapse that learns or uses resources. It lies a dendritic delay before its postsynaptic neuron: so it goes through a window when it has heard what its presynaptic cell
 * emitted up to its end, what its postsynaptic neuron emitted up to the window before, and what its modulator brings; and then tells the postsynaptic neuron what
 * arrives of the spikes that have reached it.
 */
final class SynapseActor extends WindowActor<SynapseActor.Message> {
    private static final int AHEAD = 2 * Windows.STRETCH + 2;
    private static final long[] NONE = {};
    private static final double[] NO_WEIGHTS = {};

    /** What a synapse is told. */
    sealed interface Message permits CellActor.Spikes, CellActor.Grant, Modulated {}

    /**
     * What arrives of the modulator in a window.
     *
     * @param timesPs ascending
     * @param amounts of each
     */
    record Modulated(long window, long[] timesPs, double[] amounts) implements Message {}

    /**
     * Where the synapse stands.
     *
     * @param id the actor's number
     * @param projection its place in the network
     * @param number of the synapse within the projection
     * @param synapse its id
     * @param pre the presynaptic cell
     * @param post the postsynaptic neuron
     * @param order of what it transmits among what arrives there
     */
    record Ends(int id, int projection, int number, long synapse, int pre, int post, long order) {}

    private final Ends ends;
    private final LearningSynapse synapse;
    private final boolean isModulated;
    private final List<SynapseProbe> probes;
    private final long unit;

    // By window, in rings.
    private final long[][] pre = new long[AHEAD][];
    private final long[][] post = new long[AHEAD][];
    private final Modulated[] modulated = new Modulated[AHEAD];
    private final boolean[] hasPre = new boolean[AHEAD];
    private final boolean[] hasPost = new boolean[AHEAD];
    private final boolean[] hasModulated = new boolean[AHEAD];

    private final LearningSynapse.Sink sink = this::transmit;
    private long[] arrivals = new long[2];
    private double[] weights = new double[2];
    private int transmitted;
    private long heardPost = -1;

    SynapseActor(NetworkContext run, Ends ends, LearningSynapse synapse, boolean isModulated) {
        super(run);
        this.ends = ends;
        this.synapse = synapse;
        this.isModulated = isModulated;
        SpikingNetwork network = run.simulation().network();
        this.unit = network.time().unitPs();
        this.probes = run.simulation().plan().synapses().stream()
                .filter(probe -> probe.projection() == ends.projection && probe.looksAt(ends.number))
                .toList();
        Arrays.fill(pre, NONE);
        Arrays.fill(post, NONE);
        Arrays.fill(modulated, new Modulated(-1, NONE, new double[0]));
    }

    @Override
    String name() {
        SpikingNetwork network = run().simulation().network();
        return "synapse " + network.nameOf(ends.pre) + "->" + network.nameOf(ends.post);
    }

    @Override
    void take(Message message) {
        if (message instanceof CellActor.Spikes spikes) {
            int slot = (int) (spikes.window() % AHEAD);
            // A cell may be at both ends.
            if (spikes.source() == ends.pre) {
                pre[slot] = spikes.timesPs();
                hasPre[slot] = true;
            }
            if (spikes.source() == ends.post) {
                post[slot] = spikes.timesPs();
                hasPost[slot] = true;
            }
        } else if (message instanceof Modulated some) {
            int slot = (int) (some.window % AHEAD);
            modulated[slot] = some;
            hasModulated[slot] = true;
        }
    }

    @Override
    boolean canGo() {
        int slot = (int) (window() % AHEAD);
        return hasPre[slot] && (!isModulated || hasModulated[slot]) && hearsPost(window() - 1);
    }

    /** Takes what the postsynaptic neuron has emitted in a window, if it has been told. */
    private boolean hearsPost(long of) {
        if (of <= heardPost) {
            return true;
        }
        int slot = (int) (of % AHEAD);
        if (!hasPost[slot]) {
            return false;
        }
        for (long time : post[slot]) {
            synapse.heardPost(time / unit);
        }
        hasPost[slot] = false;
        heardPost = of;
        return true;
    }

    @Override
    void go() {
        int slot = (int) (window() % AHEAD);
        for (long time : pre[slot]) {
            synapse.heardPre(time / unit);
        }
        hasPre[slot] = false;
        Modulated some = modulated[slot];
        if (isModulated) {
            for (int i = 0; i < some.timesPs.length; i++) {
                synapse.heardModulator(some.timesPs[i] / unit, some.amounts[i]);
            }
            hasModulated[slot] = false;
        }
        long after = run().windows().after(window());
        long until = run().windows().until(window());
        transmitted = 0;
        synapse.advance(until / unit, sink);
        look(after, until);
        synapse.reach();
        run().actors()
                .tell(
                        ends.post,
                        new CellActor.Arriving(
                                window(),
                                ends.order,
                                transmitted == 0 ? NONE : Arrays.copyOf(arrivals, transmitted),
                                transmitted == 0 ? NO_WEIGHTS : Arrays.copyOf(weights, transmitted)));
    }

    /** It need not report: no cell goes on without it. */
    @Override
    void hasGone() {}

    private void transmit(long arrival, double weight) {
        if (transmitted == arrivals.length) {
            arrivals = Arrays.copyOf(arrivals, 2 * transmitted);
            weights = Arrays.copyOf(weights, 2 * transmitted);
        }
        arrivals[transmitted] = arrival * unit;
        weights[transmitted++] = weight;
    }

    private void look(long after, long until) {
        long end = run().simulation().network().durationPs();
        for (SynapseProbe probe : probes) {
            for (long at = probe.next(after, end); at <= until; at = probe.next(at, end)) {
                double weight = synapse.weight(at / unit);
                run().simulation().recorder().synapse(at, ends.synapse, weight, synapse.eligibility());
            }
        }
    }

    /** The state holds what the postsynaptic neuron has emitted so far. */
    @Override
    boolean knowsState() {
        return hearsPost(window() - 1);
    }

    @Override
    NetworkGuardian.Told state() {
        return new NetworkGuardian.SynapseState(ends, window(), synapse.state());
    }
}

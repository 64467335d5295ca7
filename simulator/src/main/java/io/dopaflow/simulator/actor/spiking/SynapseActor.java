package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SynapseProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A synapse that learns or uses resources. It lies a dendritic delay before its postsynaptic neuron: so it goes through a window when it has heard what its presynaptic cell
 * emitted up to its end, what its postsynaptic neuron emitted up to the window before, and what its modulator brings; and then tells the postsynaptic neuron what
 * arrives of the spikes that have reached it.
 */
final class SynapseActor extends WindowActor<SynapseActor.Message> {
    private static final long[] NONE = {};
    private static final double[] NO_WEIGHTS = {};

    /** What a synapse is told. */
    sealed interface Message permits CellActor.Spikes, CellActor.Course, CellActor.Grant, Modulated {}

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

    // What it has been told, a bit a window: there are many synapses, and most messages tell that nothing happened.
    private long toldPre;
    private long toldPost;
    private long toldModulated;
    private final List<CellActor.Spikes> pre = new ArrayList<>(0);
    private final List<CellActor.Spikes> post = new ArrayList<>(0);
    private final List<CellActor.Course> courses = new ArrayList<>(0);
    private final List<Modulated> modulated = new ArrayList<>(0);

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
    }

    @Override
    String name() {
        SpikingNetwork network = run().simulation().network();
        return "synapse " + network.nameOf(ends.pre) + "->" + network.nameOf(ends.post);
    }

    @Override
    void take(Message message) {
        if (message instanceof CellActor.Spikes spikes) {
            // A cell may be at both ends.
            if (spikes.source() == ends.pre) {
                toldPre |= bit(spikes.window());
                keep(pre, spikes, spikes.timesPs());
            }
            if (spikes.source() == ends.post && !synapse.hearsCourse()) {
                toldPost |= bit(spikes.window());
                keep(post, spikes, spikes.timesPs());
            }
        } else if (message instanceof CellActor.Course some) {
            toldPost |= bit(some.window());
            courses.add(some);
        } else if (message instanceof Modulated some) {
            toldModulated |= bit(some.window);
            keep(modulated, some, some.timesPs);
        }
    }

    /** Nobody is as many windows ahead as a number has bits. */
    private static long bit(long window) {
        return 1L << (window % Long.SIZE);
    }

    private static <T> void keep(List<T> kept, T message, long[] timesPs) {
        if (timesPs.length > 0) {
            kept.add(message);
        }
    }

    /** Takes out what a cell emitted in a window; it tells of each window once. */
    private static Optional<CellActor.Spikes> takeOut(List<CellActor.Spikes> kept, long of) {
        for (int i = 0; i < kept.size(); i++) {
            if (kept.get(i).window() == of) {
                return Optional.of(kept.remove(i));
            }
        }
        return Optional.empty();
    }

    @Override
    boolean canGo() {
        long bit = bit(window());
        return (toldPre & bit) != 0 && (!isModulated || (toldModulated & bit) != 0) && hearsPost(window() - 1);
    }

    /** Takes what the postsynaptic neuron has emitted in a window, if it has been told. */
    private boolean hearsPost(long of) {
        if (of <= heardPost) {
            return true;
        }
        if ((toldPost & bit(of)) == 0) {
            return false;
        }
        takeOut(post, of).ifPresent(spikes -> {
            for (long time : spikes.timesPs()) {
                synapse.heardPost(time / unit);
            }
        });
        for (int i = 0; i < courses.size(); i++) {
            if (courses.get(i).window() == of) {
                synapse.heardCourse(courses.remove(i--).stretches());
            }
        }
        if (synapse.followsPost()) {
            look(run().windows().after(of), run().windows().until(of));
        }
        synapse.heardAllPost(run().windows().until(of) / unit);
        toldPost &= ~bit(of);
        heardPost = of;
        return true;
    }

    @Override
    void go() {
        takeOut(pre, window()).ifPresent(spikes -> {
            for (long time : spikes.timesPs()) {
                synapse.heardPre(time / unit);
            }
        });
        toldPre &= ~bit(window());
        for (int i = 0; i < modulated.size(); i++) {
            if (modulated.get(i).window == window()) {
                Modulated some = modulated.remove(i--);
                for (int k = 0; k < some.timesPs.length; k++) {
                    synapse.heardModulator(some.timesPs[k] / unit, some.amounts[k]);
                }
            }
        }
        toldModulated &= ~bit(window());
        long after = run().windows().after(window());
        long until = run().windows().until(window());
        transmitted = 0;
        synapse.advance(until / unit, sink);
        if (!synapse.followsPost()) {
            look(after, until);
        }
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

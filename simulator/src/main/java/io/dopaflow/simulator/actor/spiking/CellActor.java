package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.ActivityBound;
import io.dopaflow.models.spiking.Arrivals;
import io.dopaflow.models.spiking.Cell;
import io.dopaflow.models.spiking.Looks;
import io.dopaflow.models.spiking.SpikeDigest;
import io.dopaflow.models.spiking.episode.StretchEnd;
import io.dopaflow.models.spiking.episode.Stretches;
import java.util.Arrays;

/**
 * A neuron, or a cell whose spikes are given. It goes through a window when all cells that project to it have told what they emitted in
 * the one before, and then tells those that it projects to. It is never more than two stretches ahead of the last one, so that what
 * waits for an actor is bounded.
 */
final class CellActor extends WindowActor<CellActor.Message> {
    private static final long[] NO_SPIKES = {};

    /** What a cell is told. */
    sealed interface Message permits Spikes, Arriving, Grant {}

    /**
     * What a cell has emitted in a window.
     *
     * @param source the cell
     * @param window its number
     * @param timesPs ascending; empty for a window without spikes
     */
    record Spikes(int source, long window, long[] timesPs)
            implements Message, SynapseActor.Message, ModulatorActor.Message {}

    /**
     * How a neuron has gone through a window, for synapses that learn from rewards of episodes. No one changes it any more.
     *
     * @param window its number
     */
    record Course(long window, Stretches stretches) implements SynapseActor.Message {}

    /**
     * What arrives through a synapse that learns, of the spikes that have reached it in a window.
     *
     * @param window its number
     * @param order of the synapse among all
     * @param timesPs of arrival
     * @param weights of each
     */
    record Arriving(long window, long order, long[] timesPs, double[] weights) implements Message {}

    /**
     * An actor may go on.
     *
     * @param before through which window it may go already; -1 for the first grant
     * @param last through this window, and no further before another grant
     * @param tellState the window after which the state is to be told, beside the last of all; -1 for none
     */
    record Grant(long before, long last, long tellState)
            implements Message, SynapseActor.Message, ModulatorActor.Message {}

    private final int id;
    private final int group;
    private final Cell cell;
    private final FanIn fanIn;
    private final Axons axons;
    private final Looks looks;
    private final boolean isRecorded;
    private final LateTimes late;
    private final Arrivals arrivals = new Arrivals();
    private final int[] heard;

    /** Messages a window that its synapses send, and are sent by modulators. */
    private final int messagesOfSynapses;

    private final int[] scored;
    private final Cell.SpikeSink sink = new Cell.SpikeSink() {
        @Override
        public void spike(long timePs) {
            emit(timePs);
        }

        @Override
        public void stretch(long fromPs, long toPs, double factor, double decay, StretchEnd end) {
            stretches.add(fromPs, toPs, factor, decay, end);
        }
    };
    private Stretches stretches = new Stretches();

    private long[] emitted = NO_SPIKES;
    private int emittedCount;
    private long digest;

    // Since the last report.
    private int[] activity;
    private int spikes;
    private long events;
    private int messages;

    // Up to the last report.
    private long allSpikes;
    private long allEvents;
    private long allMessages;

    CellActor(NetworkContext run, int id, int group, Cell cell, FanIn fanIn, Axons axons, Looks looks) {
        super(run);
        this.id = id;
        this.group = group;
        this.cell = cell;
        this.fanIn = fanIn;
        this.axons = axons;
        this.looks = looks;
        this.isRecorded = run.simulation().plan().spikes().get(id);
        this.digest = run.simulation().start().digests()[id];
        this.late = new LateTimes(run.longestDelay());
        if (!run.lateSpikes().isEmpty()) {
            for (long time : run.lateSpikes().of(id)) {
                late.add(time);
            }
            fanIn.add(run.lateSpikes(), run.windows().from(), arrivals);
        }
        for (FanIn.Learning synapse : fanIn.learning()) {
            synapse.synapse()
                    .underWay((arrival, weight) -> arrivals.add(
                            arrival * run.simulation().network().time().unitPs(), synapse.order(), weight));
        }
        this.messagesOfSynapses = fanIn.messages();
        this.scored = fanIn.scored();
        // From the window before that which the last cell is in, to the last one that is granted.
        this.heard = new int[fanIn.sources() == 0 ? 1 : 2 * Windows.STRETCH + 1];
        this.activity = new int[stretchesOf(0)];
    }

    @Override
    String name() {
        return "neuron " + run().simulation().network().nameOf(id);
    }

    @Override
    void take(Message message) {
        if (message instanceof Spikes spikes) {
            heard[(int) (spikes.window % heard.length)]++;
            if (spikes.timesPs.length > 0) {
                fanIn.add(spikes.source, spikes.timesPs, run().windows().from(), arrivals);
            }
        } else if (message instanceof Arriving arriving) {
            heard[(int) (arriving.window % heard.length)]++;
            for (int i = 0; i < arriving.timesPs.length; i++) {
                arrivals.add(arriving.timesPs[i], arriving.order, arriving.weights[i]);
            }
        }
    }

    /** In the first window nothing of this run can have reached it. */
    @Override
    boolean canGo() {
        return window() == 0 || heard[(int) ((window() - 1) % heard.length)] == fanIn.sources();
    }

    @Override
    void go() {
        if (window() > 0) {
            heard[(int) ((window() - 1) % heard.length)] = 0;
        }
        long until = run().windows().until(window());
        emittedCount = 0;
        if (scored.length > 0) {
            stretches = new Stretches();
        }
        int waiting = arrivals.waiting();
        long own = cell.ownArrivals();
        goOn(until);
        events += waiting - arrivals.waiting() + cell.ownArrivals() - own;
        tell();
    }

    private void goOn(long until) {
        long synapses = nextLookAtRewarded(run().windows().after(window()));
        while (Math.min(looks.next(), synapses) <= until) {
            long look = Math.min(looks.next(), synapses);
            cell.advance(look, arrivals, sink);
            if (look == looks.next()) {
                looks.look(id, cell::value, run().simulation().recorder());
            }
            if (look == synapses) {
                cell.tellSynapses(look, sink);
                synapses = nextLookAtRewarded(look);
            }
        }
        cell.advance(until, arrivals, sink);
    }

    private long nextLookAtRewarded(long after) {
        return scored.length == 0
                ? Long.MAX_VALUE
                : run().simulation()
                        .plan()
                        .nextLookAtRewarded(run().simulation().network(), group, after);
    }

    @Override
    void hasGone() {
        if (window() % Windows.STRETCH == 0 || window() > run().windows().last()) {
            report();
        }
    }

    private void emit(long timePs) {
        if (emittedCount == emitted.length) {
            emitted = Arrays.copyOf(emitted, Math.max(2, 2 * emittedCount));
        }
        emitted[emittedCount++] = timePs;
        digest = SpikeDigest.with(digest, timePs);
        late.add(timePs);
        axons.spiked(timePs);
        activity[(int) (timePs / ActivityBound.STRETCH - stretch(window() - window() % Windows.STRETCH))]++;
    }

    private void tell() {
        if (emittedCount > 0 && isRecorded) {
            int[] cells = new int[emittedCount];
            Arrays.fill(cells, id);
            run().simulation().recorder().spikes(emitted, cells, emittedCount);
        }
        spikes += emittedCount;
        Spikes told = new Spikes(id, window(), emittedCount == 0 ? NO_SPIKES : Arrays.copyOf(emitted, emittedCount));
        int end = run().hearers().from(id + 1);
        for (int place = run().hearers().from(id); place < end; place++) {
            run().actors().tell(run().hearers().at(place), told);
        }
        if (scored.length > 0) {
            Course course = new Course(window(), stretches);
            for (int synapse : scored) {
                run().actors().tellSynapse(synapse, course);
            }
            messages += scored.length;
        }
        messages += end - run().hearers().from(id) + run().actors().tellOthers(id, group, told) + messagesOfSynapses;
    }

    private void report() {
        axons.reach(run().windows().until(window() - 1));
        long first = window() - activityWindows();
        run().guardian()
                .tell(new NetworkGuardian.Report(group, window(), stretch(first), activity, spikes, events, messages));
        activity = new int[stretchesOf(window())];
        allSpikes += spikes;
        allEvents += events;
        allMessages += messages;
        spikes = 0;
        events = 0;
        messages = 0;
    }

    /** Windows since the last report. */
    private long activityWindows() {
        return (window() - 1) % Windows.STRETCH + 1;
    }

    /** The stretch of the activity bound in which a window begins. */
    private long stretch(long of) {
        return Math.max(run().windows().after(of), 0) / ActivityBound.STRETCH;
    }

    /** How many of them the windows up to the next report are in. */
    private int stretchesOf(long from) {
        long last = Math.min(from + Windows.STRETCH - 1, run().windows().last());
        return from > last ? 0 : (int) (run().windows().until(last) / ActivityBound.STRETCH - stretch(from)) + 1;
    }

    @Override
    boolean knowsState() {
        return true;
    }

    @Override
    NetworkGuardian.Told state() {
        long until = run().windows().until(window() - 1);
        return new NetworkGuardian.State(
                id,
                window(),
                cell.state(),
                digest,
                late.at(until),
                allSpikes,
                allEvents,
                allMessages,
                axons.states(until));
    }
}

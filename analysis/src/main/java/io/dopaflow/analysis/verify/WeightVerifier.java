package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleConsumer;

/**
 * Recomputes the recorded weights of synapses that learn, and their eligibilities, from recorded spikes and released modulators alone, each synapse forward in
 * time by itself ({@link PlainSynapse}). They must agree to {@link #TOLERANCE} of Wmax, eligibilities to as much of their largest size so far. What was
 * released must follow from recorded spikes and scripts. Synapses that were replaced are recomputed life by life: they must have been weak, and others not, and the new presynaptic cells
 * must be those that are drawn.
 */
public final class WeightVerifier {
    /** The share of Wmax by which a weight may be off. */
    public static final double TOLERANCE = 1e-12;

    /** The same in words. */
    public static final String TOLERANCE_IN_WORDS = "1e-12 of Wmax";

    /** Synapses that go through the run together; it bounds the memory. */
    private static final int BATCH = 100_000;

    /** Synapses go on together at least so far, in ps. */
    private static final long STRIDE = 500 * VirtualTime.PICOSECONDS_PER_MILLISECOND;

    private final SpikingRunReader run;
    private final SpikingNetwork network;
    private final SpikingPlan plan;
    private Optional<String> disagreement = Optional.empty();
    private long disagreesAt = Long.MAX_VALUE;
    private long compared;

    /**
     * A verifier of a run that has ended.
     *
     * @param network that the run's scenario describes
     * @param plan of what it records
     */
    public WeightVerifier(SpikingRunReader run, SpikingNetwork network, SpikingPlan plan) {
        this.run = run;
        this.network = network;
        this.plan = plan;
    }

    /** Whether there is anything of a network to verify. */
    public static boolean applies(SpikingNetwork network) {
        return !network.modulators().isEmpty()
                || network.projections().stream()
                        .anyMatch(projection -> projection.model().learns());
    }

    /**
     * Verifies.
     *
     * @param most synapses that are recomputed, at least 1; spread evenly
     * @param progress told the share that is done
     */
    public WeightVerification verify(long most, DoubleConsumer progress) {
        ReleaseCheck released = new ReleaseCheck(run, network, plan);
        released.check();
        EpisodeWeights ofEpisodes = new EpisodeWeights(run, network, plan);
        ofEpisodes.verify(progress);
        SynapseLives lives = new SynapseLives(run, network);
        LearningSynapses synapses = new LearningSynapses(network, plan, lives);
        List<SolvedSynapse> chosen = synapses.sample(most, released);
        for (int from = 0; from < chosen.size(); from += BATCH) {
            int to = Math.min(from + BATCH, chosen.size());
            double done = (double) from / chosen.size();
            double share = (double) (to - from) / chosen.size();
            solve(chosen.subList(from, to), part -> progress.accept(done + share * part));
        }
        List<String> notes = new ArrayList<>(synapses.notes());
        notes.addAll(released.notes());
        notes.addAll(ofEpisodes.notes());
        // Where nobody was replaced who should have been, later draws are others as well.
        lives.found().filter(found -> found.timePs() < disagreesAt).ifPresent(found -> {
            disagreesAt = found.timePs();
            disagreement = Optional.of(found.words());
        });
        return new WeightVerification(
                chosen.stream().map(synapse -> synapse.ends().id()).distinct().count(),
                synapses.recorded(),
                compared,
                ofEpisodes.compared(),
                EpisodeWeights.tolerance(network),
                released.events(),
                released.disagreement().or(ofEpisodes::disagreement).or(() -> disagreement),
                notes);
    }

    private void solve(List<SolvedSynapse> batch, DoubleConsumer progress) {
        Map<Integer, List<SolvedSynapse>> byPre = new HashMap<>();
        Map<Integer, List<SolvedSynapse>> byPost = new HashMap<>();
        Map<Long, List<SolvedSynapse>> byId = new HashMap<>();
        BitSet heard = new BitSet();
        for (SolvedSynapse synapse : batch) {
            SolvedSynapse.Ends ends = synapse.ends();
            byPre.computeIfAbsent(ends.pre(), cell -> new ArrayList<>()).add(synapse);
            byPost.computeIfAbsent(ends.post(), cell -> new ArrayList<>()).add(synapse);
            byId.computeIfAbsent(ends.id(), id -> new ArrayList<>()).add(synapse);
            heard.set(ends.pre());
            heard.set(ends.post());
        }
        RecordedWeights rows = new RecordedWeights(
                run.weights(),
                batch.get(0).ends().id(),
                batch.get(batch.size() - 1).ends().id() + 1);
        long end = run.endPs();
        long[] reached = {0};
        run.spikes(run.everything().of(heard), (time, cell) -> {
            compare(rows, time, byId);
            if (time - reached[0] > STRIDE) {
                // Whatever happens before a spike comes of earlier ones.
                batch.forEach(synapse -> synapse.advance(time - 1));
                reached[0] = time;
                progress.accept((double) time / end);
            }
            byPre.getOrDefault(cell, List.of()).forEach(synapse -> synapse.preSpiked(time));
            byPost.getOrDefault(cell, List.of()).forEach(synapse -> synapse.postSpiked(time));
        });
        compare(rows, Long.MAX_VALUE, byId);
        batch.forEach(synapse -> {
            missing(synapse, end);
            synapse.advance(end);
            synapse.found().ifPresent(found -> disagree(synapse, found.timePs(), found.words()));
        });
    }

    private void compare(RecordedWeights rows, long before, Map<Long, List<SolvedSynapse>> byId) {
        while (rows.isBefore(before)) {
            RecordedWeights.Row row = rows.take();
            byId.getOrDefault(row.synapse(), List.of()).stream()
                    .filter(synapse -> synapse.ends().life().has(row.timePs()))
                    .forEach(synapse -> compare(row, synapse));
        }
    }

    private void compare(RecordedWeights.Row row, SolvedSynapse synapse) {
        missing(synapse, row.timePs() - 1);
        synapse.advance(row.timePs());
        synapse.seen(row.timePs());
        compared++;
        if (isOff(row.weight(), synapse.weight(), synapse.weightTolerance())) {
            disagree(synapse, row.timePs(), recorded("weight", row.weight(), synapse.weight()));
        } else if (Double.isNaN(row.eligibility()) != Double.isNaN(synapse.eligibility())
                || isOff(row.eligibility(), synapse.eligibility(), synapse.eligibilityTolerance())) {
            disagree(synapse, row.timePs(), recorded("eligibility", row.eligibility(), synapse.eligibility()));
        }
    }

    private static boolean isOff(double recorded, double follows, double tolerance) {
        return Math.abs(recorded - follows) > tolerance;
    }

    private static String recorded(String what, double value, double follows) {
        return "the " + what + " " + value + " was recorded, from spikes it is " + follows;
    }

    /** Says so where a weight was to be recorded up to a time and was not. */
    private void missing(SolvedSynapse synapse, long untilPs) {
        if (synapse.expected() <= untilPs) {
            disagree(synapse, synapse.expected(), "no weight was recorded");
        }
    }

    private void disagree(SolvedSynapse synapse, long timePs, String words) {
        if (timePs < disagreesAt) {
            disagreesAt = timePs;
            SolvedSynapse.Ends ends = synapse.ends();
            disagreement = Optional.of("synapse " + ends.id() + " ("
                    + network.projections().get(ends.projection()).name() + ": " + network.nameOf(ends.pre()) + " to "
                    + network.nameOf(ends.post()) + ") at " + VirtualTime.toMilliseconds(timePs) + " ms: " + words);
        }
    }
}

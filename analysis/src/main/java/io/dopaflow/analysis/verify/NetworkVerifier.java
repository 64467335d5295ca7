package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.NetworkCells;
import io.dopaflow.analysis.run.NetworkDigest;
import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.spiking.CellGroup;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.neuron.NeuronState;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.DoubleConsumer;

/**
 * Solves neurons of a recorded run again, each alone: its parameters, start and random input are drawn anew from the scenario,
 * and what other cells send it is taken from their recorded spikes, through synapses that change as the model says. Its spikes must be those that were recorded, to the picosecond.
 * Where all cells are solved again, the digest follows as well.
 */
public final class NetworkVerifier {
    /** Cells go on together at least so far, in ps. */
    private static final long STRIDE = VirtualTime.PICOSECONDS_PER_MILLISECOND;

    private final SpikingRunReader run;
    private final SpikingNetwork network;
    private final SpikingPlan plan;

    /**
     * A verifier of a run that has ended.
     *
     * @param network that the run's scenario describes
     * @param plan of what it records
     */
    public NetworkVerifier(SpikingRunReader run, SpikingNetwork network, SpikingPlan plan) {
        this.run = run;
        this.network = network;
        this.plan = plan;
    }

    /**
     * Verifies.
     *
     * @param most neurons that are solved again, at least 1; spread evenly
     * @param progress told the share that is done
     */
    public NetworkVerification verify(int most, DoubleConsumer progress) {
        Optional<String> other = description();
        int[] possible = possible().stream().toArray();
        List<String> notes = new ArrayList<>();
        if (possible.length < network.cells()) {
            notes.add("of " + (network.cells() - possible.length) + " neurons not all inputs, or not they themselves,"
                    + " were recorded; record.spikes: all keeps them");
        }
        int sample = Math.min(most, possible.length);
        if (other.isPresent() || sample == 0) {
            return new NetworkVerification(0, possible.length, 0, other, false, notes);
        }
        RecordedModulators modulators = RecordedModulators.of(run, network);
        SynapseLives lives = new SynapseLives(run, network);
        List<SolvedCell> cells = new ArrayList<>();
        for (int i = 0; i < sample; i++) {
            cells.add(
                    new SolvedCell(network, possible[(int) ((long) i * possible.length / sample)], modulators, lives));
        }
        solve(cells, progress);
        return compare(cells, possible.length, notes);
    }

    private Optional<String> description() {
        List<NetworkCells.Group> recorded = run.cells().groups();
        boolean same = recorded.size() == network.groups().size();
        for (int g = 0; same && g < recorded.size(); g++) {
            CellGroup group = network.groups().get(g);
            same = recorded.get(g).name().equals(group.name())
                    && recorded.get(g).size() == group.size();
        }
        return same ? Optional.empty() : Optional.of("neurons.parquet: the populations are not those of scenario.yaml");
    }

    /** The cells of which spikes and all inputs were recorded. */
    private BitSet possible() {
        BitSet possible = (BitSet) plan.spikes().clone();
        for (Projection projection : network.projections()) {
            int source = network.first(projection.from());
            int end = network.first(projection.from() + 1);
            if (plan.spikes().nextClearBit(source) < end) {
                possible.clear(network.first(projection.to()), network.first(projection.to() + 1));
            }
        }
        return possible;
    }

    private void solve(List<SolvedCell> cells, DoubleConsumer progress) {
        Map<Integer, SolvedCell> own = new HashMap<>();
        Map<Integer, List<Runner>> bySource = new HashMap<>();
        BitSet heard = new BitSet();
        for (SolvedCell cell : cells) {
            own.put(cell.id(), cell);
            heard.set(cell.id());
            for (SolvedCell.Synapse synapse : cell.synapses()) {
                heard.set(synapse.source());
                bySource.computeIfAbsent(synapse.source(), source -> new ArrayList<>())
                        .add(new Runner(cell, synapse));
            }
        }
        long end = run.endPs();
        long unit = network.time().unitPs();
        long[] reached = {-1};
        run.spikes(run.everything().of(heard), (time, source) -> {
            // All that arrives up to a spike comes of earlier ones.
            if (time - reached[0] > STRIDE) {
                reached[0] = time / unit * unit;
                cells.forEach(cell -> cell.advance(reached[0], time));
                progress.accept((double) time / end);
            }
            bySource.getOrDefault(source, List.of()).forEach(runner -> runner.cell.hear(runner.synapse, time));
            Optional.ofNullable(own.get(source)).ifPresent(cell -> cell.hasSpiked(time));
        });
        cells.forEach(cell -> cell.advance(end, Long.MAX_VALUE));
    }

    /** A synapse and its cell. */
    private record Runner(SolvedCell cell, SolvedCell.Synapse synapse) {}

    private NetworkVerification compare(List<SolvedCell> cells, int possible, List<String> notes) {
        long spikes = 0;
        long first = Long.MAX_VALUE;
        Optional<String> disagreement = Optional.empty();
        for (SolvedCell cell : cells) {
            SolvedCell.Trains trains = cell.trains();
            spikes += trains.recorded().length;
            OptionalLong parting = trains.parting();
            if (parting.isPresent() && parting.getAsLong() < first) {
                first = parting.getAsLong();
                disagreement = Optional.of(words(cell, trains, first));
            }
        }
        boolean all = cells.size() == network.cells() && !WeightVerifier.applies(network);
        if (all && disagreement.isEmpty()) {
            String digest = digest(cells);
            String found = run.manifest().digest().orElse("none");
            if (!digest.equals(found)) {
                disagreement = Optional.of("manifest.json: the digest is " + found + ", solved again it is " + digest);
            }
        } else if (WeightVerifier.applies(network)) {
            notes.add("the digest is not compared, as it has every bit of what synapses learnt, and weights are"
                    + " recomputed to a tolerance");
        } else if (!all) {
            notes.add("the digest needs all neurons; --all solves them all");
        }
        return new NetworkVerification(cells.size(), possible, spikes, disagreement, all, notes);
    }

    private String words(SolvedCell cell, SolvedCell.Trains trains, long timePs) {
        boolean isRecorded = Arrays.binarySearch(trains.recorded(), timePs) >= 0;
        return network.nameOf(cell.id()) + " at " + VirtualTime.toMilliseconds(timePs) + " ms: "
                + (isRecorded
                        ? "a spike was recorded, solved again there is none"
                        : "no spike was recorded, solved again there is one");
    }

    private String digest(List<SolvedCell> cells) {
        long[] digests = cells.stream().mapToLong(SolvedCell::digest).toArray();
        List<NeuronState> states = cells.stream().map(SolvedCell::state).toList();
        return NetworkDigest.of(new SpikingState(run.endPs(), states, new long[0], new int[0], digests, 0, 0, 0));
    }
}

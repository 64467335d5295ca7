package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.spiking.RewiredProjection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The recorded lives of synapses that are replaced. At each rewiring the new presynaptic cells are drawn anew: those that were recorded must be these. Whether it was right to replace a
 * synapse depends on its weight: {@link #judge}.
 */
final class SynapseLives {
    private final SpikingNetwork network;
    private final long endPs;
    private final List<RewiredProjection> projections;
    private final Map<Integer, int[]> wirings = new HashMap<>();
    private final Map<Long, List<Life>> lives = new HashMap<>();
    private final Map<Look, Integer> free = new HashMap<>();
    private Optional<Found> found = Optional.empty();

    /** Something that does not follow, when, in words. */
    record Found(long timePs, String words) {}

    private record Look(int projection, int target, long timePs) {}

    /** Reads what was replaced in a run of a network. */
    SynapseLives(SpikingRunReader run, SpikingNetwork network) {
        this.network = network;
        this.endPs = run.endPs();
        this.projections = RewiredProjection.of(network);
        if (!projections.isEmpty()) {
            // By time, and at one time by synapse.
            Map<Long, Map<Long, Integer>> rows = new TreeMap<>();
            run.rewirings().each((time, synapse, pre) -> {
                if (rows.computeIfAbsent(time, at -> new TreeMap<>()).put(synapse, pre) != null) {
                    find(time, synapse, "it was recorded twice that it was replaced");
                }
            });
            rows.forEach(this::rewire);
        }
    }

    private void find(long timePs, long synapse, String words) {
        if (found.isEmpty()) {
            found = Optional.of(new Found(
                    timePs, "synapse " + synapse + " at " + VirtualTime.toMilliseconds(timePs) + " ms: " + words));
        }
    }

    private void rewire(long timePs, Map<Long, Integer> replaced) {
        for (RewiredProjection projection : projections) {
            Map<Integer, Integer> own = new TreeMap<>();
            replaced.forEach((synapse, pre) -> {
                long place = synapse - projection.firstId();
                if (place >= 0 && place < projection.size() && isPossible(projection, timePs, synapse, pre)) {
                    own.put(
                            (int) place,
                            pre - network.first(projection.projection().from()));
                }
            });
            if (!own.isEmpty()) {
                rewire(projection, timePs, own);
            }
        }
        for (long synapse : replaced.keySet()) {
            if (projections.stream().noneMatch(of -> synapse >= of.firstId() && synapse < of.firstId() + of.size())) {
                find(timePs, synapse, "it was replaced, but is of no projection whose synapses are");
            }
        }
    }

    private boolean isPossible(RewiredProjection of, long timePs, long synapse, int pre) {
        int group = of.projection().from();
        if (!of.isDue(timePs) || timePs >= endPs) {
            find(
                    timePs,
                    synapse,
                    "it was replaced, but at this time no synapse of "
                            + of.projection().name() + " is");
            return false;
        }
        if (pre < network.first(group) || pre >= network.first(group + 1)) {
            find(
                    timePs,
                    synapse,
                    "it was replaced by one from neuron " + pre + ", which is none of "
                            + network.groups().get(group).name());
            return false;
        }
        return true;
    }

    /** The presynaptic cells that were recorded are taken, whatever they should have been. */
    private void rewire(RewiredProjection of, long timePs, Map<Integer, Integer> replaced) {
        int[] wiring = wirings.computeIfAbsent(of.place(), place -> of.sources());
        int firstPre = network.first(of.projection().from());
        BitSet weak = new BitSet();
        replaced.keySet().forEach(weak::set);
        int[] drawn = wiring.clone();
        BitSet isDrawn = new BitSet();
        of.replace(timePs, weak, drawn, (synapse, source) -> isDrawn.set(synapse));
        replaced.forEach((synapse, source) -> {
            long id = of.firstId() + synapse;
            if (!isDrawn.get(synapse)) {
                find(timePs, id, "it was replaced, but no other cell was free");
            } else if (drawn[synapse] != source) {
                find(
                        timePs,
                        id,
                        "it was replaced by one from " + network.nameOf(firstPre + source) + ", it follows "
                                + network.nameOf(firstPre + drawn[synapse]));
            }
            List<Life> all =
                    lives.computeIfAbsent(id, one -> new ArrayList<>(List.of(Life.whole(firstPre + wiring[synapse]))));
            Life next = new Life(firstPre + source, timePs, of.judgedPs(timePs), Long.MAX_VALUE, Long.MAX_VALUE);
            all.set(all.size() - 1, all.get(all.size() - 1).until(next));
            all.add(next);
            wiring[synapse] = source;
        });
    }

    /** What does not follow first, if anything. */
    Optional<Found> found() {
        return found;
    }

    /** The lives of a synapse, one after another; one of those that are never replaced. */
    List<Life> of(long synapse, int pre) {
        return lives.getOrDefault(synapse, List.of(Life.whole(pre)));
    }

    /** The projection of a network, by its place, if its synapses are replaced. */
    Optional<RewiredProjection> projection(int place) {
        return projections.stream().filter(of -> of.place() == place).findFirst();
    }

    /** When synapses of a projection were replaced next after a time; {@link Long#MAX_VALUE} if the run ended before. */
    long next(RewiredProjection of, long afterPs) {
        long next = of.next(afterPs);
        return next < endPs ? next : Long.MAX_VALUE;
    }

    /**
     * Whether it was right to replace a synapse, or not to.
     *
     * @param synapse its id
     * @param timePs of the rewiring
     * @param weight its size when it was judged
     * @return what was wrong, in words
     */
    Optional<String> judge(
            RewiredProjection of, long synapse, long timePs, boolean isReplaced, double weight, double tolerance) {
        double below = of.rule().below();
        if (isReplaced && weight >= below + tolerance) {
            return Optional.of("it was replaced, from spikes its weight was " + weight + ", not below " + below);
        }
        if (!isReplaced && weight < below - tolerance && !mayStay(of, (int) (synapse - of.firstId()), timePs)) {
            return Optional.of("it was not replaced, from spikes its weight was " + weight + ", below " + below);
        }
        return Optional.empty();
    }

    /** Whether those before it have taken all cells that were free. */
    private boolean mayStay(RewiredProjection of, int synapse, long timePs) {
        int target = of.target(synapse);
        int firstPre = network.first(of.projection().from());
        int[] drawn = of.sources();
        int count = free.computeIfAbsent(
                new Look(of.place(), target, timePs),
                look -> of.free(
                                target,
                                place -> at(of, place, firstPre + drawn[place], timePs)
                                                .pre()
                                        - firstPre)
                        .length);
        int taken = 0;
        for (int place = of.first(target); place < synapse; place++) {
            taken += at(of, place, 0, timePs).toPs() == timePs ? 1 : 0;
        }
        return taken == count;
    }

    private Life at(RewiredProjection of, int synapse, int pre, long timePs) {
        return of(of.firstId() + synapse, pre).stream()
                .filter(life -> life.has(timePs))
                .findFirst()
                .orElseThrow();
    }
}

package io.dopaflow.models.spiking;

import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.spiking.connection.Ends;
import io.dopaflow.models.spiking.connection.ExplicitList;
import io.dopaflow.models.spiking.episode.EpisodeReward;
import io.dopaflow.models.spiking.episode.Episodes;
import io.dopaflow.models.spiking.episode.Losses;
import io.dopaflow.models.spiking.plasticity.SynapticTime;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Release;
import io.dopaflow.models.time.VirtualTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A network of neurons that spike freely: all that decides its bits. Cells are numbered through the groups in their order.
 *
 * <p>Synapses are numbered drive by drive, then projection by projection, in these by target, then by source, then by delay, then as they were
 * drawn. What arrives at a neuron at one time is added in this order.
 *
 * @param time how virtual time is used
 * @param durationPs a multiple of the time's unit
 * @param streams of the run
 * @param groups populations and trains
 * @param drives what each neuron of a population gets for itself
 * @param projections between groups
 * @param modulators that synapses listen to
 * @param episodes if the run is divided into them
 * @param largestRate spikes a second and neuron, on average over a population, above which a run is stopped
 */
public record SpikingNetwork(
        TimeMode time,
        long durationPs,
        RandomStreams streams,
        List<CellGroup> groups,
        List<Drive> drives,
        List<Projection> projections,
        List<Modulator> modulators,
        Optional<Episodes> episodes,
        double largestRate) {

    /** The word for the family in scenario files and manifests. */
    public static final String FAMILY = "spiking-network";

    /** The version of what decides the bits of this family; another one gives other spikes. */
    public static final int DYNAMICS = 1;

    /** In ps; so that an engine tells and hears now and then, however long delays are. */
    private static final long LONGEST_WINDOW_PS = 10_000_000_000L;

    /** The rate above which a run is stopped where nothing else is said, in Hz. */
    public static final double LARGEST_RATE = 1000;

    /** Without modulators. */
    public SpikingNetwork(
            TimeMode time,
            long durationPs,
            RandomStreams streams,
            List<CellGroup> groups,
            List<Drive> drives,
            List<Projection> projections,
            double largestRate) {
        this(time, durationPs, streams, groups, drives, projections, List.of(), largestRate);
    }

    /** Without episodes. */
    public SpikingNetwork(
            TimeMode time,
            long durationPs,
            RandomStreams streams,
            List<CellGroup> groups,
            List<Drive> drives,
            List<Projection> projections,
            List<Modulator> modulators,
            double largestRate) {
        this(time, durationPs, streams, groups, drives, projections, modulators, Optional.empty(), largestRate);
    }

    /** Validates what can be said without drawing; copies. */
    public SpikingNetwork {
        groups = List.copyOf(groups);
        drives = List.copyOf(drives);
        projections = List.copyOf(projections);
        modulators = List.copyOf(modulators);
        long unit = time.unitPs();
        if (durationPs < unit || durationPs % unit != 0) {
            throw new IllegalArgumentException(
                    "the duration is " + durationPs + " ps; allowed: positive multiples of " + unit + " ps");
        }
        if (!(largestRate > 0)) {
            throw new IllegalArgumentException("the largest rate is " + largestRate + " Hz; allowed: above 0");
        }
        long cells = groups.stream().mapToLong(CellGroup::size).sum();
        if (cells > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    "the network has " + cells + " cells; allowed: up to " + (Integer.MAX_VALUE - 8));
        }
        Set<Integer> ids = new HashSet<>();
        for (Projection projection : projections) {
            requireId(ids, projection.name(), projection.id());
            if (projection.model().rewiring().isPresent()) {
                requireOneDelay(projection);
            }
        }
        requireEpisodes(time, episodes, projections, modulators);
        for (Drive drive : drives) {
            if (drive instanceof Drive.Poisson poisson) {
                requireId(ids, poisson.name(), poisson.id());
                time.delays(poisson.name()).check(poisson.delayPs());
            }
        }
    }

    private static void requireId(Set<Integer> ids, String name, int id) {
        if (!ids.add(id)) {
            throw new IllegalArgumentException("the id of " + name + " is " + id + "; allowed: one that no other has");
        }
    }

    private static void requireEpisodes(
            TimeMode time, Optional<Episodes> episodes, List<Projection> projections, List<Modulator> modulators) {
        if (episodes.isPresent()) {
            long unit = time.unitPs();
            if (episodes.get().durationPs() % unit != 0 || episodes.get().pausePs() % unit != 0) {
                throw new IllegalArgumentException("an episode lasts "
                        + episodes.get().durationPs() + " ps, with a pause of "
                        + episodes.get().pausePs() + " ps; allowed: multiples of the step of a grid");
            }
        }
        Map<Integer, Double> forgetting = new HashMap<>();
        for (Projection projection : projections) {
            if (projection.model().score().isPresent() && episodes.isEmpty()) {
                throw new IllegalArgumentException("the synapses of projection " + projection.name()
                        + " learn from rewards of episodes, without episodes; allowed: in episodes");
            }
            projection.model().score().ifPresent(rule -> {
                if (rule.modulator() >= modulators.size()
                        || !modulators.get(rule.modulator()).releases().stream()
                                .allMatch(SpikingNetwork::isOfEpisodes)) {
                    throw new IllegalArgumentException("the synapses of projection " + projection.name()
                            + " learn from rewards of episodes with modulator " + rule.modulator()
                            + "; allowed: one that only rewards of episodes release");
                }
                double tauE = forgetting.computeIfAbsent(projection.to(), group -> rule.tauE());
                if (time instanceof TimeMode.Precise && tauE != rule.tauE()) {
                    throw new IllegalArgumentException("the synapses of projection " + projection.name()
                            + " forget with tau_e = " + rule.tauE() + " ms, others onto the same neurons with " + tauE
                            + " ms; allowed in continuous time: the same");
                }
            });
        }
    }

    private static boolean isOfEpisodes(Release release) {
        return release instanceof Release.ByReward reward && reward.rule() instanceof EpisodeReward;
    }

    private static void requireOneDelay(Projection projection) {
        boolean hasOwn = projection.rule() instanceof ExplicitList list && list.hasDelays();
        if (hasOwn || projection.delay().lowest() != projection.delay().highest()) {
            throw new IllegalArgumentException("the delays of projection " + projection.name()
                    + ", whose synapses are rewired, differ; allowed: the same for all");
        }
        long delayPs = VirtualTime.fromMilliseconds(projection.delay().lowest());
        if (delayPs <= projection.model().axonalPs()) {
            throw new IllegalArgumentException("the axonal delay of projection " + projection.name()
                    + ", whose synapses are rewired, is " + projection.model().axonalPs()
                    + " ps; allowed: below its delay, " + delayPs + " ps");
        }
    }

    /** What rewards its episodes: the first such reward; nothing if there is none. */
    public Optional<EpisodeReward> episodeReward() {
        return modulators.stream()
                .flatMap(modulator -> modulator.releases().stream())
                .filter(SpikingNetwork::isOfEpisodes)
                .map(release -> (EpisodeReward) ((Release.ByReward) release).rule())
                .findFirst();
    }

    /** The time of synapses. */
    public SynapticTime synapticTime() {
        return new SynapticTime(time.unitPs());
    }

    /** Whether synapses of any projection are replaced. */
    public boolean isRewired() {
        return projections.stream()
                .anyMatch(projection -> projection.model().rewiring().isPresent());
    }

    /** The projections whose synapses are not static, by their places. */
    public List<Integer> changing() {
        return IntStream.range(0, projections.size())
                .filter(p -> !projections.get(p).model().isStatic())
                .boxed()
                .toList();
    }

    /**
     * How far an engine can look ahead over the synapses of a projection, in ps: what a synapse that learns transmits depends on what its postsynaptic neuron has
     * emitted a dendritic delay before.
     *
     * @param shortestDelayPs of all its synapses; {@link Long#MAX_VALUE} without synapses
     * @throws IllegalArgumentException if the axonal delay is longer than a delay
     */
    public long lookaheadPs(Projection projection, long shortestDelayPs) {
        SynapseModel model = projection.model();
        if (shortestDelayPs == Long.MAX_VALUE || model.plasticity().isEmpty()) {
            return shortestDelayPs;
        }
        long dendritic = shortestDelayPs - model.axonalPs();
        if (dendritic < 0) {
            throw new IllegalArgumentException("the axonal delay of projection " + projection.name() + " is "
                    + model.axonalPs() + " ps; allowed: up to the shortest delay, " + shortestDelayPs + " ps");
        }
        return dendritic == 0 ? shortestDelayPs : dendritic;
    }

    /**
     * The length of the windows in which engines go through time, in ps: no spike of a window arrives within it. It is the shortest delay, but at most
     * 10 ms or one unit of time.
     *
     * @param shortestDelayPs the least lookahead of all projections; {@link Long#MAX_VALUE} without synapses
     */
    public long windowPs(long shortestDelayPs) {
        long unit = time.unitPs();
        long shortest = shortestDelayPs;
        for (Modulator modulator : modulators) {
            shortest = Math.min(shortest, modulator.leastDelayPs() / unit * unit);
        }
        return Math.min(shortest, Math.max(unit, LONGEST_WINDOW_PS / unit * unit));
    }

    /** How many cells: neurons and trains. */
    public int cells() {
        return first(groups.size());
    }

    /** The first cell of a group; the number of all cells for the group behind the last. */
    public int first(int group) {
        int first = 0;
        for (int g = 0; g < group; g++) {
            first += groups.get(g).size();
        }
        return first;
    }

    /** The group of a cell. */
    public int groupOf(int cell) {
        int group = 0;
        for (int behind = groups.get(0).size();
                behind <= cell;
                behind += groups.get(group).size()) {
            group++;
        }
        return group;
    }

    /** A population by its place; a target always is one. */
    public CellGroup.Population population(int group) {
        return (CellGroup.Population) groups.get(group);
    }

    /** How users call a cell, such as {@code excitatory[17]}. */
    public String nameOf(int cell) {
        int group = groupOf(cell);
        return groups.get(group).name() + "[" + (cell - first(group)) + "]";
    }

    /** Which spikes of a group never arrive. */
    public Losses losses(int group) {
        return new Losses(episodes, groups.get(group) instanceof CellGroup.Trains);
    }

    /** The sizes of a projection. */
    public Ends ends(Projection projection) {
        return new Ends(
                groups.get(projection.from()).size(),
                groups.get(projection.to()).size(),
                projection.from() == projection.to());
    }

    /** How many synapses drives have; their ids come before all others. */
    public long synapsesOfDrives() {
        long sum = 0;
        for (Drive drive : drives) {
            sum += drive instanceof Drive.Poisson ? groups.get(drive.to()).size() : 0;
        }
        return sum;
    }

    /** How many synapses there are: exactly, but for the mean of rules that connect with a probability. */
    public double expectedSynapses() {
        double sum = 0;
        for (Projection projection : projections) {
            sum += projection.rule().expected(ends(projection));
        }
        return sum + synapsesOfDrives();
    }
}

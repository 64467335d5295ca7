package io.dopaflow.simulator.population.phased;

import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedRecorder;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.Rewiring;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.Wiring;
import io.dopaflow.simulator.population.Team;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** All units and synapses of a model, as arrays, and what is done with them in each phase. */
final class Sheet implements AutoCloseable {

    /**
     * Units that wait for the same steps before.
     *
     * @param blocks synapses onto them
     * @param units that send once they have received
     */
    private record Level(Block[] blocks, int[] units) {}

    private final PhasedLearning model;
    private final Circuit circuit;
    private final Unit[] units;
    private final Block[] blocks;
    private final Explanations explanations;
    private final Level[][] levels;

    /** By phase in which units settle: the blocks forward, and those back. */
    private final Block[][] through;

    private final Block[][] back;
    private final double[][] sent;

    /** By phase and unit, whether it sends what it presents and nothing else in the run; and how many of them spike. */
    private final boolean[][] relays;

    private final int[] relayed;
    private final double[] basal;
    private final double[] apical;

    /** What all synapses store, as of the last time that somebody asked. */
    private final double[] stored;

    private final Block[] derived;
    private final Team team;
    private final boolean isDivided;

    /**
     * A model that goes on from a state.
     *
     * @param threads that work at large models, at least 1
     * @param large synapses from which on a model is large
     */
    Sheet(PhasedLearning model, PhasedState start, int threads, int large) {
        this.model = model;
        this.circuit = model.circuit();
        this.isDivided = threads > 1 && circuit.synapses() >= large;
        this.team = new Team(isDivided ? threads : 1);
        this.units = IntStream.range(0, circuit.units())
                .mapToObj(unit ->
                        new Unit(circuit, unit, model.streams(), start.opportunities(), start.tracesOf(circuit, unit)))
                .toArray(Unit[]::new);
        this.explanations = new Explanations(circuit);
        List<Block> all = new ArrayList<>();
        for (int i = 0; i < circuit.wirings().size(); i++) {
            addBlocks(i, isDivided ? threads : 1, start.opportunities(), all);
        }
        this.blocks = all.toArray(new Block[0]);
        this.through = IntStream.range(0, circuit.phases())
                .mapToObj(phase -> blocksOf(circuit.through(phase)))
                .toArray(Block[][]::new);
        this.back = IntStream.range(0, circuit.phases())
                .mapToObj(phase -> circuit.goesBack(phase) ? blocksOf(circuit.back(phase)) : new Block[0])
                .toArray(Block[][]::new);
        this.relays = new boolean[circuit.phases()][circuit.units()];
        this.relayed = new int[circuit.phases()];
        for (int phase = 0; phase < relays.length; phase++) {
            for (int unit : circuit.order(phase)) {
                relays[phase][unit] = circuit.isRelay(unit);
            }
        }
        this.levels =
                IntStream.range(0, circuit.phases()).mapToObj(this::levels).toArray(Level[][]::new);
        this.sent = new double[circuit.phases()][circuit.units()];
        this.basal = new double[circuit.units()];
        this.apical = new double[circuit.units()];
        for (int unit = 0; unit < circuit.network().neuronCount(); unit++) {
            if (circuit.network().neuron(unit).role() instanceof NeuronRole.Bias) {
                present(unit, 1);
            }
        }
        this.stored = start.stored().clone();
        this.derived = Arrays.stream(blocks).filter(Block::isDerived).toArray(Block[]::new);
        begin(start.sums(), start.memory());
    }

    /** Lets all blocks begin with what is stored. */
    private void begin(double[] sums, double[] memory) {
        double[][] working = workingWeights();
        for (Block block : blocks) {
            block.weights().begin(stored, sums, memory, working[block.wiring()]);
        }
    }

    private double[][] workingWeights() {
        return IntStream.range(0, circuit.wirings().size())
                .mapToObj(i -> model.workingWeights(i, stored))
                .toArray(double[][]::new);
    }

    /** Units with the same presynaptic ones and the same update go together, in as many blocks as there are threads. */
    private void addBlocks(int wiringIndex, int threads, long wave, List<Block> into) {
        Wiring wiring = circuit.wirings().get(wiringIndex);
        List<List<Integer>> groups = new ArrayList<>();
        for (int unit = 0; unit < circuit.units(); unit++) {
            if (wiring.fanIn(unit).length > 0) {
                List<Integer> last = groups.isEmpty() ? List.of() : groups.get(groups.size() - 1);
                if (!last.isEmpty() && goTogether(wiringIndex, wiring, last.get(0), unit)) {
                    last.add(unit);
                } else {
                    groups.add(new ArrayList<>(List.of(unit)));
                }
            }
        }
        for (List<Integer> group : groups) {
            int size = (group.size() + threads - 1) / threads;
            for (int from = 0; from < group.size(); from += size) {
                int[] posts = group.subList(from, Math.min(from + size, group.size())).stream()
                        .mapToInt(unit -> unit)
                        .toArray();
                into.add(new Block(model, wiringIndex, posts, units, explanations, wave));
            }
        }
    }

    private boolean goTogether(int wiringIndex, Wiring wiring, int one, int other) {
        int[] here = wiring.fanIn(one);
        int[] there = wiring.fanIn(other);
        return here.length == there.length
                && IntStream.range(0, here.length)
                        .allMatch(i -> wiring.pre(here[i]) == wiring.pre(there[i])
                                && circuit.updateOf(wiringIndex, here[i])
                                        .equals(circuit.updateOf(wiringIndex, there[i])));
    }

    private Block[] blocksOf(int wiring) {
        return Arrays.stream(blocks).filter(block -> block.wiring() == wiring).toArray(Block[]::new);
    }

    private Level[] levels(int phase) {
        Wiring wiring = circuit.wirings().get(circuit.through(phase));
        int[] order = circuit.order(phase);
        int[] level = new int[circuit.units()];
        if (circuit.phase(phase).isWave()) {
            for (int unit : order) {
                for (int synapse : wiring.fanIn(unit)) {
                    level[unit] = Math.max(level[unit], level[wiring.pre(synapse)] + 1);
                }
            }
        } else {
            // Everybody sends first; what is received by the end of the phase goes nowhere in it.
            for (int unit : order) {
                level[unit] = wiring.fanIn(unit).length > 0 ? 1 : 0;
            }
        }
        int top = Arrays.stream(order).map(unit -> level[unit]).max().orElse(0);
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i <= top; i++) {
            int own = i;
            Block[] onto = Arrays.stream(blocks)
                    .filter(block -> block.wiring() == circuit.through(phase) && level[block.posts()[0]] == own)
                    .toArray(Block[]::new);
            int[] senders = Arrays.stream(order)
                    .filter(unit -> circuit.phase(phase).isWave() ? level[unit] == own : own == 0)
                    .filter(unit -> !relays[phase][unit])
                    .toArray();
            levels.add(new Level(onto, senders));
        }
        return levels.toArray(new Level[0]);
    }

    Unit unit(int unit) {
        return units[unit];
    }

    /** A source or label presents this amplitude from now on. */
    void present(int unit, double amplitude) {
        units[unit].present(amplitude);
        for (int phase = 0; phase < relayed.length; phase++) {
            if (relays[phase][unit]) {
                relayed[phase] += (amplitude == 0 ? 0 : 1) - (sent[phase][unit] == 0 ? 0 : 1);
                sent[phase][unit] = amplitude;
            }
        }
    }

    /** Goes through a phase and returns how many units sent something other than 0. */
    int phase(int phase) {
        return circuit.phase(phase)
                .settling()
                .map(settling -> settle(phase, settling.steps()))
                .orElseGet(() -> exchange(phase));
    }

    private int settle(int phase, int steps) {
        Arrays.fill(basal, 0);
        Arrays.fill(apical, 0);
        for (int unit : circuit.order(phase)) {
            units[unit].beginSettling(phase);
        }
        boolean isTimed = circuit.isSettlingTimed(phase);
        if (isTimed) {
            forEach(through[phase], block -> block.beginTiming(phase));
            forEach(back[phase], block -> block.beginTiming(phase));
        }
        int spikes = send(phase);
        for (int step = 0; step < steps; step++) {
            forEach(through[phase], block -> block.sum(sent[phase], basal));
            forEach(back[phase], block -> block.sum(sent[phase], apical));
            for (int unit : circuit.order(phase)) {
                units[unit].settle(phase, basal[unit], apical[unit]);
            }
            double[] before = isTimed ? sent[phase].clone() : sent[phase];
            spikes += send(phase);
            if (isTimed) {
                forEach(through[phase], block -> block.time(phase, before, sent[phase]));
                forEach(back[phase], block -> block.time(phase, before, sent[phase]));
            }
        }
        return spikes;
    }

    private int send(int phase) {
        int spikes = 0;
        for (int unit : circuit.order(phase)) {
            sent[phase][unit] = units[unit].send(phase);
            spikes += sent[phase][unit] == 0 ? 0 : 1;
        }
        return spikes;
    }

    private int exchange(int phase) {
        int spikes = relayed[phase];
        for (Level level : levels[phase]) {
            forEach(level.blocks(), block -> block.receive(phase, sent[phase]));
            for (int unit : level.units()) {
                sent[phase][unit] = units[unit].send(phase);
                spikes += sent[phase][unit] == 0 ? 0 : 1;
            }
        }
        return spikes;
    }

    /** An output has been chosen, or another one has: it spikes, or stays silent. */
    void choose(int phase, int output, double spike, double probability) {
        units[output].choose(phase, spike, probability);
        sent[phase][output] = spike;
    }

    /** What a unit sent in a phase. */
    double sent(int phase, int unit) {
        return sent[phase][unit];
    }

    /** Every synapse evaluates its update and adds it to its sum. */
    void learn(double[] broadcasts, long opportunity) {
        forEach(blocks, block -> block.learn(sent, broadcasts, opportunity));
    }

    /** The blocks, and what a recorder of updates needs of the wave. */
    void record(double[] broadcasts, long opportunity, PhasedRecorder recorder) {
        for (Block block : blocks) {
            block.record(broadcasts, opportunity, recorder);
        }
    }

    /** The wave is over: units change their traces. */
    void endWave() {
        for (Unit unit : units) {
            unit.endWave();
        }
    }

    /** The traces of all units, as a state has them. */
    double[] traces() {
        int each = circuit.rule().traces().size();
        double[] all = new double[units.length * each];
        for (int unit = 0; unit < units.length; unit++) {
            double[] own = units[unit].traces();
            System.arraycopy(own, 0, all, unit * each, own.length);
        }
        return all;
    }

    /** Ends a batch. */
    void change(long updates) {
        forEach(blocks, block -> block.weights().change(updates));
        if (derived.length > 0) {
            stored();
            double[][] working = workingWeights();
            forEach(derived, block -> block.weights().refresh(working[block.wiring()]));
        }
    }

    /** A task has ended, and another follows. */
    void endTask() {
        forEach(blocks, block -> block.weights().endTask());
    }

    /** Lets other synapses work, where that is due after an opportunity. */
    void rewire(Rewiring rewiring, long opportunity) {
        int[] places = circuit.sparse();
        double[] memory = memory();
        double[] sums = sums();
        stored();
        double[] weights = new double[places.length];
        boolean[] works = new boolean[places.length];
        for (int i = 0; i < places.length; i++) {
            weights[i] = stored[places[i]];
            works[i] = memory[places[i]] != 0;
        }
        boolean[] decided = rewiring.decided(opportunity, weights, works);
        for (int i = 0; i < places.length; i++) {
            if (decided[i] != works[i]) {
                stored[places[i]] = 0;
                sums[places[i]] = 0;
                memory[places[i]] = decided[i] ? 1 : 0;
            }
        }
        begin(sums, memory);
    }

    private interface Work {
        void at(Block block);
    }

    private void forEach(Block[] some, Work work) {
        if (isDivided) {
            team.run((part, worker) -> work.at(some[part]), some.length);
        } else {
            for (Block block : some) {
                work.at(block);
            }
        }
    }

    /** What all synapses store; its own array. */
    double[] stored() {
        for (Block block : blocks) {
            block.weights().writeStored(stored);
        }
        return stored;
    }

    /** The sums of the batch that has begun. */
    double[] sums() {
        double[] sums = new double[circuit.synapses()];
        for (Block block : blocks) {
            block.weights().writeSums(sums);
        }
        return sums;
    }

    /** What the network's own synapses keep beside what they store. */
    double[] memory() {
        double[] memory = new double[model.memory().slots() * circuit.network().synapseCount()];
        for (Block block : blocks) {
            block.weights().writeMemory(memory);
        }
        return memory;
    }

    @Override
    public void close() {
        team.close();
    }
}

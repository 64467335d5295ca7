package io.dopaflow.analysis.verify;

import io.dopaflow.models.spiking.Afferents;
import io.dopaflow.models.spiking.Arrivals;
import io.dopaflow.models.spiking.Cell;
import io.dopaflow.models.spiking.Cells;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.RewiredProjection;
import io.dopaflow.models.spiking.SpikeDigest;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingState;
import io.dopaflow.models.spiking.TimeMode;
import io.dopaflow.models.spiking.episode.Losses;
import io.dopaflow.models.spiking.episode.PostStep;
import io.dopaflow.models.spiking.episode.StretchEnd;
import io.dopaflow.models.spiking.episode.Stretches;
import io.dopaflow.models.spiking.neuron.NeuronState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/** A cell that is solved again, alone, beside the spikes of it that were recorded. */
final class SolvedCell {
    private final int id;
    private final Cell cell;
    private final List<Synapse> synapses = new ArrayList<>();
    private final List<ChangingInputs> changing = new ArrayList<>();
    private final List<ScoredInputs> scored = new ArrayList<>();
    private final PostStep post = PostStep.of(1);
    private final boolean isContinuous;
    private final long unit;
    private final Arrivals arrivals = new Arrivals();
    private final LongStream.Builder solved = LongStream.builder();
    private final LongStream.Builder recorded = LongStream.builder();
    private long digest;

    /** The end of the last step, where synapses learn from rewards of episodes. */
    private long reachedPs;

    /**
     * A synapse onto the cell, or a life of one.
     *
     * @param number in the order of ids
     * @param place among those of its projection onto the cell
     * @param losses which spikes never arrive
     * @param changing if it learns by timing or uses resources: those of its projection
     * @param scored if it learns from rewards of episodes: those of its projection
     */
    record Synapse(
            int source,
            long number,
            double weight,
            long delayPs,
            int place,
            Losses losses,
            Optional<ChangingInputs> changing,
            Optional<ScoredInputs> scored) {}

    /**
     * At time 0.
     *
     * @param modulators of the network, with all that was released
     * @param lives of all synapses
     */
    SolvedCell(SpikingNetwork network, int id, RecordedModulators modulators, SynapseLives lives) {
        this.id = id;
        this.isContinuous = network.time() instanceof TimeMode.Precise;
        this.unit = network.time().unitPs();
        int group = network.groupOf(id);
        int index = id - network.first(group);
        this.cell = new Cells(network, SpikingState.startOf(network))
                .of(group, index, index + 1)
                .get(0);
        // Synapses of drives come first; they are the cell's own.
        long number = network.drives().size();
        for (int p = 0; p < network.projections().size(); p++) {
            if (network.projections().get(p).to() == group) {
                number = add(network, p, index, number, modulators, lives);
            }
        }
    }

    /** Numbers those of a projection that stay in the order of their ids, others by source and then by id. */
    private long add(
            SpikingNetwork network, int p, int index, long first, RecordedModulators modulators, SynapseLives lives) {
        Projection projection = network.projections().get(p);
        Optional<RewiredProjection> rewired = lives.projection(p);
        Afferents afferents =
                Afferents.of(network, projection, index, index + 1).inOrderOfIds();
        int firstSource = network.first(projection.from());
        int size = afferents.incoming().size();
        List<ChangingInputs.Input> inputs = new ArrayList<>();
        for (int place = 0; place < size; place++) {
            int slot = place;
            int pre = firstSource + afferents.incoming().source(place);
            List<Life> all = rewired.map(of -> lives.of(of.firstId() + of.first(index) + slot, pre))
                    .orElseGet(() -> List.of(Life.whole(pre)));
            for (Life life : all) {
                long before = rewired.isPresent() ? (long) (life.pre() - firstSource) * size : 0;
                inputs.add(new ChangingInputs.Input(
                        life, first + before + place, afferents.weight(place), afferents.delayPs(place)));
            }
        }
        Optional<ScoredInputs> ofEpisodes = projection
                .model()
                .score()
                .map(rule -> new ScoredInputs(network, rule, inputs, modulators.amounts(rule.modulator())));
        Optional<ChangingInputs> own = projection.model().isStatic() || ofEpisodes.isPresent()
                ? Optional.empty()
                : Optional.of(new ChangingInputs(network, projection.model(), inputs, modulators.concentrations()));
        own.ifPresent(changing::add);
        ofEpisodes.ifPresent(scored::add);
        Losses losses = network.losses(projection.from());
        for (int place = 0; place < inputs.size(); place++) {
            ChangingInputs.Input input = inputs.get(place);
            synapses.add(new Synapse(
                    input.life().pre(),
                    input.number(),
                    input.weight(),
                    input.delayPs(),
                    place,
                    losses,
                    own,
                    ofEpisodes));
        }
        return first + (long) network.groups().get(projection.from()).size() * Math.max(1, size);
    }

    int id() {
        return id;
    }

    List<Synapse> synapses() {
        return synapses;
    }

    void hear(Synapse synapse, long timePs) {
        if (synapse.losses.include(timePs, timePs + synapse.delayPs)) {
            return;
        }
        if (synapse.scored.isPresent()) {
            synapse.scored.get().heard(synapse.place, timePs);
            return;
        }
        synapse.changing.ifPresentOrElse(
                inputs -> inputs.heard(synapse.place, timePs),
                () -> arrivals.add(timePs + synapse.delayPs, synapse.number, synapse.weight));
    }

    void hasSpiked(long timePs) {
        recorded.add(timePs);
        changing.forEach(inputs -> inputs.hasSpiked(timePs, arrivals));
    }

    /** Goes on; all spikes before a time have been told, and nothing that they cause arrives in between. */
    void advance(long untilPs, long toldPs) {
        changing.forEach(inputs -> inputs.tell(toldPs, untilPs, arrivals));
        if (scored.isEmpty()) {
            cell.advance(untilPs, arrivals, this::spiked);
            return;
        }
        if (isContinuous) {
            goThrough(untilPs);
            return;
        }
        for (long end = reachedPs + unit; end <= untilPs; end += unit) {
            step(end);
            reachedPs = end;
        }
    }

    /** From reward to reward: synapses know what the neuron did until then. */
    private void goThrough(long untilPs) {
        while (true) {
            long reward = Long.MAX_VALUE;
            for (ScoredInputs inputs : scored) {
                reward = Math.min(reward, inputs.tellUpToReward(arrivals));
            }
            Stretches stretches = new Stretches();
            cell.advance(Math.min(reward, untilPs), arrivals, new Cell.SpikeSink() {
                @Override
                public void spike(long timePs) {
                    spiked(timePs);
                }

                @Override
                public void stretch(long fromPs, long toPs, double factor, double decay, StretchEnd end) {
                    stretches.add(fromPs, toPs, factor, decay, end);
                }
            });
            for (ScoredInputs inputs : scored) {
                inputs.follow(stretches);
            }
            if (reward > untilPs) {
                return;
            }
            for (ScoredInputs inputs : scored) {
                inputs.take(reward);
            }
        }
    }

    /** One step, after which synapses know what the neuron did. */
    private void step(long endPs) {
        for (ScoredInputs inputs : scored) {
            inputs.tell(endPs, arrivals);
        }
        post.spikes()[0] = false;
        cell.advance(endPs, arrivals, new Cell.SpikeSink() {
            @Override
            public void spike(long timePs) {
                post.spikes()[0] = true;
                spiked(timePs);
            }

            @Override
            public void stretch(long fromPs, long toPs, double factor, double decay, StretchEnd end) {
                post.factors()[0] = factor;
                post.decays()[0] = decay;
            }
        });
        for (ScoredInputs inputs : scored) {
            inputs.step(endPs, post);
        }
    }

    private void spiked(long timePs) {
        solved.add(timePs);
        digest = SpikeDigest.with(digest, timePs);
    }

    long digest() {
        return digest;
    }

    NeuronState state() {
        return cell.state();
    }

    /**
     * The two trains.
     *
     * @param recorded in ps
     * @param solved in ps
     */
    record Trains(long[] recorded, long[] solved) {
        /** The first time at which only one has a spike. */
        OptionalLong parting() {
            for (int i = 0; i < Math.max(recorded.length, solved.length); i++) {
                long one = i < recorded.length ? recorded[i] : Long.MAX_VALUE;
                long other = i < solved.length ? solved[i] : Long.MAX_VALUE;
                if (one != other) {
                    return OptionalLong.of(Math.min(one, other));
                }
            }
            return OptionalLong.empty();
        }
    }

    /** When all has been heard. */
    Trains trains() {
        return new Trains(recorded.build().toArray(), solved.build().toArray());
    }
}

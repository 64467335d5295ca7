package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.SynapseList;
import io.dopaflow.models.spiking.Projection;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.SynapseModel;
import io.dopaflow.models.spiking.SynapseProbe;
import io.dopaflow.models.spiking.plasticity.Eligibility;
import io.dopaflow.models.spiking.reward.Modulator;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The synapses of a network whose weights a plan records, and those among them whose cells it records. */
final class LearningSynapses {
    private final SpikingNetwork network;
    private final SpikingPlan plan;
    private final SynapseLives lives;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<List<SynapseProbe>> probes = new ArrayList<>();
    private final long[] missing;
    private long recorded;
    private long possible;

    LearningSynapses(SpikingNetwork network, SpikingPlan plan, SynapseLives lives) {
        this.network = network;
        this.plan = plan;
        this.lives = lives;
        this.missing = new long[network.projections().size()];
        for (int p = 0; p < network.projections().size(); p++) {
            int place = p;
            places.put(network.projections().get(p).name(), p);
            probes.add(plan.synapses().stream()
                    .filter(probe -> probe.projection() == place)
                    .toList());
        }
        each((ends, number) -> {
            recorded++;
            if (isPossible(ends)) {
                possible++;
            } else {
                missing[ends.projection()]++;
            }
        });
    }

    /** How many are recorded. */
    long recorded() {
        return recorded;
    }

    /** How many of them can be solved again. */
    long possible() {
        return possible;
    }

    private boolean isPossible(SolvedSynapse.Ends ends) {
        return plan.spikes().get(ends.post())
                && lives.of(ends.id(), ends.pre()).stream()
                        .allMatch(life -> plan.spikes().get(life.pre()));
    }

    /** Takes a synapse, as it is at the start, and its number in its projection. */
    private interface Taker {
        void take(SolvedSynapse.Ends ends, long number);
    }

    private void each(Taker taker) {
        long[] numbers = new long[network.projections().size()];
        SynapseList.each(network, (synapse, name, pre, post, delayPs, weight) -> {
            int projection = places.getOrDefault(name, -1);
            if (projection >= 0
                    && network.projections()
                            .get(projection)
                            .model()
                            .plasticity()
                            .isPresent()) {
                long number = numbers[projection]++;
                if (probes.get(projection).stream().anyMatch(probe -> probe.looksAt(number))) {
                    taker.take(
                            new SolvedSynapse.Ends(synapse, projection, Life.whole(pre), post, delayPs, weight),
                            number);
                }
            }
        });
    }

    /** The lives of at most so many of those that can be solved again, spread evenly, in the order of their ids. */
    List<SolvedSynapse> sample(long most, ReleaseCheck released) {
        List<SolvedSynapse.Setting> settings = new ArrayList<>();
        for (int p = 0; p < network.projections().size(); p++) {
            settings.add(setting(p, released));
        }
        long sample = Math.min(most, possible);
        List<SolvedSynapse> chosen = new ArrayList<>();
        long[] seen = {0};
        long[] synapses = {0};
        each((ends, number) -> {
            if (isPossible(ends)) {
                long place = seen[0]++;
                if (synapses[0] < sample && place >= synapses[0] * (double) possible / sample - 0.5) {
                    synapses[0]++;
                    for (Life life : lives.of(ends.id(), ends.pre())) {
                        chosen.add(new SolvedSynapse(ends.of(life), settings.get(ends.projection()), number));
                    }
                }
            }
        });
        return chosen;
    }

    private SolvedSynapse.Setting setting(int number, ReleaseCheck released) {
        SynapseModel model = network.projections().get(number).model();
        Optional<Modulator> modulator = model.plasticity()
                .flatMap(plasticity -> plasticity.eligibility())
                .map(Eligibility::modulator)
                .map(network.modulators()::get);
        boolean isScaled =
                model.plasticity().flatMap(plasticity -> plasticity.scaling()).isPresent();
        return new SolvedSynapse.Setting(
                model.plasticity(),
                model.axonalPs(),
                model.sign(),
                modulator.map(Modulator::tauN).orElse(1.0),
                modulator.map(released::of).orElseGet(ReleasedAmounts::new),
                isScaled ? network.synapticTime().settling() * network.time().unitPs() : Long.MAX_VALUE,
                probes.get(number),
                network.durationPs(),
                lives.projection(number),
                lives);
    }

    /** What cannot be solved again and why, a sentence for each projection. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (int p = 0; p < missing.length; p++) {
            Projection projection = network.projections().get(p);
            if (missing[p] > 0) {
                boolean isSource = plan.spikes().nextClearBit(network.first(projection.from()))
                        < network.first(projection.from() + 1);
                int group = isSource ? projection.from() : projection.to();
                notes.add("the weights of " + missing[p] + " synapses of " + projection.name()
                        + " were not recomputed, as not all spikes of "
                        + network.groups().get(group).name() + " were recorded; record.spikes: all keeps them");
            }
        }
        return notes;
    }
}

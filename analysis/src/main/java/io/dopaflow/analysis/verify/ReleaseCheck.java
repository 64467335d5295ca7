package io.dopaflow.analysis.verify;

import io.dopaflow.analysis.run.SpikingRunReader;
import io.dopaflow.models.spiking.ModulatorProbe;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.SpikingPlan;
import io.dopaflow.models.spiking.reward.Modulator;
import io.dopaflow.models.spiking.reward.Released;
import io.dopaflow.models.time.VirtualTime;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was released of modulators: it follows from the recorded spikes and the scripts, where all that release it were recorded; and recorded
 * concentrations follow from it.
 */
final class ReleaseCheck {
    private final SpikingRunReader run;
    private final SpikingNetwork network;
    private final SpikingPlan plan;
    private final Map<String, ReleasedAmounts> recorded = new HashMap<>();
    private final List<String> notes = new ArrayList<>();
    private Optional<String> disagreement = Optional.empty();
    private long disagreesAt = Long.MAX_VALUE;
    private long events;

    ReleaseCheck(SpikingRunReader run, SpikingNetwork network, SpikingPlan plan) {
        this.run = run;
        this.network = network;
        this.plan = plan;
        network.modulators().forEach(modulator -> recorded.put(modulator.name(), new ReleasedAmounts()));
        run.modulators()
                .released((time, name, amount) -> Optional.ofNullable(recorded.get(name))
                        .ifPresentOrElse(
                                of -> of.add(time, amount),
                                () -> disagree(time, "events.parquet: the network has no modulator " + name)));
    }

    /** What was recorded of a modulator. */
    ReleasedAmounts of(Modulator modulator) {
        return recorded.getOrDefault(modulator.name(), new ReleasedAmounts());
    }

    /** The events that were recomputed. */
    long events() {
        return events;
    }

    Optional<String> disagreement() {
        return disagreement;
    }

    List<String> notes() {
        return notes;
    }

    /** Checks all. */
    void check() {
        for (int m = 0; m < network.modulators().size(); m++) {
            events(m);
        }
        concentrations();
    }

    private void events(int number) {
        Modulator modulator = network.modulators().get(number);
        Released released = new Released(
                modulator, network.streams(), number, network.time().unitPs());
        BitSet heard = new BitSet();
        for (int group = 0; group < network.groups().size(); group++) {
            if (released.hears(group)) {
                heard.set(network.first(group), network.first(group + 1));
            }
        }
        BitSet missing = (BitSet) heard.clone();
        missing.andNot(plan.spikes());
        if (!missing.isEmpty()) {
            notes.add("what releases " + modulator.name() + " was not recomputed, as not all spikes of "
                    + network.groups()
                            .get(network.groupOf(missing.nextSetBit(0)))
                            .name()
                    + " were recorded; record.spikes: all keeps them");
            return;
        }
        Comparison comparison = new Comparison(of(modulator), modulator.name());
        long[] told = {0};
        run.spikes(run.everything().of(heard), (time, cell) -> {
            if (time > told[0]) {
                released.reach(time - 1, time - 1, comparison);
                told[0] = time;
            }
            int group = network.groupOf(cell);
            released.spike(time, group, cell - network.first(group));
        });
        released.reach(run.endPs(), run.endPs(), comparison);
        comparison.end();
        events += comparison.compared;
    }

    /** Compares what was recorded with what is released again, in the order of time. */
    private final class Comparison implements Released.Sink {
        private final ReleasedAmounts of;
        private final String name;
        private int compared;
        private boolean isWrong;

        Comparison(ReleasedAmounts of, String name) {
            this.of = of;
            this.name = name;
        }

        @Override
        public void arrive(long timePs, double amount) {
            long next = of.timePs(compared);
            if (isWrong) {
                return;
            }
            if (next == timePs && of.amount(compared) == amount) {
                compared++;
            } else if (next == timePs) {
                wrong(timePs, of.amount(compared) + " was recorded, it follows " + amount);
            } else if (next < timePs) {
                wrong(next, of.amount(compared) + " was recorded, it follows nothing");
            } else {
                wrong(timePs, "nothing was recorded, it follows " + amount);
            }
        }

        void end() {
            if (!isWrong && compared < of.count()) {
                wrong(of.timePs(compared), of.amount(compared) + " was recorded, it follows nothing");
            }
        }

        private void wrong(long timePs, String words) {
            isWrong = true;
            disagree(timePs, name + " at " + VirtualTime.toMilliseconds(timePs) + " ms: the amount " + words);
        }
    }

    private void disagree(long timePs, String words) {
        if (timePs < disagreesAt) {
            disagreesAt = timePs;
            disagreement = Optional.of(words);
        }
    }

    /** Each follows from the amounts that were recorded. */
    private void concentrations() {
        Map<String, Level> levels = new HashMap<>();
        for (Modulator modulator : network.modulators()) {
            levels.put(modulator.name(), new Level(modulator));
        }
        run.modulators()
                .concentrations((time, name, value) ->
                        Optional.ofNullable(levels.get(name)).ifPresent(level -> level.compare(time, value)));
        levels.values().forEach(level -> level.expectNothingUpTo(run.endPs()));
    }

    /** The concentration of a modulator, from event to event. */
    private final class Level {
        private final Modulator modulator;
        private final ReleasedAmounts of;
        private final PlainTrace concentration;
        private int next;
        private double largest;
        private long expected;

        Level(Modulator modulator) {
            this.modulator = modulator;
            this.of = ReleaseCheck.this.of(modulator);
            this.concentration = new PlainTrace(modulator.tauN());
            this.expected = nextLook(0);
        }

        private long nextLook(long after) {
            return plan.modulators().stream()
                    .filter(probe -> network.modulators().get(probe.modulator()).equals(modulator))
                    .mapToLong((ModulatorProbe probe) -> probe.next(after))
                    .min()
                    .orElse(Long.MAX_VALUE);
        }

        void compare(long timePs, double value) {
            expectNothingUpTo(timePs - 1);
            while (of.timePs(next) <= timePs) {
                concentration.add(of.timePs(next), of.amount(next++) / modulator.tauN());
                largest = Math.max(largest, Math.abs(concentration.at(of.timePs(next - 1))));
            }
            double follows = concentration.at(timePs);
            if (!(Math.abs(value - follows) <= WeightVerifier.TOLERANCE * largest)) {
                disagree(timePs, place(timePs) + "the concentration " + value + " was recorded, it follows " + follows);
            }
            expected = nextLook(timePs);
        }

        void expectNothingUpTo(long timePs) {
            if (expected <= timePs) {
                disagree(expected, place(expected) + "no concentration was recorded");
            }
        }

        private String place(long timePs) {
            return modulator.name() + " at " + VirtualTime.toMilliseconds(timePs) + " ms: ";
        }
    }
}

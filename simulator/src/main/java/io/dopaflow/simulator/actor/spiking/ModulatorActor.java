package io.dopaflow.simulator.actor.spiking;

import io.dopaflow.models.spiking.ModulatorProbe;
import io.dopaflow.models.spiking.ModulatorState;
import io.dopaflow.models.spiking.SpikingNetwork;
import io.dopaflow.models.spiking.plasticity.Concentration;
import io.dopaflow.models.spiking.reward.Released;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A modulator such as dopamine: hears the cells that release it and those that are judged for reward, and tells all synapses that listen what arrives in a window, as
 * soon as it knows what those cells emitted up to the window before.
 */
final class ModulatorActor extends WindowActor<ModulatorActor.Message> {
    private static final int AHEAD = 2 * Windows.STRETCH + 2;

    /** What a modulator is told. */
    sealed interface Message permits CellActor.Spikes, CellActor.Grant {}

    private record Spike(long timePs, int cell) {}

    private final SpikingNetwork network;
    private final int id;
    private final Released released;
    private final Concentration concentration;
    private final int sources;
    private final List<Integer> listeners;
    private final List<ModulatorProbe> probes;
    private final long unit;

    // By window, in rings.
    private final int[] heard = new int[AHEAD];
    private final List<List<Spike>> spikes = new ArrayList<>();

    private long judged = -1;

    /**
     * A modulator.
     *
     * @param sources how many cells it hears
     * @param listeners the actors of the synapses that listen to it
     */
    ModulatorActor(
            NetworkContext run,
            int id,
            Released released,
            Concentration concentration,
            int sources,
            List<Integer> listeners) {
        super(run);
        this.network = run.simulation().network();
        this.id = id;
        this.released = released;
        this.concentration = concentration;
        this.sources = sources;
        this.listeners = listeners;
        this.unit = network.time().unitPs();
        this.probes = run.simulation().plan().modulators().stream()
                .filter(probe -> probe.modulator() == id)
                .toList();
        for (int i = 0; i < AHEAD; i++) {
            spikes.add(new ArrayList<>());
        }
    }

    @Override
    String name() {
        return "modulator " + network.modulators().get(id).name();
    }

    @Override
    void take(Message message) {
        if (message instanceof CellActor.Spikes some) {
            int slot = (int) (some.window() % AHEAD);
            heard[slot]++;
            for (long time : some.timesPs()) {
                spikes.get(slot).add(new Spike(time, some.source()));
            }
        }
    }

    @Override
    boolean canGo() {
        return judges(window() - 1);
    }

    /** Takes what the cells emitted in a window, if all have told. */
    private boolean judges(long of) {
        if (of <= judged) {
            return true;
        }
        int slot = (int) (of % AHEAD);
        if (heard[slot] < sources) {
            return false;
        }
        List<Spike> some = spikes.get(slot);
        some.sort(Comparator.comparingLong(Spike::timePs).thenComparingInt(Spike::cell));
        for (Spike spike : some) {
            int group = network.groupOf(spike.cell);
            released.spike(spike.timePs, group, spike.cell - network.first(group));
        }
        some.clear();
        heard[slot] = 0;
        judged = of;
        return true;
    }

    @Override
    void go() {
        long after = run().windows().after(window());
        long until = run().windows().until(window());
        List<Long> times = new ArrayList<>();
        List<Double> amounts = new ArrayList<>();
        released.reach(after, until, (at, amount) -> {
            times.add(at);
            amounts.add(amount);
            concentration.add(at / unit, amount);
            run().simulation().recorder().released(at, id, amount);
        });
        SynapseActor.Modulated told = new SynapseActor.Modulated(
                window(),
                times.stream().mapToLong(Long::longValue).toArray(),
                amounts.stream().mapToDouble(Double::doubleValue).toArray());
        for (int listener : listeners) {
            run().actors().tellSynapse(listener, told);
        }
        for (ModulatorProbe probe : probes) {
            for (long at = probe.next(after); at <= until; at = probe.next(at)) {
                run().simulation().recorder().concentration(at, id, concentration.at(at / unit));
            }
        }
        concentration.forget(run().settled(until));
    }

    @Override
    void hasGone() {
        if (window() % Windows.STRETCH == 0 || window() > run().windows().last()) {
            run().guardian().tell(new NetworkGuardian.Passed(window()));
        }
    }

    @Override
    boolean knowsState() {
        return judges(window() - 1);
    }

    @Override
    NetworkGuardian.Told state() {
        long now = run().windows().until(window() - 1);
        released.reach(now, now, (at, amount) -> {
            throw new IllegalStateException("something arrived at " + at + " ps, which was not known before");
        });
        return new NetworkGuardian.ToldModulator(
                id, window(), new ModulatorState(concentration.remembered(run().settled(now)), released.state()));
    }
}

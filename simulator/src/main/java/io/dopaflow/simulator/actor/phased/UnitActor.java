package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.Wiring;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A neuron or label. It goes through its phases in order; arrivals of later ones wait. In a wave it receives when its whole
 * fan-in has arrived, and then sends; in other phases it sends first. An output tells the modulator what it reads, and waits
 * for its error where anybody asks for it. At the end of an opportunity it tells the synapses onto it what it knows.
 */
final class UnitActor extends PhasedActor<UnitActor.Message> {

    /** What a unit is told. */
    sealed interface Message permits Arrival, Stimulus, ReadoutError {}

    /**
     * A spike arrives.
     *
     * @param slot the synapse's place in the fan-in of the phase
     * @param jump of the potential: weight times amplitude
     * @param amplitude that was sent
     */
    record Arrival(long opportunity, int phase, int slot, double jump, double amplitude) implements Message {}

    /** The environment presents a sample; this is the unit's share of it. */
    record Stimulus(long opportunity, double amplitude) implements Message {}

    /** The derivative of the loss of a phase by the readout. */
    record ReadoutError(long opportunity, int phase, double value) implements Message {}

    private final int id;
    private final Unit unit;
    private final @Nullable Stage[] byPhase;
    private final List<Stage> stages;
    private final boolean startsItself;
    private final int[] learning;
    private final int output;
    private final ActorRef<ModulatorActor.Message> modulator;
    private final int arrivals;
    private final int messages;

    private boolean started;
    private int place;
    private int spikes;

    private UnitActor(PhasedContext run, int id, int[] phases, ActorRef<ModulatorActor.Message> modulator) {
        super(run);
        Circuit circuit = run.circuit();
        this.id = id;
        this.unit = new Unit(circuit, id, run.model().streams(), opportunity());
        this.output = id < circuit.network().neuronCount()
                        && circuit.network().neuron(id).role() instanceof NeuronRole.Output role
                ? role.index()
                : -1;
        this.byPhase = new Stage[circuit.phases()];
        for (int phase : phases) {
            byPhase[phase] = new Stage(circuit, phase, id, output >= 0);
        }
        this.stages = Arrays.stream(phases).mapToObj(this::stage).toList();
        this.startsItself = Stage.startsItself(circuit, phases[0], id);
        this.started = !startsItself;
        this.learning = learning(circuit, id);
        this.modulator = modulator;
        this.arrivals = stages.stream().mapToInt(Stage::fanIn).sum();
        int told = stages.stream()
                .mapToInt(stage -> stage.fanOut().length + (stage.isRead() ? 1 : 0))
                .sum();
        this.messages = arrivals + told + learning.length + 1;
    }

    /**
     * A unit.
     *
     * @param phases in which it takes part, ascending; at least one
     */
    static Behavior<Message> create(
            PhasedContext run, int id, int[] phases, ActorRef<ModulatorActor.Message> modulator) {
        return starting(run, () -> run.label(id), context -> new UnitActor(run, id, phases, modulator));
    }

    /** The synapses onto the unit that learn, by their numbers in the whole model. */
    private static int[] learning(Circuit circuit, int id) {
        List<Wiring> wirings = circuit.wirings();
        return IntStream.range(0, wirings.size())
                .flatMap(i -> Arrays.stream(wirings.get(i).fanIn(id))
                        .filter(synapse -> circuit.isPlastic(i, synapse))
                        .map(synapse -> wirings.get(i).first() + synapse))
                .toArray();
    }

    @Override
    protected String label() {
        return run.label(id);
    }

    @Override
    protected void on(Message message) {
        if (message instanceof Arrival arrival) {
            requireNow(arrival.opportunity(), arrival);
            stage(arrival.phase()).take(arrival.slot(), arrival.jump(), arrival.amplitude());
        } else if (message instanceof ReadoutError error) {
            requireNow(error.opportunity(), error);
            unit.error(error.phase(), error.value());
            stage(error.phase()).correct();
        } else if (message instanceof Stimulus stimulus) {
            requireNow(stimulus.opportunity(), stimulus);
            unit.present(stimulus.amplitude());
            started = true;
        }
        goOn();
    }

    private Stage stage(int phase) {
        Stage stage = byPhase[phase];
        if (stage == null) {
            throw new IllegalStateException("it takes no part in phase " + phase);
        }
        return stage;
    }

    private void goOn() {
        if (!started) {
            return;
        }
        while (place < stages.size() && goThrough(stages.get(place))) {
            place++;
        }
        if (place == stages.size()) {
            end();
        }
    }

    private boolean goThrough(Stage stage) {
        sendIfDue(stage);
        stage.receive(unit);
        sendIfDue(stage);
        return stage.isDone();
    }

    private void sendIfDue(Stage stage) {
        if (!stage.sends()) {
            return;
        }
        int phase = stage.phase();
        double amplitude = unit.send(phase);
        if (amplitude != 0) {
            spikes++;
        }
        if (run.plan().spikes().keeps(opportunity())) {
            run.recorder().spike(run.model().spikePs(opportunity(), phase, id), id, phase, amplitude, opportunity());
        }
        SynapseActor.Spike spike = new SynapseActor.Spike(opportunity(), phase, amplitude);
        for (int synapse : stage.fanOut()) {
            run.actors().synapse(synapse).tell(spike);
        }
        if (stage.isRead()) {
            modulator.tell(new ModulatorActor.Readout(opportunity(), phase, output, unit.post(phase)));
        }
    }

    private void end() {
        run.counters().addSpikes(spikes);
        run.counters().addSynapticEvents(arrivals);
        run.counters().addMessages(messages);
        if (learning.length > 0) {
            SynapseActor.Known known =
                    new SynapseActor.Known(opportunity(), unit.known().clone());
            for (int synapse : learning) {
                run.actors().synapse(synapse).tell(known);
            }
        }
        modulator.tell(new ModulatorActor.Done(opportunity()));
        stages.forEach(Stage::begin);
        started = !startsItself;
        place = 0;
        spikes = 0;
        advance();
    }
}

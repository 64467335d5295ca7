package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.Unit;
import io.dopaflow.models.phased.Wiring;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A neuron or label. It goes through its phases in order; arrivals of later ones wait. In a wave it receives when its whole
 * fan-in has arrived, and then sends; in other phases it sends first, and where it settles, again after each step. An output tells the modulator what it reads, and waits
 * for its error where anybody asks for it. At the end of an opportunity it tells the synapses onto it what it knows.
 */
final class UnitActor extends PhasedActor<UnitActor.Message> {

    /** What a unit is told. */
    sealed interface Message permits Arrival, Stimulus, ReadoutError, Chosen {}

    /**
     * A spike arrives.
     *
     * @param step of settling, from 0; 0 in other phases
     * @param slot the synapse's place in the fan-in of the phase; where it settles, those that come back follow the others
     * @param jump of the potential: weight times amplitude
     * @param amplitude that was sent
     * @param timePs in a phase with jitter, from the middle of the unit's window; 0 in others
     */
    record Arrival(long opportunity, int phase, int step, int slot, double jump, double amplitude, long timePs)
            implements Message {}

    /**
     * The environment presents a sample; this is the unit's share of it: its amplitude, or an output's target.
     *
     * @param isNext whether it is the state after that of the wave
     */
    record Stimulus(long opportunity, boolean isNext, double value) implements Message {}

    /**
     * One of the outputs has been chosen.
     *
     * @param spike 1 for that one, 0 for others
     * @param probability with which this one is
     */
    record Chosen(long opportunity, int phase, double spike, double probability) implements Message {}

    /** The derivative of the loss of a phase by the readout. */
    record ReadoutError(long opportunity, int phase, double value) implements Message {}

    private final int id;
    private final Unit unit;
    private final @Nullable Stage[] byPhase;
    private final List<Stage> stages;
    private final boolean isStimulated;
    private final boolean isSource;
    private final int[] learning;
    private final int output;
    private final ActorRef<ModulatorActor.Message> modulator;
    private final int arrivals;
    private final int messages;
    private final double[][] courses;

    private boolean started;
    private OptionalDouble next = OptionalDouble.empty();
    private int place;
    private int spikes;

    private UnitActor(PhasedContext run, int id, int[] phases, ActorRef<ModulatorActor.Message> modulator) {
        super(run);
        Circuit circuit = run.circuit();
        this.id = id;
        this.unit = new Unit(
                circuit, id, run.model().streams(), opportunity(), run.start().tracesOf(circuit, id));
        this.output = id < circuit.network().neuronCount()
                        && circuit.network().neuron(id).role() instanceof NeuronRole.Output role
                ? role.index()
                : -1;
        this.byPhase = new Stage[circuit.phases()];
        for (int phase : phases) {
            byPhase[phase] = Stage.of(run.model(), phase, id, output >= 0);
        }
        this.stages = Arrays.stream(phases).mapToObj(this::stage).toList();
        this.isStimulated = Stage.isStimulated(circuit, phases[0], id);
        this.isSource = circuit.group(id).isSource();
        this.started = !isStimulated;
        this.learning = learning(circuit, id);
        this.modulator = modulator;
        this.courses = Stage.courses(circuit);
        this.arrivals = stages.stream().mapToInt(Stage::arrivals).sum();
        int told = stages.stream().mapToInt(Stage::messages).sum();
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
            stage(arrival.phase()).take(arrival);
        } else if (message instanceof ReadoutError error) {
            requireNow(error.opportunity(), error);
            unit.error(error.phase(), error.value());
            stage(error.phase()).tell();
        } else if (message instanceof Chosen chosen) {
            requireNow(chosen.opportunity(), chosen);
            unit.choose(chosen.phase(), chosen.spike(), chosen.probability());
            stage(chosen.phase()).tell();
            spike(chosen.phase(), chosen.spike());
        } else if (message instanceof Stimulus stimulus) {
            requireNow(stimulus.opportunity(), stimulus);
            if (stimulus.isNext()) {
                next = OptionalDouble.of(stimulus.value());
            } else if (output >= 0) {
                unit.target(stimulus.value());
            } else {
                unit.present(stimulus.value());
            }
            started |= !stimulus.isNext();
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
        while (place < stages.size() && isPresented(stages.get(place)) && goThrough(stages.get(place))) {
            place++;
        }
        if (place == stages.size()) {
            end();
        }
    }

    /** Whether a source has been told what it presents in the phase. */
    private boolean isPresented(Stage stage) {
        if (!isSource || !run.circuit().presentsNext(stage.phase())) {
            return true;
        }
        next.ifPresent(unit::present);
        return next.isPresent();
    }

    private boolean goThrough(Stage stage) {
        sendIfDue(stage);
        while (stage.receive(unit)) {
            sendIfDue(stage);
        }
        return stage.isDone();
    }

    private void sendIfDue(Stage stage) {
        if (!stage.sends()) {
            return;
        }
        int phase = stage.phase();
        int step = stage.step();
        double amplitude = stage.send(unit);
        if (courses[phase].length > 0) {
            courses[phase][step] = amplitude;
        }
        tell(stage.fanOut(), new SynapseActor.Spike(opportunity(), phase, step, false, amplitude));
        tell(stage.fanBack(), new SynapseActor.Spike(opportunity(), phase, step, true, amplitude));
        if (step < stage.last() && amplitude != 0) {
            spikes++;
        } else if (step == stage.last()) {
            endSending(stage, amplitude);
        }
    }

    /** The last spike of a phase is what is recorded and read; one that may be chosen spikes later. */
    private void endSending(Stage stage, double amplitude) {
        int phase = stage.phase();
        if (!run.circuit().isChosenFrom(phase, id)) {
            spike(phase, amplitude);
        }
        if (stage.isRead()) {
            modulator.tell(new ModulatorActor.Readout(opportunity(), phase, output, unit.post(phase)));
        }
    }

    private void spike(int phase, double amplitude) {
        if (amplitude != 0) {
            spikes++;
        }
        if (run.plan().spikes().keeps(opportunity())) {
            run.recorder().spike(run.model().spikePs(opportunity(), phase, id), id, phase, amplitude, opportunity());
        }
    }

    private void tell(int[] synapses, SynapseActor.Message message) {
        for (int synapse : synapses) {
            run.actors().synapse(synapse).tell(message);
        }
    }

    /** Tells forward synapses what had arrived up to the synapses of the stage beside them, by ascending synapse. */
    private void explain(Stage stage) {
        int[] told = stage.explained();
        double sum = 0;
        for (int slot = 0; slot < told.length; slot++) {
            sum += stage.arrived()[slot];
            if (told[slot] != Stage.NOBODY) {
                run.actors().synapse(told[slot]).tell(new SynapseActor.Explained(opportunity(), stage.phase(), sum));
            }
        }
    }

    private double[][] copyOfCourses() {
        return Arrays.stream(courses).map(double[]::clone).toArray(double[][]::new);
    }

    private void end() {
        run.counters().addSpikes(spikes);
        run.counters().addSynapticEvents(arrivals);
        run.counters().addMessages(messages);
        if (learning.length > 0) {
            tell(learning, new SynapseActor.Known(opportunity(), unit.known().clone(), copyOfCourses()));
        }
        stages.forEach(this::explain);
        unit.endWave();
        modulator.tell(new ModulatorActor.Done(opportunity(), id, unit.traces()));
        stages.forEach(Stage::begin);
        started = !isStimulated;
        next = OptionalDouble.empty();
        place = 0;
        spikes = 0;
        advance();
    }
}

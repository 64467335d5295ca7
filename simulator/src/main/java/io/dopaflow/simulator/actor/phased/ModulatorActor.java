package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.EnvironmentCourse;
import io.dopaflow.models.phased.Modulators;
import io.dopaflow.models.phased.PhasedDivergence;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.PhasedState;
import io.dopaflow.models.phased.Rewiring;
import io.dopaflow.models.phased.WaveResult;
import io.dopaflow.models.rule.Symbol;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What knows the target: when all outputs have read a phase, it computes the loss, tells each output its error, and
 * broadcasts when the losses of all phases are there. When all units have ended an opportunity it asks for the next sample,
 * or has the state reported first.
 */
final class ModulatorActor extends PhasedActor<ModulatorActor.Message> {

    /** What the modulator is told. */
    sealed interface Message permits Target, Readout, Done, GoOn {}

    /**
     * What the outputs should read, of the sample that is presented or of the step that they have led to.
     *
     * @param answer of an environment; empty with samples
     * @param kept by the environment; nobody changes it
     */
    record Target(long opportunity, double[] values, Optional<EnvironmentCourse.Answer> answer, double[] kept)
            implements Message {}

    /** What an output neuron reads in a phase. */
    record Readout(long opportunity, int phase, int output, double amplitude) implements Message {}

    /** A unit has gone through all phases of an opportunity; this is what it keeps. Nobody changes it. */
    record Done(long opportunity, int unit, double[] traces) implements Message {}

    /** The run begins, or goes on after a report. */
    record GoOn() implements Message {}

    private static final String LABEL = "modulators";

    private final PhasedLearning model;
    private final Circuit circuit;
    private final Modulators modulators;
    private final ActorRef<Message> self;
    private final ActorRef<EnvironmentActor.Message> environment;
    private final int units;
    private final Rewiring rewiring;
    private final int[] read;
    private final int[] outputs;
    private final double[][] readouts;
    private final int[] missing;
    private final double[] losses;
    private final double[] traces;
    private double[] kept;
    private int answered;
    private int done;
    private @Nullable Target target;

    private ModulatorActor(
            PhasedContext run, ActorRef<Message> self, ActorRef<EnvironmentActor.Message> environment, int units) {
        super(run);
        this.self = self;
        this.model = run.model();
        this.circuit = run.circuit();
        this.modulators = new Modulators(
                circuit, model.streams(), model.presentations(), run.start().baselines(), opportunity());
        this.environment = environment;
        this.kept = run.start().environment(circuit);
        this.units = units;
        this.rewiring = model.rewiring();
        this.read = IntStream.range(0, circuit.phases()).filter(circuit::isRead).toArray();
        this.outputs = circuit.network().outputs();
        this.readouts = new double[circuit.phases()][outputs.length];
        this.missing = new int[circuit.phases()];
        this.losses = new double[circuit.phases()];
        this.traces = run.start().traces().clone();
        Arrays.fill(missing, outputs.length);
    }

    /**
     * A modulator.
     *
     * @param units how many take part in a phase
     */
    static Behavior<Message> create(PhasedContext run, ActorRef<EnvironmentActor.Message> environment, int units) {
        return starting(run, () -> LABEL, context -> new ModulatorActor(run, context.getSelf(), environment, units));
    }

    @Override
    protected String label() {
        return LABEL;
    }

    @Override
    protected void on(Message message) {
        if (message instanceof Readout readout) {
            requireNow(readout.opportunity(), readout);
            readouts[readout.phase()][readout.output()] = readout.amplitude();
            missing[readout.phase()]--;
            showIfRead(readout.phase());
            answerIfRead(readout.phase());
        } else if (message instanceof Done ended) {
            requireNow(ended.opportunity(), ended);
            done++;
            System.arraycopy(
                    ended.traces(),
                    0,
                    traces,
                    ended.unit() * circuit.rule().traces().size(),
                    ended.traces().length);
        } else if (message instanceof Target sample) {
            requireNow(sample.opportunity(), sample);
            target = sample;
            kept = sample.kept();
            for (int phase : read) {
                answerIfRead(phase);
            }
        } else if (message instanceof GoOn) {
            present();
        }
        if (done == units && answered == read.length) {
            end();
        }
    }

    /** An environment is shown what the outputs read in the first answer, and goes on. */
    private void showIfRead(int phase) {
        if (phase == circuit.firstAnswer()
                && missing[phase] == 0
                && model.environment().isPresent()) {
            environment.tell(new EnvironmentActor.Read(opportunity(), readouts[phase].clone()));
        }
    }

    private void answerIfRead(int phase) {
        if (missing[phase] > 0 || target == null) {
            return;
        }
        answered++;
        double[] wanted = target.values();
        if (circuit.isLossAsked(phase)) {
            losses[phase] = model.lossOf(readouts[phase], wanted, target.answer());
            if (!Double.isFinite(losses[phase])) {
                throw new PhasedDivergence("the loss", losses[phase]);
            }
            if (run.plan().losses().keeps(opportunity())) {
                run.recorder().loss(model.endPs(opportunity()), opportunity(), phase, losses[phase]);
            }
        }
        if (circuit.isAsked(phase, Symbol.ERROR)) {
            double[] gradient = new double[outputs.length];
            model.loss().gradient(readouts[phase], wanted, gradient);
            run.counters().addMessages(outputs.length);
            for (int i = 0; i < outputs.length; i++) {
                run.actors().unit(outputs[i]).tell(new UnitActor.ReadoutError(opportunity(), phase, gradient[i]));
            }
        }
        if (answered == read.length) {
            broadcast(new WaveResult(losses, readouts, wanted, target.answer()));
        }
    }

    private void broadcast(WaveResult result) {
        double[] values = modulators.broadcasts(result);
        if (run.plan().losses().keeps(opportunity())) {
            for (int i = 0; i < values.length; i++) {
                run.recorder().broadcast(model.endPs(opportunity()), opportunity(), i, values[i]);
            }
        }
        run.counters().addMessages(run.actors().listeners().size());
        SynapseActor.Broadcasts told = new SynapseActor.Broadcasts(opportunity(), values);
        run.actors().listeners().forEach(synapse -> synapse.tell(told));
    }

    /** All units are at rest. Nothing of the next opportunity happens before its sample is presented. */
    private void end() {
        run.counters().addCycles(1);
        // Units wait for their whole fan-in and count it; from silent synapses nothing has come but word of that.
        run.counters().addSynapticEvents(-circuit.silenced());
        if (rewiring.isDue(opportunity())) {
            run.counters().addMessages(2 * circuit.sparse().length);
        }
        run.request().progress().onProgress(opportunity() + 1);
        boolean complete = opportunity() + 1 == model.opportunities();
        boolean last = complete || run.request().cancellation().isRequested();
        boolean checkpoint = !complete && (last || run.request().checkpoints().isDue());
        boolean epoch = run.plan().endsEpoch(opportunity());
        long ended = opportunity();
        Arrays.fill(missing, outputs.length);
        answered = 0;
        done = 0;
        target = null;
        advance();
        if (last || checkpoint || epoch) {
            run.guardian().tell(new PhasedGuardian.Report(state(), checkpoint, epoch, last));
            SynapseActor.Report report = new SynapseActor.Report(ended, last);
            run.actors().synapses().forEach(synapse -> synapse.tell(report));
        } else {
            present();
        }
    }

    private void present() {
        environment.tell(new EnvironmentActor.Present(opportunity(), self));
    }

    /** Where the run stands, but for what the synapses are going to tell. */
    private PhasedState state() {
        PhasedState start = run.start();
        return new PhasedState(
                opportunity(),
                start.stored().clone(),
                start.sums().clone(),
                PhasedState.withEnvironment(modulators.baselines(), kept),
                traces.clone(),
                start.memory().clone(),
                run.counters().spikes(),
                run.counters().synapticEvents(),
                run.counters().messages());
    }
}

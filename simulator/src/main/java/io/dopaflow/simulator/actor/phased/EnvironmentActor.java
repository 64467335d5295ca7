package io.dopaflow.simulator.actor.phased;

import akka.actor.typed.ActorRef;
import akka.actor.typed.Behavior;
import io.dopaflow.models.environment.Step;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.phased.EnvironmentCourse;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.SampleOrder;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The environment: presents a sample to the input neurons and labels, and its target to the modulator and to outputs that are
 * told what they should read. It starts every unit that sends in its first phase before it hears of others.
 *
 * <p>Where a network is in an environment that answers to it, a wave is a step: once the outputs have read the first answer, it
 * tells them which of them is chosen, the inputs what they present next, and the modulator what came of it.
 */
final class EnvironmentActor extends PhasedActor<EnvironmentActor.Message> {

    /** What the environment is told. */
    sealed interface Message permits Present, Read {}

    /** The sample of this learning opportunity is wanted. */
    record Present(long opportunity, ActorRef<ModulatorActor.Message> replyTo) implements Message {}

    /** What all outputs read in the first answer; nobody changes it. */
    record Read(long opportunity, double[] readouts) implements Message {}

    private static final String LABEL = "environment";
    private static final double[] NOTHING = {};

    private final SampleOrder order;
    private final int[] stimulated;
    private final Optional<EnvironmentCourse> course;
    private final int[] sources;
    private @Nullable ActorRef<ModulatorActor.Message> asked;

    private EnvironmentActor(PhasedContext run, int[] stimulated) {
        super(run);
        this.order = run.model().sampleOrder();
        this.stimulated = stimulated;
        this.course = run.model().environment().map(own -> new EnvironmentCourse(run.model(), run.start()));
        this.sources = run.circuit().presentsNext()
                ? IntStream.of(stimulated)
                        .filter(unit -> run.circuit().group(unit).isSource())
                        .toArray()
                : new int[0];
    }

    /** An environment that stimulates the given units. */
    static Behavior<Message> create(PhasedContext run, int[] stimulated) {
        return starting(run, () -> LABEL, context -> new EnvironmentActor(run, stimulated));
    }

    @Override
    protected String label() {
        return LABEL;
    }

    @Override
    protected void on(Message message) {
        if (message instanceof Present present) {
            requireNow(present.opportunity(), present);
            if (course.isPresent()) {
                asked = present.replyTo();
                stimulate(course.get().presented(run.circuit().network().outputCount()));
            } else {
                present(run.model().presented(order, opportunity()), present.replyTo());
                advance();
            }
        } else if (message instanceof Read read && course.isPresent() && asked != null) {
            requireNow(read.opportunity(), read);
            answer(course.get().answer(read.readouts()), course.get().kept(), asked);
            advance();
        }
    }

    private void present(Sample sample, ActorRef<ModulatorActor.Message> modulator) {
        run.counters().addMessages(2);
        modulator.tell(new ModulatorActor.Target(opportunity(), sample.target(), Optional.empty(), NOTHING));
        stimulate(sample);
    }

    private void stimulate(Sample sample) {
        run.counters().addMessages(stimulated.length);
        for (int unit : stimulated) {
            run.actors().unit(unit).tell(new UnitActor.Stimulus(opportunity(), false, share(unit, sample)));
        }
    }

    private void answer(EnvironmentCourse.Answer answer, double[] kept, ActorRef<ModulatorActor.Message> modulator) {
        int[] outputs = run.circuit().network().outputs();
        Step step = answer.step();
        if (run.plan().losses().keeps(opportunity())) {
            long timePs = run.model().endPs(opportunity());
            run.recorder().step(timePs, opportunity(), answer.action(), step.reward(), step.measure());
        }
        int chosen = answer.probabilities().length;
        run.counters().addMessages(3 + chosen + sources.length);
        for (int i = 0; i < chosen; i++) {
            run.actors()
                    .unit(outputs[i])
                    .tell(new UnitActor.Chosen(
                            opportunity(), run.circuit().firstAnswer(), answer.spike(i), answer.probabilities()[i]));
        }
        Sample next = new Sample(answer.next(), new double[outputs.length]);
        for (int unit : sources) {
            run.actors().unit(unit).tell(new UnitActor.Stimulus(opportunity(), true, share(unit, next)));
        }
        double[] target = answer.target(outputs.length);
        modulator.tell(new ModulatorActor.Target(opportunity(), target, Optional.of(answer), kept));
    }

    private double share(int unit, Sample sample) {
        Network network = run.circuit().network();
        if (unit >= network.neuronCount()) {
            return sample.target()[unit - network.neuronCount()];
        }
        NeuronRole role = network.neuron(unit).role();
        if (role instanceof NeuronRole.Input input) {
            return sample.features()[input.feature()];
        }
        if (role instanceof NeuronRole.Output output) {
            return sample.target()[output.index()];
        }
        return role instanceof NeuronRole.Bias ? 1.0 : 0.0;
    }
}

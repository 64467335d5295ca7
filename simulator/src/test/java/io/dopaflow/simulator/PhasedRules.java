package io.dopaflow.simulator;

import io.dopaflow.models.network.LayeredNetwork;
import io.dopaflow.models.network.LayeredNetwork.Layer;
import io.dopaflow.models.neuron.Activation;
import io.dopaflow.models.neuron.SpikeCoding;
import io.dopaflow.models.phased.Circuit;
import io.dopaflow.models.phased.PhasedLearning;
import io.dopaflow.models.phased.TaskSequence;
import io.dopaflow.models.phased.WeightForm;
import io.dopaflow.models.random.RandomStreams;
import io.dopaflow.models.rule.Broadcast;
import io.dopaflow.models.rule.Broadcast.Baseline;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Loop;
import io.dopaflow.models.rule.Objective;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Kind;
import io.dopaflow.models.rule.Projection;
import io.dopaflow.models.rule.Projection.Weights;
import io.dopaflow.models.rule.Projection.Wiring;
import io.dopaflow.models.rule.Regulator;
import io.dopaflow.models.rule.Rule;
import io.dopaflow.models.rule.Trace;
import io.dopaflow.models.task.Loss;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Rules of every family, and small models that learn by them: four features, three classes. */
public final class PhasedRules {
    private static final Disturbance NONE = new Disturbance.None();
    private static final Expression DELTA = Expression.of("-1,pre@free,error");
    private static final Map<String, Expression> BACKWARD =
            Map.of(Rule.HIDDEN, Expression.of("-1,pre@free,apical@back,slope@free"), Rule.OUTPUT, DELTA);

    private PhasedRules() {}

    /** One feedforward rule of each kind. */
    public static List<Rule> all() {
        return List.of(
                backpropagation(),
                feedback("feedback-alignment", Wiring.TRANSPOSE, new Weights.Own(1)),
                feedback("direct-feedback", Wiring.DIRECT, new Weights.Own(1)),
                feedback("sign-symmetric", Wiring.TRANSPOSE, new Weights.SignOfForward(1)),
                kolenPollack(),
                nodePerturbation(),
                antithetic(),
                weightPerturbation(),
                reinforce(),
                syntheticGradients(),
                targetPropagation(),
                mirror(),
                unheralded(),
                homeostatic(),
                denoising("denoising", new Disturbance.Mask(0.3), new Weights.Shared()),
                denoising("untied", new Disturbance.OfInputs(0.2), new Weights.Own(1)),
                contrastive(),
                variational(),
                regulated("rounded", new Regulator.Clip(0.9), new Regulator.Round(6, 1, true)),
                regulated("transmitted", new Regulator.Transmitted(new Regulator.Round(4, 1, false))));
    }

    /** Rules whose synapses keep something beside their weights, one of each kind, and clipped. */
    public static List<Rule> remembering() {
        return List.of(
                regulated("squared-updates", new Regulator.Consolidate(Regulator.Importance.SQUARED_UPDATES, 50)),
                regulated("path", new Regulator.Clip(0.9), new Regulator.Consolidate(Regulator.Importance.PATH, 50)),
                regulated("cascade", new Regulator.Cascade(4, 0.5)),
                regulated("rewired", new Regulator.Sparse(0.5, 0.4, 100)),
                regulated("static", new Regulator.Sparse(0.4, 0, 0)),
                regulated(
                        "rebuilt",
                        denoising("rebuilt", new Disturbance.Mask(0.3), new Weights.Shared()),
                        new Regulator.Sparse(0.6, 0.5, 1)));
    }

    /** The model, with two other tasks after so many opportunities each. */
    public static PhasedLearning sequence(PhasedLearning model, long each) {
        return model.learning(TaskSequence.permuted(model.samples(), 3, each, model.streams()), model.opportunities());
    }

    /** Rules whose signals are coarse: spikes forward, errors of three values, by chance or not, and both between layers. */
    public static List<Rule> coarse() {
        Projection shared = new Projection("B", Wiring.TRANSPOSE, false, new Weights.Shared());
        Disturbance byChance = new Disturbance.ThreeValued(true);
        return List.of(
                new Setup("three-valued")
                        .phases(forward("free", new Disturbance.Spikes()), feedback("back", "B", byChance))
                        .projections(shared)
                        .rule(Map.of(
                                Rule.HIDDEN,
                                Expression.of("-1,pre@free,apical@back,slope@free"),
                                Rule.OUTPUT,
                                Expression.of("-1,pre@free,sent@back"))),
                new Setup("signs")
                        .phases(forward("free", NONE), feedback("back", "B", new Disturbance.ThreeValued(false)))
                        .projections(shared)
                        .rule(BACKWARD),
                new Setup("three-valued-between")
                        .phases(
                                forward("free", NONE),
                                feedback("back", "B", byChance),
                                feedback("between", "C", byChance))
                        .projections(
                                shared, new Projection("C", Wiring.TRANSPOSE_BETWEEN_HIDDEN, true, new Weights.Own(1)))
                        .rule(Map.of(
                                Rule.HIDDEN,
                                Expression.of("-1,pre@free,sent@back,slope@free", "0.1,pre@free,apical@between"),
                                Rule.OUTPUT,
                                Expression.of("-1,pre@free,sent@back"),
                                "C",
                                Expression.of("0.1,pre@between,post@free"))),
                denoising("salted", new Disturbance.SaltAndPepper(0.4), new Weights.Shared()));
    }

    private static Phase feedback(String name, String through, Disturbance noise) {
        return new Phase(name, Kind.FEEDBACK, through, Map.of(), noise, false);
    }

    /** One rule of each kind whose neurons settle. */
    public static List<Rule> settling() {
        return List.of(equilibriumPropagation(true), oneSided(), settlingAlignment(), settlingBothWays());
    }

    /** The gradient: errors go back through the network's own synapses. */
    public static Rule backpropagation() {
        return feedback("backpropagation", Wiring.TRANSPOSE, new Weights.Shared());
    }

    private static Rule feedback(String name, Wiring wiring, Weights weights) {
        return new Setup(name)
                .phases(phase("free", Kind.FORWARD, Projection.FORWARD), phase("back", Kind.FEEDBACK, "B"))
                .projections(new Projection("B", wiring, false, weights))
                .rule(BACKWARD);
    }

    private static Rule regulated(String name, Regulator... after) {
        return regulated(name, backpropagation(), after);
    }

    private static Rule regulated(String name, Rule plain, Regulator... after) {
        return new Rule(
                name,
                plain.objective(),
                1,
                plain.phases(),
                plain.projections(),
                plain.broadcasts(),
                plain.updates(),
                plain.rate(),
                plain.rates(),
                List.of(after));
    }

    /** Both directions learn the same product, and decay. */
    public static Rule kolenPollack() {
        return new Setup("kolen-pollack")
                .phases(phase("free", Kind.FORWARD, Projection.FORWARD), phase("back", Kind.FEEDBACK, "B"))
                .projections(new Projection("B", Wiring.TRANSPOSE, true, new Weights.Own(1)))
                .rule(Map.of(
                        Rule.HIDDEN,
                        Expression.of("-1,pre@free,apical@back,slope@free", "-0.001,w"),
                        Rule.OUTPUT,
                        Expression.of("-1,pre@free,error", "-0.001,w"),
                        "B",
                        Expression.of("-1,pre@back,post@free", "-0.001,w")));
    }

    /** Neurons keep a running rate and a threshold; synapses scale with the one, those from the bias have an update of their own. */
    private static Rule homeostatic() {
        Rule plain = backpropagation();
        return new Rule(
                "homeostatic",
                plain.objective(),
                1,
                plain.phases(),
                plain.projections(),
                plain.broadcasts(),
                Map.of(
                        Rule.HIDDEN,
                        Expression.of("-1,pre@free,apical@back,slope@free", "0.1,w", "-0.2,w,trace(mean)"),
                        Rule.HIDDEN_BIAS,
                        Expression.of("0.3,trace(threshold)", "-1,trace(mean)"),
                        Rule.OUTPUT,
                        DELTA),
                plain.rate(),
                Map.of(Rule.HIDDEN_BIAS, 0.125),
                List.of(),
                List.of(
                        new Trace("mean", Expression.of("0.25,post@free", "-0.25,trace(mean)"), 0.5),
                        new Trace("threshold", Expression.of("0.1,post@free,trace(mean)", "-0.1,trace(threshold)"), 0)),
                List.of());
    }

    private static Rule nodePerturbation() {
        Expression update = Expression.of("100,reward,pre@noisy,noise@noisy");
        return new Setup("node-perturbation")
                .phases(forward("clean", NONE), forward("noisy", new Disturbance.OfNeurons(0.01)))
                .broadcasts(new Broadcast("reward", "noisy", new Baseline.OfPhase("clean")))
                .rule(Map.of(Rule.HIDDEN, update, Rule.OUTPUT, update));
    }

    private static Rule antithetic() {
        Expression update = Expression.of("5,reward,pre@plus,noise@plus", "1,reward,pre@minus,noise@plus");
        return new Setup("antithetic")
                .phases(
                        forward("plus", new Disturbance.OfNeurons(0.1)),
                        forward("minus", new Disturbance.Mirrored("plus")))
                .broadcasts(
                        new Broadcast("level", "plus", new Baseline.Zero()),
                        new Broadcast("reward", "plus", new Baseline.OfPhase("minus")))
                .rule(Map.of(Rule.HIDDEN, update, Rule.OUTPUT, Expression.of("-1,pre@minus,error@minus,error@plus")));
    }

    /** Each synapse has noise of its own; the baseline is a running mean. */
    public static Rule weightPerturbation() {
        Expression update = Expression.of("10,reward,own-noise@noisy", "1,reward,own-noise@again");
        return new Setup("weight-perturbation")
                .phases(
                        forward("clean", NONE),
                        forward("noisy", new Disturbance.OfSynapses(0.1)),
                        forward("again", new Disturbance.OfSynapses(0.2)))
                .broadcasts(new Broadcast("reward", "noisy", new Baseline.RunningMean(0.05)))
                .rule(Map.of(Rule.HIDDEN, update, Rule.OUTPUT, update));
    }

    private static Rule reinforce() {
        return new Setup("reinforce")
                .repetitions(3)
                .phases(forward("free", new Disturbance.Spikes()))
                .broadcasts(new Broadcast("reward", "free", new Baseline.OtherRepetitions()))
                .rule(Map.of(Rule.HIDDEN, Expression.of("reward,pre@free,noise@free"), Rule.OUTPUT, DELTA));
    }

    /** Each layer guesses its gradient; the guesses learn from those of the layer above. */
    public static Rule syntheticGradients() {
        return new Setup("synthetic-gradients")
                .phases(
                        phase("free", Kind.FORWARD, Projection.FORWARD),
                        phase("guess", Kind.LATERAL, "M"),
                        new Phase(
                                "late",
                                Kind.RECONSTRUCT,
                                "B",
                                Map.of(
                                        Group.HIDDEN,
                                        Expression.of("apical@guess,slope@free"),
                                        Group.OUTPUT,
                                        Expression.of("error@free")),
                                NONE,
                                false))
                .projections(
                        new Projection("M", Wiring.LATERAL_AND_LABELS, true, new Weights.Own(0.1)),
                        new Projection("N", Wiring.LATERAL, false, new Weights.Own(0.1)),
                        new Projection("B", Wiring.TRANSPOSE, false, new Weights.Shared()))
                .also(phase("within", Kind.LATERAL, "N"))
                .rule(Map.of(
                        Rule.HIDDEN,
                        Expression.of("-1,pre@free,apical@guess,slope@free", "-0.1,pre@free,apical@within"),
                        Rule.OUTPUT,
                        DELTA,
                        "M",
                        Expression.of(
                                "-0.5,apical@guess,pre@guess,1/power@guess",
                                "0.5,apical@late,pre@guess,1/power@guess")));
    }

    /** Layers are told what they ought to be, by inverses that learn to reconstruct. */
    public static Rule targetPropagation() {
        Expression upward = Expression.of("post@free");
        return new Setup("target-propagation")
                .phases(
                        forward("free", NONE),
                        forward("noisy", new Disturbance.OfNeurons(0.1)),
                        new Phase(
                                "corrupt",
                                Kind.INJECT,
                                Projection.FORWARD,
                                Map.of(Group.HIDDEN, Expression.of("post@free", "0.1,noise@noisy")),
                                NONE,
                                false),
                        new Phase(
                                "rebuild",
                                Kind.RECONSTRUCT,
                                "V",
                                Map.of(
                                        Group.HIDDEN,
                                        Expression.of("post@corrupt"),
                                        Group.OUTPUT,
                                        Expression.of("post@corrupt")),
                                NONE,
                                true),
                        new Phase(
                                "top",
                                Kind.RECONSTRUCT,
                                "T",
                                Map.of(Group.OUTPUT, Expression.of("error@free")),
                                NONE,
                                false),
                        new Phase(
                                "as-it-is",
                                Kind.RECONSTRUCT,
                                "V",
                                Map.of(Group.HIDDEN, upward, Group.OUTPUT, upward),
                                NONE,
                                true),
                        new Phase(
                                "wanted",
                                Kind.FEEDBACK,
                                "V",
                                Map.of(
                                        Group.OUTPUT,
                                        Expression.of("post@free", "-1,error@free"),
                                        Group.LAST,
                                        Expression.of("post@free", "-0.5,apical@top"),
                                        Group.HIDDEN,
                                        Expression.of("post@free", "apical@wanted", "-1,apical@as-it-is")),
                                NONE,
                                true))
                .projections(
                        new Projection("V", Wiring.TRANSPOSE, true, new Weights.Own(1)),
                        new Projection("T", Wiring.TRANSPOSE, false, new Weights.Shared()))
                .rule(Map.of(
                        Rule.HIDDEN,
                        Expression.of("-1,pre@free,post@free,slope@free", "1,pre@free,sent@wanted,slope@free"),
                        Rule.OUTPUT,
                        DELTA,
                        "V",
                        Expression.of("0.1,pre@rebuild,post@free", "-0.1,pre@rebuild,apical@rebuild")));
    }

    /** Noise that neurons send, and feedback between hidden neurons that learns from it. */
    private static Rule mirror() {
        return new Setup("mirror")
                .phases(
                        forward("free", NONE),
                        new Phase(
                                "loud",
                                Kind.INJECT,
                                Projection.FORWARD,
                                Map.of(),
                                new Disturbance.OfNeurons(0.5),
                                false),
                        new Phase(
                                "echo",
                                Kind.RECONSTRUCT,
                                "C",
                                Map.of(Group.HIDDEN, Expression.of("drive@loud")),
                                NONE,
                                true),
                        phase("back", Kind.FEEDBACK, "B"))
                .projections(
                        new Projection("C", Wiring.TRANSPOSE_BETWEEN_HIDDEN, false, new Weights.Own(1)),
                        new Projection("B", Wiring.TRANSPOSE, false, new Weights.Own(1)))
                .rule(Map.of(
                        Rule.HIDDEN,
                        Expression.of("-1,pre@free,apical@back,slope@free", "0.1,pre@loud,apical@echo,slope@echo"),
                        Rule.OUTPUT,
                        DELTA,
                        "C",
                        Expression.of("0.1,pre@echo,noise@loud", "-0.1,w")));
    }

    /** Inputs that were disturbed are rebuilt, and tell hidden neurons what they were. */
    private static Rule denoising(String name, Disturbance disturbance, Weights weights) {
        Expression rebuilt = Expression.of("post@free", "-1,apical@rebuilt");
        return new Setup(name)
                .phases(
                        forward("free", NONE),
                        new Phase("disturbed", Kind.INJECT, Projection.FORWARD, Map.of(), disturbance, false),
                        new Phase(
                                "rebuilt",
                                Kind.RECONSTRUCT,
                                "R",
                                Map.of(Group.HIDDEN, Expression.of("post@disturbed")),
                                NONE,
                                true),
                        new Phase(
                                "error",
                                Kind.INJECT,
                                Projection.FORWARD,
                                Map.of(
                                        Group.INPUT,
                                        rebuilt,
                                        Group.BIAS,
                                        Expression.ZERO,
                                        Group.HIDDEN,
                                        Expression.of("0.1,apical@rebuilt")),
                                NONE,
                                false))
                .projections(new Projection("R", Wiring.TRANSPOSE_TO_INPUTS, true, weights))
                .rule(Map.of(
                        Rule.HIDDEN,
                        Expression.of("pre@error,post@disturbed", "drive@error,slope@disturbed,pre@disturbed"),
                        Rule.OUTPUT,
                        DELTA,
                        "R",
                        Expression.of("pre@rebuilt,post@free", "-1,pre@rebuilt,apical@rebuilt")));
    }

    /** Spikes by chance go up and down; synapses compare what they carried before and after. */
    /** Rules in which synapses are told what their presynaptic neuron had heard. */
    public static List<Rule> ordered() {
        Phase down =
                new Phase("down", Kind.RECONSTRUCT, "R", Map.of(Group.HIDDEN, Expression.of("post@free")), NONE, true);
        Phase wave =
                new Phase("wave", Kind.FEEDBACK, "R", Map.of(Group.HIDDEN, Expression.of("post@free")), NONE, false);
        return List.of(
                ordered("ordered", down, Expression.of("post@free,pre@free", "-1,post@free,explained@down")),
                ordered("ordered-wave", wave, Expression.of("0.1,pre@free,explained@wave", "-1,w,explained@wave")));
    }

    private static Rule ordered(String name, Phase phase, Expression update) {
        return new Setup(name)
                .phases(forward("free", NONE), phase)
                .projections(new Projection("R", Wiring.TRANSPOSE_TO_INPUTS, true, new Weights.Shared()))
                .rule(Map.of(
                        Rule.HIDDEN,
                        update,
                        Rule.HIDDEN_BIAS,
                        Expression.of("0.1,post@free"),
                        Rule.OUTPUT,
                        DELTA,
                        "R",
                        Expression.of("0.1,apical@" + phase.name())));
    }

    private static Rule contrastive() {
        Disturbance spikes = new Disturbance.Spikes();
        return new Setup("contrastive")
                .phases(
                        forward("free", NONE),
                        new Phase("up", Kind.INJECT, Projection.FORWARD, Map.of(), spikes, false),
                        new Phase(
                                "down",
                                Kind.RECONSTRUCT,
                                "R",
                                Map.of(Group.HIDDEN, Expression.of("post@up")),
                                spikes,
                                true),
                        new Phase(
                                "again",
                                Kind.INJECT,
                                Projection.FORWARD,
                                Map.of(
                                        Group.INPUT,
                                        Expression.of("apical@down"),
                                        Group.BIAS,
                                        Expression.of("post@free"),
                                        Group.HIDDEN,
                                        Expression.of("apical@down", "-1,noise@down")),
                                spikes,
                                false))
                .projections(new Projection("R", Wiring.TRANSPOSE_TO_INPUTS, true, new Weights.Shared()))
                .rule(Map.of(
                        Rule.HIDDEN,
                        Expression.of("pre@free,post@free", "-1,pre@again,post@again", "pre@again,noise@again"),
                        Rule.OUTPUT,
                        DELTA,
                        "R",
                        Expression.of("pre@down,post@free", "-1,pre@down,apical@down")));
    }

    /** Hidden neurons are moved round by round by what is below and above them, and by what they are in the long run. */
    private static Rule variational() {
        Expression moved = Expression.of(
                "sent@down@prev", "0.3,post@up@prev", "-0.3,drive@up@prev", "0.1,apical@down@prev", "0.01,trace(mean)");
        Expression start = Expression.of("post@free");
        Map<Group, Expression> again =
                Map.of(Group.INPUT, Expression.of("apical@down"), Group.BIAS, Expression.of("1"), Group.HIDDEN, start);
        Expression update = Expression.of("pre@up,sent@down", "-1,pre@up,post@up");
        return new Rule(
                "variational",
                Objective.BOUND,
                2,
                List.of(
                        forward("free", NONE),
                        new Phase("down", Kind.RECONSTRUCT, "G", Map.of(Group.HIDDEN, moved), NONE, true),
                        new Phase("up", Kind.INJECT, Projection.FORWARD, again, new Disturbance.OfNeurons(0.1), false)),
                List.of(new Projection("G", Wiring.TRANSPOSE_TO_INPUTS, true, new Weights.Own(1))),
                List.of(),
                Map.of(
                        Rule.HIDDEN,
                        update,
                        Rule.OUTPUT,
                        DELTA,
                        "G",
                        Expression.of("pre@down,post@free", "-1,pre@down,apical@down")),
                0.5,
                Map.of(),
                List.of(),
                List.of(new Trace("mean", Expression.of("0.1,sent@down", "-0.1,trace(mean)"), 0.5)),
                List.of(new Loop(List.of("down", "up"), 3, Map.of("down", Map.of(Group.HIDDEN, start)))));
    }

    /** Hidden neurons send before they hear anything of the sample. */
    private static Rule unheralded() {
        return new Setup("unheralded")
                .phases(
                        new Phase("first", Kind.LATERAL, "M", Map.of(Group.HIDDEN, Expression.of("2")), NONE, false),
                        forward("free", NONE),
                        phase("back", Kind.FEEDBACK, "B"))
                .projections(
                        new Projection("M", Wiring.LATERAL, false, new Weights.Own(1)),
                        new Projection("B", Wiring.DIRECT, false, new Weights.Own(1)))
                .rule(Map.of(
                        Rule.HIDDEN,
                        Expression.of("-1,pre@free,apical@back,slope@free", "0.01,apical@first"),
                        Rule.OUTPUT,
                        DELTA));
    }

    /**
     * Equilibrium propagation with a nudge to either side (Scellier and Bengio 2017, Laborieux et al. 2021).
     *
     * @param bounded whether potentials are kept within 0 and 1
     */
    public static Rule equilibriumPropagation(boolean bounded) {
        return settling(
                "equilibrium-propagation",
                new Projection("B", Wiring.TRANSPOSE, false, new Weights.Shared()),
                Map.of(),
                settle("free", bounded, Optional.empty(), 0),
                settle("plus", bounded, Optional.of("free"), 0.5),
                settle("minus", bounded, Optional.of("free"), -0.5));
    }

    /** With a nudge to one side, whose phase starts at 0, and bias back. */
    public static Rule oneSided() {
        return settling(
                "one-sided",
                new Projection("B", Wiring.TRANSPOSE, true, new Weights.Shared()),
                Map.of(),
                settle("minus", false, Optional.empty(), 0),
                settle("plus", false, Optional.empty(), 0.5));
    }

    /** The way back has random weights that stay. */
    public static Rule settlingAlignment() {
        return settling(
                "settling-alignment",
                new Projection("B", Wiring.TRANSPOSE, true, new Weights.Own(1)),
                Map.of(),
                settle("minus", true, Optional.empty(), 0),
                settle("plus", true, Optional.of("minus"), 0.5));
    }

    /** The way back learns, too, and errors go down it once neurons have settled. */
    public static Rule settlingBothWays() {
        return settling(
                "settling-both-ways",
                new Projection("B", Wiring.TRANSPOSE, true, new Weights.Own(1)),
                Map.of("B", Expression.of("1,pre@plus,post@plus", "-1,pre@minus,post@minus", "-0.001,w")),
                settle("minus", false, Optional.empty(), 0),
                settle("plus", false, Optional.of("minus"), 0.5),
                phase("back", Kind.FEEDBACK, "B"));
    }

    /** Rules whose neurons settle, and that know more of it: what the timing of each step adds up to, or the sign of the nudge. */
    public static List<Rule> timed() {
        Expression update = Expression.of("1,timing@plus", "-0.5,timing@plus,pre@minus");
        Expression signed = Expression.of("1,side,pre@plus,post@plus", "-1,side,pre@minus,post@minus", "0.1,other,w");
        Phase free = settle("minus", true, Optional.empty(), 0);
        Phase byChance = Phase.settle(
                "plus", new Phase.Settling("B", 4, 0.5, false, Optional.of("minus"), 0.5, Optional.of("side")));
        return List.of(
                new Setup("timing")
                        .phases(free, settle("plus", true, Optional.of("minus"), 0.5))
                        .projections(new Projection("B", Wiring.TRANSPOSE, true, new Weights.Own(1)))
                        .rule(Map.of(Rule.HIDDEN, update, Rule.OUTPUT, update, "B", update)),
                new Setup("random-sign")
                        .phases(free, byChance)
                        .projections(new Projection("B", Wiring.TRANSPOSE, false, new Weights.Shared()))
                        .broadcasts(
                                Broadcast.coin("other"),
                                new Broadcast("level", "minus", new Baseline.Zero()),
                                Broadcast.coin("side"))
                        .rule(Map.of(Rule.HIDDEN, signed, Rule.OUTPUT, signed)));
    }

    private static Phase settle(String name, boolean bounded, Optional<String> start, double nudge) {
        return Phase.settle(name, new Phase.Settling("B", 4, 0.5, bounded, start, nudge));
    }

    private static Rule settling(String name, Projection back, Map<String, Expression> also, Phase... phases) {
        Expression update = Expression.of("1,pre@plus,post@plus", "-1,pre@minus,post@minus");
        Map<String, Expression> updates = new HashMap<>(also);
        updates.put(Rule.HIDDEN, update);
        updates.put(Rule.OUTPUT, update);
        return new Setup(name).phases(phases).projections(back).rule(updates);
    }

    private static Phase forward(String name, Disturbance noise) {
        return new Phase(name, Kind.FORWARD, Projection.FORWARD, Map.of(), noise, false);
    }

    private static Phase phase(String name, Kind kind, String through) {
        return new Phase(name, kind, through, Map.of(), NONE, false);
    }

    private static final class Setup {
        private final String name;
        private int repetitions = 1;
        private List<Phase> phases = List.of();
        private List<Projection> projections = List.of();
        private List<Broadcast> broadcasts = List.of();

        Setup(String name) {
            this.name = name;
        }

        Setup repetitions(int value) {
            repetitions = value;
            return this;
        }

        Setup phases(Phase... value) {
            phases = List.of(value);
            return this;
        }

        Setup also(Phase last) {
            phases = Stream.concat(phases.stream(), Stream.of(last)).toList();
            return this;
        }

        Setup projections(Projection... value) {
            projections = List.of(value);
            return this;
        }

        Setup broadcasts(Broadcast... value) {
            broadcasts = List.of(value);
            return this;
        }

        Rule rule(Map<String, Expression> updates) {
            return new Rule(
                    name,
                    Objective.LOSS,
                    repetitions,
                    phases,
                    projections,
                    broadcasts,
                    updates,
                    0.5,
                    Map.of(Rule.OUTPUT, 0.25),
                    List.of());
        }
    }

    /**
     * A model with signed weights that learns by the rule: 10 opportunities in batches of 3.
     *
     * @param hidden sizes of the hidden layers
     */
    public static PhasedLearning model(Rule rule, int... hidden) {
        return model(rule, 10, hidden);
    }

    /** The same with so many opportunities. */
    public static PhasedLearning model(Rule rule, long opportunities, int... hidden) {
        return signedModel(
                network(Activation.SIGMOID, Activation.IDENTITY, hidden), rule, Loss.CROSS_ENTROPY, opportunities);
    }

    /** The same with another activation of hidden neurons. */
    public static PhasedLearning model(Rule rule, Activation activation, int... hidden) {
        return signedModel(network(activation, Activation.IDENTITY, hidden), rule, Loss.CROSS_ENTROPY, 10);
    }

    /** A model whose neurons settle, with the squared error as its loss. */
    public static PhasedLearning settlingModel(Rule rule, Activation activation, int... hidden) {
        return signedModel(network(activation, activation, hidden), rule, Loss.SQUARED_ERROR, 10);
    }

    private static PhasedLearning signedModel(LayeredNetwork network, Rule rule, Loss loss, long opportunities) {
        Circuit circuit = new Circuit(network.buildSigned(), rule);
        RandomStreams streams = new RandomStreams(20261130);
        double[] initial = PhasedLearning.initialWeights(circuit, 1, streams);
        return model(circuit, WeightForm.SIGNED, initial, loss, opportunities, streams);
    }

    /** A model whose neurons keep their signs. */
    public static PhasedLearning logModel(Rule rule, WeightForm form, int... hidden) {
        Circuit circuit = new Circuit(
                network(Activation.SIGMOID, Activation.IDENTITY, hidden).build(), rule);
        double[] initial = new double[circuit.synapses()];
        Arrays.setAll(initial, synapse -> -1 - 0.01 * (synapse % 50));
        return model(circuit, form, initial, Loss.CROSS_ENTROPY, 10, new RandomStreams(20261130));
    }

    private static LayeredNetwork network(Activation activation, Activation read, int... hidden) {
        return new LayeredNetwork(
                List.of("a", "b", "c", "d"),
                IntStream.of(hidden)
                        .mapToObj(size -> new Layer(size, activation, SpikeCoding.GRADED))
                        .toList(),
                List.of("x", "y", "z"),
                read,
                true);
    }

    private static PhasedLearning model(
            Circuit circuit, WeightForm form, double[] initial, Loss loss, long opportunities, RandomStreams streams) {
        return new PhasedLearning(
                circuit,
                form,
                initial,
                loss,
                new Target.Classes(List.of("x", "y", "z")),
                new Split(IntStream.range(0, 7).mapToObj(PhasedRules::sample).toList(), List.of()),
                3,
                opportunities,
                1_000_000_000L,
                streams);
    }

    private static Sample sample(int number) {
        double[] features = {0.1 * number, 0.9 - 0.1 * number, number % 2, 0.3};
        double[] target = new double[3];
        target[number % 3] = 1;
        return new Sample(features, target);
    }
}

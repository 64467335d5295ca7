package io.dopaflow.scenarios.schema.phased;

import io.dopaflow.models.environment.Choice;
import io.dopaflow.models.rule.Expression;
import io.dopaflow.models.rule.Group;
import io.dopaflow.models.rule.Phase;
import io.dopaflow.models.rule.Phase.Disturbance;
import io.dopaflow.models.rule.Phase.Settling;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import io.dopaflow.scenarios.format.ValueType;
import io.dopaflow.scenarios.format.Values;
import io.dopaflow.scenarios.format.WordOrMapping;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The keys of a phase. */
final class PhaseSchema {

    /** Stands for a projection that is not said. */
    static final String UNSAID = "";

    private static final long MOST_STEPS = 100_000;
    private static final double MOST = 1000;

    private static final Key<Phase, String> NAME =
            Key.required("name", Words.NAME, Phase::name, "A name of its own, by which factors name the phase.");

    private static final Key<Phase, Phase.Kind> KIND = Key.required(
            "kind",
            Types.choice(Phase.Kind.class),
            Phase::kind,
            "Which way spikes go. forward: a wave from the inputs to the outputs. feedback: a wave from the outputs down,"
                    + " into apical compartments. inject: one synapse far through the network's own synapses. reconstruct:"
                    + " one synapse far through a projection. lateral: the same within a layer. settle: all neurons at once,"
                    + " forward and back, in steps.");

    private static final Key<Phase, String> THROUGH = Key.conditional(
            "through",
            Words.NAME,
            "W, the network's own synapses, with kind: forward | inject | settle; otherwise the only projection that fits",
            phase -> Optional.of(phase.through()),
            "The projection that carries the spikes.");

    private static final Key<Disturbance, Double> NEURONS = Words.kind(
            "neurons",
            Words.SIZE,
            Disturbance.OfNeurons.class,
            Disturbance.OfNeurons::size,
            "Each neuron adds normal noise of this standard deviation to its drive, or with kind: inject each hidden neuron"
                    + " to what it sends.");

    private static final Key<Disturbance, Double> SYNAPSES = Words.kind(
            "synapses",
            Words.SIZE,
            Disturbance.OfSynapses.class,
            Disturbance.OfSynapses::size,
            "Each synapse adds normal noise of this standard deviation to its weight.");

    private static final Key<Disturbance, String> MIRROR = Words.kind(
            "mirror",
            Words.NAME,
            Disturbance.Mirrored.class,
            Disturbance.Mirrored::phase,
            "The noise of that earlier phase with the other sign.");

    private static final Key<Disturbance, Double> INPUTS = Words.kind(
            "inputs",
            Words.SIZE,
            Disturbance.OfInputs.class,
            Disturbance.OfInputs::size,
            "With kind: inject each input adds normal noise of this standard deviation to what it sends.");

    private static final Key<Disturbance, Double> MASK = Words.kind(
            "mask",
            Types.fraction(),
            Disturbance.Mask.class,
            Disturbance.Mask::probability,
            "With kind: inject each input is silent with this probability.");

    private static final Key<Disturbance, Double> SALT_AND_PEPPER = Words.kind(
            "salt-and-pepper",
            Types.fraction(),
            Disturbance.SaltAndPepper.class,
            Disturbance.SaltAndPepper::probability,
            "With kind: inject each input sends 0 or 1 with this probability, each half of the time.");

    private static final Key<Disturbance, Double> GREEDY = Key.conditional(
            "greedy",
            Types.number(0, 1),
            "another of these keys",
            noise -> noise instanceof Disturbance.Chosen chosen && chosen.choice() instanceof Choice.Greedy greedy
                    ? Optional.of(greedy.exploration())
                    : Optional.empty(),
            "In an environment: the output that reads most is chosen, or any with this probability.");

    private static final Key<Phase, Disturbance> NOISE = Key.defaulted(
            "noise",
            new WordOrMapping<>(
                    Types.choice(words()),
                    MappingType.of(
                                    List.of(NEURONS, SYNAPSES, MIRROR, INPUTS, MASK, SALT_AND_PEPPER, GREEDY),
                                    PhaseSchema::noise)
                            .withExactlyOneOf(
                                    "neurons: 0.1", NEURONS, SYNAPSES, MIRROR, INPUTS, MASK, SALT_AND_PEPPER, GREEDY),
                    noise -> !words().containsValue(noise)),
            new Disturbance.None(),
            Phase::noise,
            "How neurons or synapses are disturbed. spikes: hidden neurons spike with the probability of their activation"
                    + " or stay silent; with kind: reconstruct all that receive, inputs too. three-valued: in a feedback phase, who"
                    + " would send d sends the sign of d with the probability |d|, and nothing otherwise. sign: the sign of d"
                    + " whatever its size. jitter: delays jitter, which only learning cycles have (rule: multi-update). choice:"
                    + " in an environment, one output is chosen by the softmax of what they read; post is then 1 for that one"
                    + " and 0 for others, drive what each read, and noise post less its probability.");

    private static final Key<Phase, Boolean> ACTIVATED = Key.defaulted(
            "activated",
            Types.FLAG,
            false,
            Phase::activated,
            "Whether the apical compartment passes what arrives through the neuron's activation; that of an input is the"
                    + " sigmoid.");

    private static final Key<Settling, String> BACK =
            Key.required("back", Words.NAME, Settling::back, "The projection that leads back, wired transpose.");

    private static final Key<Settling, Long> STEPS = Key.required(
            "steps",
            Types.wholeNumber(1, MOST_STEPS),
            settling -> (long) settling.steps(),
            "How many steps the potentials take.");

    private static final Key<Settling, Double> DT = Key.defaulted(
            "dt", Types.positive(MOST), 0.5, Settling::dt, "Length of a step, in time constants of the neurons.");

    private static final Key<Settling, Boolean> BOUNDED = Key.defaulted(
            "bounded", Types.FLAG, false, Settling::bounded, "Whether potentials are kept within 0 and 1.");

    private static final Key<Settling, String> START = Key.conditional(
            "start",
            Words.NAME,
            "a start at 0",
            Settling::start,
            "The earlier phase of kind settle from whose end the potentials go on.");

    private static final Key<Settling, Double> NUDGE = Key.defaulted(
            "nudge",
            Types.number(-MOST, MOST),
            0.0,
            Settling::nudge,
            "beta: how strongly outputs are pulled to their targets.");

    private static final Key<Settling, String> SIGN = Key.conditional(
            "sign",
            Words.NAME,
            "the nudge as it is",
            Settling::sign,
            "The broadcast, a coin, by which the nudge is multiplied: outputs are pulled or pushed by chance.");

    private static final Key<Phase, Settling> SETTLING = Key.conditional(
            "settling",
            MappingType.of(List.of(BACK, STEPS, DT, BOUNDED, START, NUDGE, SIGN), PhaseSchema::settling),
            "required with kind: settle, and only there",
            Phase::settling,
            "How neurons settle: u changes by dt (phi'(u) I - u + beta (y - u)) a step, the last term at outputs only.");

    private static final Map<Group, Key<Map<Group, Expression>, Expression>> SENT = sent();

    /** What neurons send. */
    static final MappingType<Map<Group, Expression>> SENT_BY_GROUP =
            MappingType.of(List.copyOf(SENT.values()), PhaseSchema::sends);

    private static final Key<Phase, Map<Group, Expression>> SENDS = Key.conditional(
            "sends",
            SENT_BY_GROUP,
            "the kind's own",
            phase -> Optional.of(phase.sends()).filter(sends -> !sends.isEmpty()),
            "What neurons send, by group. Left out, in a feedback wave outputs send error and hidden neurons what arrived"
                    + " times their slope; with inject and lateral neurons send their amplitude; with reconstruct nothing.");

    static final MappingType<Phase> TYPE =
            MappingType.of(List.of(NAME, KIND, THROUGH, NOISE, ACTIVATED, SENDS, SETTLING), PhaseSchema::phase);

    private PhaseSchema() {}

    private static Map<String, Disturbance> words() {
        Map<String, Disturbance> words = new LinkedHashMap<>();
        words.put("none", new Disturbance.None());
        words.put("spikes", new Disturbance.Spikes());
        words.put("three-valued", new Disturbance.ThreeValued(true));
        words.put("sign", new Disturbance.ThreeValued(false));
        words.put("choice", new Disturbance.Chosen(new Choice.Softmax()));
        words.put("jitter", new Disturbance.Jitter());
        return words;
    }

    private static Disturbance noise(Values values) {
        return values.find(NEURONS)
                .<Disturbance>map(Disturbance.OfNeurons::new)
                .or(() -> values.find(SYNAPSES).map(Disturbance.OfSynapses::new))
                .or(() -> values.find(INPUTS).map(Disturbance.OfInputs::new))
                .or(() -> values.find(MASK).map(Disturbance.Mask::new))
                .or(() -> values.find(SALT_AND_PEPPER).map(Disturbance.SaltAndPepper::new))
                .or(() -> values.find(GREEDY).map(size -> new Disturbance.Chosen(new Choice.Greedy(size))))
                .orElseGet(() -> new Disturbance.Mirrored(values.get(MIRROR)));
    }

    private static Map<Group, Key<Map<Group, Expression>, Expression>> sent() {
        ValueType<Expression> any = Expressions.of(0);
        Map<Group, String> docs = new EnumMap<>(Map.of(
                Group.INPUT, "What input neurons send.",
                Group.BIAS, "What bias neurons send, where it differs from what inputs send.",
                Group.HIDDEN, "What hidden neurons send.",
                Group.LAST, "What hidden neurons with a synapse onto an output send, where it differs.",
                Group.OUTPUT, "What outputs send."));
        Map<Group, Key<Map<Group, Expression>, Expression>> keys = new EnumMap<>(Group.class);
        docs.forEach((group, doc) -> keys.put(
                group,
                Key.conditional(
                        group.name().toLowerCase(Locale.ROOT),
                        any,
                        "the kind's own",
                        sends -> Optional.ofNullable(sends.get(group)),
                        doc)));
        return keys;
    }

    private static Map<Group, Expression> sends(Values values) {
        Map<Group, Expression> sends = new EnumMap<>(Group.class);
        SENT.forEach((group, key) -> values.find(key).ifPresent(sent -> sends.put(group, sent)));
        return sends;
    }

    private static Phase phase(Values values) {
        return new Phase(
                values.get(NAME),
                values.get(KIND),
                values.find(THROUGH).orElse(UNSAID),
                values.find(SENDS).orElse(Map.of()),
                values.get(NOISE),
                values.get(ACTIVATED),
                values.find(SETTLING));
    }

    private static Settling settling(Values values) {
        return new Settling(
                values.get(BACK),
                values.get(STEPS).intValue(),
                values.get(DT),
                values.get(BOUNDED),
                values.find(START),
                values.get(NUDGE),
                values.find(SIGN));
    }
}

package io.dopaflow.models.rule;

import io.dopaflow.models.environment.Choice;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A phase of a rule: one exchange of spikes between neurons, after those before it.
 *
 * @param name unique in the rule
 * @param kind which way the spikes go
 * @param through the projection that carries them
 * @param sends what neurons send, by group; what is not given is the kind's own, see {@link Kind}
 * @param noise how neurons or synapses are disturbed
 * @param activated whether the apical compartment passes what arrives through the neuron's activation
 * @param settling how neurons settle, in a phase of kind settle and only there
 */
public record Phase(
        String name,
        Kind kind,
        String through,
        Map<Group, Expression> sends,
        Disturbance noise,
        boolean activated,
        Optional<Settling> settling) {

    /** Which way the spikes of a phase go. */
    public enum Kind {
        /**
         * A wave from the sources to the outputs, through the forward synapses. A neuron waits for its whole fan-in, sums
         * it, and sends its amplitude.
         */
        FORWARD,
        /**
         * A wave from the outputs down. Outputs send their error; each neuron below waits for its whole fan-in of the
         * projection, sums it in its apical compartment, and sends that times its slope.
         */
        FEEDBACK,
        /** Each neuron sends its own at once through the forward synapses: drives without a wave, one synapse far. */
        INJECT,
        /** Each neuron sends its own at once through a feedback projection, into apical compartments, one synapse far. */
        RECONSTRUCT,
        /** The same within a layer. */
        LATERAL,
        /**
         * All neurons send at once, again and again: forward to basal compartments, and through a feedback projection back to
         * apical ones. Each moves its potential by what arrives, see {@link Settling}.
         */
        SETTLE
    }

    /**
     * Steps in which potentials u settle. With the sums I of both compartments at step k, all of step k - 1,
     *
     * <pre>u &lt;- u + dt (phi'(u) I - u + beta (y - u)),</pre>
     *
     * the last term at outputs only, y their target (Scellier and Bengio 2017, equations 1 to 5). What a neuron sends is
     * phi(u). After the last step it sends once more: this is its amplitude in the phase.
     *
     * @param back the projection that leads back
     * @param steps at least 1
     * @param dt length of a step in time constants, above 0
     * @param bounded whether u is kept within 0 and 1 after each step
     * @param start an earlier phase of this kind, from whose end potentials go on; empty for a start at 0
     * @param nudge beta, finite; 0 for none
     * @param sign the coin by which beta is multiplied, anew in each wave: outputs are pulled to their targets or pushed from
     *     them; empty for beta as it is
     */
    public record Settling(
            String back,
            int steps,
            double dt,
            boolean bounded,
            Optional<String> start,
            double nudge,
            Optional<String> sign) {
        /** Validates the ranges. */
        public Settling {
            if (steps < 1) {
                throw new IllegalArgumentException("steps are " + steps + "; allowed: at least 1");
            }
            if (!(dt > 0 && dt < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("dt is " + dt + "; allowed: finite, above 0");
            }
            if (!Double.isFinite(nudge)) {
                throw new IllegalArgumentException("nudge is " + nudge + "; allowed: finite");
            }
        }

        /** With a nudge that has the same sign in each wave. */
        public Settling(String back, int steps, double dt, boolean bounded, Optional<String> start, double nudge) {
            this(back, steps, dt, bounded, start, nudge, Optional.empty());
        }
    }

    /** How a phase is disturbed. */
    public sealed interface Disturbance {

        /** Not at all. */
        record None() implements Disturbance {}

        /**
         * Normal noise of each neuron: in a forward wave it is added to the drive of hidden and output neurons, in a phase of
         * kind inject to what hidden neurons send.
         *
         * @param size standard deviation, above 0
         */
        record OfNeurons(double size) implements Disturbance {
            /** Validates the size. */
            public OfNeurons {
                requirePositive(size);
            }
        }

        /**
         * Normal noise that each input neuron adds to what it sends, in a phase of kind inject.
         *
         * @param size standard deviation, above 0
         */
        record OfInputs(double size) implements Disturbance {
            /** Validates the size. */
            public OfInputs {
                requirePositive(size);
            }
        }

        /**
         * Each input neuron stays silent by chance, in a phase of kind inject.
         *
         * @param probability of silence, within [0, 1)
         */
        record Mask(double probability) implements Disturbance {
            /** Validates the probability. */
            public Mask {
                requireFraction("mask", probability);
            }
        }

        /**
         * Salt and pepper: by chance an input neuron sends 0 or 1, each half of the time, in place of what it would send, in a phase
         * of kind inject.
         *
         * @param probability that it does, within [0, 1)
         */
        record SaltAndPepper(double probability) implements Disturbance {
            /** Validates the probability. */
            public SaltAndPepper {
                requireFraction("salt and pepper", probability);
            }
        }

        /**
         * Each synapse of the phase adds its own normal noise to its weight.
         *
         * @param size standard deviation, above 0
         */
        record OfSynapses(double size) implements Disturbance {
            /** Validates the size. */
            public OfSynapses {
                requirePositive(size);
            }
        }

        /**
         * The noise of an earlier phase with the other sign.
         *
         * @param phase its name
         */
        record Mirrored(String phase) implements Disturbance {}

        /**
         * The axonal delay of each synapse jitters, and what arrives has decayed by the time that is left in the window:
         * the wave of a learning cycle. It makes the eligibilities of spike timing.
         */
        record Jitter() implements Disturbance {}

        /**
         * Neurons spike or stay silent: amplitude 1 with the probability phi(v), otherwise 0. In a forward wave and in a phase of
         * kind inject hidden neurons do; in one of kind reconstruct the apical compartments of all that receive, inputs too.
         */
        record Spikes() implements Disturbance {}

        /**
         * In a feedback wave, a neuron that would send d sends the sign of d or nothing: 1, -1 or 0.
         *
         * @param stochastic whether by chance, with the probability |d|, at most 1: the mean is d where |d| is at most 1;
         *     otherwise always, whatever the size of d, which is not right in the mean
         */
        record ThreeValued(boolean stochastic) implements Disturbance {}

        /**
         * One output is chosen by what all outputs read, in the first answer of a network in an environment: its amplitude
         * becomes 1 and that of the others 0, and their noise is that less its probability.
         *
         * @param choice how
         */
        record Chosen(Choice choice) implements Disturbance {}

        private static void requireFraction(String name, double probability) {
            if (!(probability >= 0 && probability < 1)) {
                throw new IllegalArgumentException(name + " is " + probability + "; allowed: within [0, 1)");
            }
        }

        private static void requirePositive(double size) {
            if (!(size > 0 && size < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("noise is " + size + "; allowed: finite, above 0");
            }
        }
    }

    /** Copies the map. */
    public Phase {
        sends = Map.copyOf(sends);
    }

    /** A phase of any kind but settle. */
    public Phase(
            String name,
            Kind kind,
            String through,
            Map<Group, Expression> sends,
            Disturbance noise,
            boolean activated) {
        this(name, kind, through, sends, noise, activated, Optional.empty());
    }

    /** A phase in which neurons settle. */
    public static Phase settle(String name, Settling settling) {
        return new Phase(
                name, Kind.SETTLE, Projection.FORWARD, Map.of(), new Disturbance.None(), false, Optional.of(settling));
    }

    /** The same through another projection. */
    public Phase through(String projection) {
        return new Phase(name, kind, projection, sends, noise, activated, settling);
    }

    /** The same, but neurons send this. */
    Phase sending(Map<Group, Expression> other) {
        return new Phase(name, kind, through, other, noise, activated, settling);
    }

    /**
     * The same with other names.
     *
     * @param names for each phase that it names, itself included
     * @param coins for the coin that it names
     */
    Phase renamed(UnaryOperator<String> names, UnaryOperator<String> coins) {
        Phase renamed = with(expression -> expression.with(factor -> factor.ofPhase(names)));
        return new Phase(
                names.apply(name),
                kind,
                through,
                renamed.sends(),
                noise instanceof Disturbance.Mirrored mirrored
                        ? new Disturbance.Mirrored(names.apply(mirrored.phase()))
                        : noise,
                activated,
                settling.map(own -> new Settling(
                        own.back(),
                        own.steps(),
                        own.dt(),
                        own.bounded(),
                        own.start().map(names),
                        own.nudge(),
                        own.sign().map(coins))));
    }

    /** The same with each expression replaced. */
    Phase with(UnaryOperator<Expression> change) {
        Map<Group, Expression> changed = new EnumMap<>(Group.class);
        sends.forEach((group, expression) -> changed.put(group, change.apply(expression)));
        return new Phase(name, kind, through, changed, noise, activated, settling);
    }

    /** What neurons of a group send, as far as the rule says. */
    public Optional<Expression> sentBy(Group group) {
        Optional<Expression> own = Optional.ofNullable(sends.get(group));
        if (own.isPresent()) {
            return own;
        }
        return switch (group) {
            case LAST -> sentBy(Group.HIDDEN);
            case BIAS -> sentBy(Group.INPUT);
            case INPUT, HIDDEN, OUTPUT -> own;
        };
    }

    /**
     * What neurons of a group send: what the rule says, or the kind's own. Neurons of a forward wave send their amplitude.
     *
     * @param group of the neuron
     * @param first the first forward phase
     */
    public Expression sends(Group group, String first) {
        return sentBy(group).orElseGet(() -> switch (kind) {
            case FORWARD, SETTLE -> Expression.of("post@" + name);
            case FEEDBACK ->
                switch (group) {
                    case OUTPUT -> Expression.of("error@" + first);
                    case HIDDEN, LAST -> Expression.of("apical@" + name + ",slope@" + first);
                    case INPUT, BIAS -> Expression.ZERO;
                };
            case INJECT, LATERAL -> Expression.of("post@" + first);
            case RECONSTRUCT -> Expression.ZERO;
        });
    }

    /** Whether what arrives goes to basal compartments; otherwise it goes to apical ones. */
    public boolean isBasal() {
        return kind == Kind.FORWARD || kind == Kind.INJECT || kind == Kind.SETTLE;
    }

    /** Whether the outputs answer the sample in it: a forward wave, or settling without a nudge. */
    public boolean isAnswer() {
        return kind == Kind.FORWARD || settling.filter(own -> own.nudge() == 0).isPresent();
    }

    /** Whether it is a wave: a neuron sends what it makes of what it gets in the same phase. */
    public boolean isWave() {
        return kind == Kind.FORWARD || kind == Kind.FEEDBACK;
    }
}

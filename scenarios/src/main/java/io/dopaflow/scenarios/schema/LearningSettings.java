package io.dopaflow.scenarios.schema;

import io.dopaflow.models.cycle.CycleSchedule;
import io.dopaflow.models.neuron.IntegrationWindow;
import io.dopaflow.models.plasticity.Pairing;
import io.dopaflow.models.plasticity.Parametrisation;
import io.dopaflow.models.plasticity.StdpWindow;
import io.dopaflow.scenarios.format.Durations;
import io.dopaflow.scenarios.format.Key;
import io.dopaflow.scenarios.format.MappingType;
import io.dopaflow.scenarios.format.Types;
import java.util.List;
import java.util.Optional;

/**
 * How synapses change.
 *
 * @param rule how the scenario calls the rule
 * @param schedule cycles and baseline of a learning opportunity
 * @param parametrisation how a change is applied to a weight
 * @param pairing which pairs of spikes make the eligibility
 * @param stdp the window of spike-timing-dependent plasticity
 * @param halfWindow A, half of the integration window in time constants, from 0 to 5
 * @param step how far a learning opportunity moves the weights
 * @param length how long the run is
 */
public record LearningSettings(
        Rule rule,
        CycleSchedule schedule,
        Parametrisation parametrisation,
        Pairing pairing,
        Stdp stdp,
        double halfWindow,
        StepSize step,
        RunLength length)
        implements HasLength {

    /** Equal settings for equal learning, where that is the membrane's time constant, in picoseconds. */
    LearningSettings beside(long membranePs) {
        return new LearningSettings(
                rule, schedule, parametrisation, pairing, stdp.beside(membranePs), halfWindow, step, length);
    }

    /** The rules by name. */
    public enum Rule {
        /** A sample is presented for several cycles. */
        MULTI_UPDATE,
        /** The same, by its name among all rules. */
        REWARD_STDP,
        /** A sample is presented for one update. */
        SINGLE_UPDATE
    }

    /** How long a run is. */
    public sealed interface RunLength {

        /** In learning opportunities: presentations of one of so many training samples. */
        long opportunities(int trainingSamples);

        /**
         * So many times through all training samples.
         *
         * @param count from 1
         */
        record Epochs(long count) implements RunLength {
            @Override
            public long opportunities(int trainingSamples) {
                return Math.multiplyExact(count, trainingSamples);
            }
        }

        /**
         * So many presentations.
         *
         * @param count from 1
         */
        record Opportunities(long count) implements RunLength {
            @Override
            public long opportunities(int trainingSamples) {
                return count;
            }
        }
    }

    /** How far a learning opportunity moves the weights, said in either of two ways. */
    public sealed interface StepSize {

        /**
         * The learning rate alpha; infinite or NaN where none gives the flow time.
         *
         * @param drift gradient-flow time of a learning opportunity at a learning rate of 1
         */
        double learningRate(double drift);

        /**
         * By the gradient-flow time T of a learning opportunity: alpha = T / (n kappa(A)) for the standard
         * rule.
         *
         * @param time T, positive
         */
        record FlowTime(double time) implements StepSize {
            @Override
            public double learningRate(double drift) {
                return time / drift;
            }
        }

        /**
         * By alpha itself.
         *
         * @param alpha not negative
         */
        record LearningRate(double alpha) implements StepSize {
            @Override
            public double learningRate(double drift) {
                return alpha;
            }
        }
    }

    /**
     * The window of spike-timing-dependent plasticity.
     *
     * @param amplitudePlus A_plus, of potentiation; not negative
     * @param amplitudeMinus A_minus, of depression; not negative
     * @param tauPlusPs tau_plus, in picoseconds; nothing where it is the membrane's
     * @param tauMinusPs tau_minus, in picoseconds; nothing where it is the membrane's
     */
    public record Stdp(
            double amplitudePlus, double amplitudeMinus, Optional<Long> tauPlusPs, Optional<Long> tauMinusPs) {

        /** Amplitudes of 1 and the membrane's time constant. */
        public static final Stdp STANDARD = new Stdp(1, 1, Optional.empty(), Optional.empty());

        private static final double LARGEST_AMPLITUDE = 1000;

        private static final Key<Stdp, Double> A_PLUS = Key.defaulted(
                "A_plus",
                Types.number(0, LARGEST_AMPLITUDE),
                Stdp.STANDARD.amplitudePlus(),
                Stdp::amplitudePlus,
                "Amplitude of potentiation (the arrival precedes the readout).");

        private static final Key<Stdp, Double> A_MINUS = Key.defaulted(
                "A_minus",
                Types.number(0, LARGEST_AMPLITUDE),
                Stdp.STANDARD.amplitudeMinus(),
                Stdp::amplitudeMinus,
                "Amplitude of depression (the arrival follows the onset).");

        private static final Key<Stdp, Long> TAU_PLUS = Key.conditional(
                "tau_plus",
                Durations.between(TimingSettings.SHORTEST_TIME_CONSTANT, TimingSettings.LONGEST),
                "timing.time_constant",
                Stdp::tauPlusPs,
                "Time constant of potentiation; at least 1/700 of half the window.");

        private static final Key<Stdp, Long> TAU_MINUS = Key.conditional(
                "tau_minus",
                Durations.between(TimingSettings.SHORTEST_TIME_CONSTANT, TimingSettings.LONGEST),
                "timing.time_constant",
                Stdp::tauMinusPs,
                "Time constant of depression; at least 1/700 of half the window.");

        static final MappingType<Stdp> TYPE = MappingType.of(
                List.of(A_PLUS, A_MINUS, TAU_PLUS, TAU_MINUS),
                values -> new Stdp(
                        values.get(A_PLUS), values.get(A_MINUS), values.find(TAU_PLUS), values.find(TAU_MINUS)));

        /** Equal settings for equal windows: without time constants that are the membrane's, which is in picoseconds. */
        Stdp beside(long membranePs) {
            return new Stdp(
                    amplitudePlus,
                    amplitudeMinus,
                    tauPlusPs.filter(tau -> tau != membranePs),
                    tauMinusPs.filter(tau -> tau != membranePs));
        }

        /** The window beside that of the membrane. {@link StdpWindow.Branch} says which time constants it accepts. */
        public StdpWindow window(IntegrationWindow membrane, Pairing pairing) {
            return new StdpWindow(
                    membrane,
                    new StdpWindow.Branch(amplitudePlus, branch(membrane, tauPlusPs)),
                    new StdpWindow.Branch(amplitudeMinus, branch(membrane, tauMinusPs)),
                    pairing);
        }

        private static IntegrationWindow branch(IntegrationWindow membrane, Optional<Long> tauPs) {
            return tauPs.map(tau -> new IntegrationWindow(tau, membrane.halfWindowPs()))
                    .orElse(membrane);
        }
    }
}

package io.dopaflow.analysis.run;

/** What was planned and what was done in a run; counts from 0. */
public sealed interface RunWork {

    /** Number of synapses. */
    long synapses();

    /** Spikes emitted. */
    long spikes();

    /** Spikes that arrived at a synapse's postsynaptic neuron. */
    long synapticEvents();

    /** Messages between actors; 0 for engines without any. */
    long messages();

    /** Seconds from start to end. */
    double wallSeconds();

    /**
     * The same plan, of which so much is done.
     *
     * @param steps of the family's work: cycles, picoseconds, or learning opportunities
     * @param seconds from start to end
     */
    RunWork reached(long steps, long spikesDone, long synapticEventsDone, long messagesDone, double seconds);

    /**
     * The work of a learning cycle.
     *
     * @param opportunities number of learning opportunities planned
     * @param cyclesPlanned number of learning cycles planned
     * @param cyclesDone number of learning cycles whose reward was given
     */
    record OfCycles(
            long synapses,
            long opportunities,
            long cyclesPlanned,
            long cyclesDone,
            long spikes,
            long synapticEvents,
            long messages,
            double wallSeconds)
            implements RunWork {

        /** Rejects negative numbers. */
        public OfCycles {
            requireCount("synapses", synapses);
            requireCount("opportunities", opportunities);
            requireCount("cyclesPlanned", cyclesPlanned);
            requireCount("cyclesDone", cyclesDone);
            requireCounts(spikes, synapticEvents, messages, wallSeconds);
        }

        @Override
        public RunWork reached(
                long steps, long spikesDone, long synapticEventsDone, long messagesDone, double seconds) {
            return new OfCycles(
                    synapses,
                    opportunities,
                    cyclesPlanned,
                    steps,
                    spikesDone,
                    synapticEventsDone,
                    messagesDone,
                    seconds);
        }

        /** What a run is going to do, before it has done anything. */
        public static OfCycles planned(long synapses, long opportunities, long cycles) {
            return new OfCycles(synapses, opportunities, cycles, 0, 0, 0, 0, 0);
        }
    }

    /**
     * The work of a network that spikes freely.
     *
     * @param neurons number of cells: neurons and given trains
     * @param plannedPs biological time to be simulated, in ps
     * @param donePs biological time that was simulated, in ps
     */
    record OfNetwork(
            long neurons,
            long synapses,
            long plannedPs,
            long donePs,
            long spikes,
            long synapticEvents,
            long messages,
            double wallSeconds)
            implements RunWork {

        /** Rejects negative numbers. */
        public OfNetwork {
            requireCount("neurons", neurons);
            requireCount("synapses", synapses);
            requireCount("plannedPs", plannedPs);
            requireCount("donePs", donePs);
            requireCounts(spikes, synapticEvents, messages, wallSeconds);
        }

        @Override
        public RunWork reached(
                long steps, long spikesDone, long synapticEventsDone, long messagesDone, double seconds) {
            return new OfNetwork(
                    neurons, synapses, plannedPs, steps, spikesDone, synapticEventsDone, messagesDone, seconds);
        }

        /** What a run is going to do, before it has done anything. */
        public static OfNetwork planned(long neurons, long synapses, long durationPs) {
            return new OfNetwork(neurons, synapses, durationPs, 0, 0, 0, 0, 0);
        }
    }

    /**
     * The work of a network that learns by a rule, phase by phase.
     *
     * @param synapses those of all projections
     * @param opportunitiesPlanned number of learning opportunities planned
     * @param opportunitiesDone number of learning opportunities done
     */
    record OfPhases(
            long synapses,
            long opportunitiesPlanned,
            long opportunitiesDone,
            long spikes,
            long synapticEvents,
            long messages,
            double wallSeconds)
            implements RunWork {

        /** Rejects negative numbers. */
        public OfPhases {
            requireCount("synapses", synapses);
            requireCount("opportunitiesPlanned", opportunitiesPlanned);
            requireCount("opportunitiesDone", opportunitiesDone);
            requireCounts(spikes, synapticEvents, messages, wallSeconds);
        }

        @Override
        public RunWork reached(
                long steps, long spikesDone, long synapticEventsDone, long messagesDone, double seconds) {
            return new OfPhases(
                    synapses, opportunitiesPlanned, steps, spikesDone, synapticEventsDone, messagesDone, seconds);
        }

        /** What a run is going to do, before it has done anything. */
        public static OfPhases planned(long synapses, long opportunities) {
            return new OfPhases(synapses, opportunities, 0, 0, 0, 0, 0);
        }
    }

    private static void requireCounts(long spikes, long synapticEvents, long messages, double wallSeconds) {
        requireCount("spikes", spikes);
        requireCount("synapticEvents", synapticEvents);
        requireCount("messages", messages);
        if (!(wallSeconds >= 0 && wallSeconds < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("wallSeconds must be finite and at least 0, was " + wallSeconds);
        }
    }

    private static void requireCount(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be at least 0, was " + value);
        }
    }
}

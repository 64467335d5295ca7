package io.dopaflow.scenarios.schema;

/** A scenario of any family: all that its file says, with every default resolved. */
public sealed interface Scenario permits CycleScenario, SpikingScenario, PhasedScenario {

    /** A short name, part of the names of run directories. */
    String name();

    /** What it shows and what to look at; may be empty. */
    String description();

    /** The family of models that it belongs to. */
    Family model();

    /** Decides every random number of a run. */
    long seed();

    /** What executes it. */
    EngineChoice engine();

    /** The family of models that a scenario belongs to. It decides which sections the file has. */
    enum Family {
        /** Waves of spikes through a graph, each followed by a reward. */
        LEARNING_CYCLE("learning cycles"),
        /** Neurons that spike freely. */
        SPIKING_NETWORK("a network that spikes freely"),
        /** Networks that learn by a local rule, phase by phase. */
        PHASED_LEARNING("phased learning");

        private final String words;

        Family(String words) {
            this.words = words;
        }

        /** What messages call a scenario of it. */
        public String inWords() {
            return words;
        }
    }
}

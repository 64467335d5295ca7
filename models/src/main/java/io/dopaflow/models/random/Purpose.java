package io.dopaflow.models.random;

/** What a random stream is for. The codes are part of the determinism contract: never change one. */
public enum Purpose {
    /** The weight with which a synapse starts; the entity is the synapse. */
    INITIAL_WEIGHT(0),
    /** The axonal delay of each spike; the entity is the synapse, one 32-bit draw a cycle. */
    JITTER(1),
    /** Whether an all-or-none neuron fires; the entity is the neuron, one double a cycle. */
    SPIKING(2),
    /** The order of the samples; the entity is the epoch. */
    SAMPLE_ORDER(3),
    /** Which samples are held out; the entity is the class. */
    SPLIT(4),
    /** The directions in which a rule that runs are compared with tries its loss; the entity is the rule. */
    COMPARED_RULE(5),
    /** The directions in which the curvature of the loss is probed; the entity is the direction. */
    CURVATURE(6),
    /** The jitters by which a gradient is smoothed, for a prediction of its bias; one entity, 0. */
    SMOOTHING(7),
    /** The noise of a run that is rehearsed; the entity is the rehearsal. */
    REHEARSAL(8),
    /** The draws with replacement of an interval; one entity, 0. */
    BOOTSTRAP(9),
    /** Which neurons a projection connects, in streams derived by the projection; the entity is the neuron that draws. */
    CONNECTIONS(10),
    /** How many synapses go to either half of a range of targets, in streams derived by the projection; the entity is the range. */
    SYNAPSE_COUNTS(11),
    /** The weights of a projection, in streams derived by it; the entity is the target, the draws are in order of its synapses. */
    SYNAPSE_WEIGHTS(12),
    /** The delays of a projection, in streams derived by it; the entity is the target, the draws are in order of its synapses. */
    SYNAPSE_DELAYS(13),
    /** The state with which a neuron starts, in streams derived by population and variable; the entity is the neuron. */
    INITIAL_STATE(14),
    /** A random train of spikes, in streams derived by projection and source; the entity is the target. */
    SPIKE_TRAIN(15),
    /** A noisy current, in streams derived by projection and source; the entity is the target. */
    CURRENT_NOISE(16),
    /** When a neuron without a sharp threshold spikes, in streams derived by the population; the entity is the neuron. */
    ESCAPE(17),
    /** The delay of a reward, in streams derived by modulator and release; the entity is the reward. */
    REWARD(18),
    /** The presynaptic cells of new synapses, in streams derived by projection and second; the entity is the target. */
    REWIRING(19),
    /** What a neuron draws in the phases of a wave; the entity is the neuron, one double a phase that draws. */
    NEURON_NOISE(20),
    /** What a synapse adds to its weight in the phases of a wave; the entity is the synapse, one double a phase that draws. */
    SYNAPSE_NOISE(21),
    /** Whether a weight is rounded up; the entity is the synapse, one double an update. */
    ROUNDING(22),
    /** A task that a learning rule is sought or judged on, in streams derived by the generation; the entity is the task. */
    LEARNING_TASK(23),
    /** The directions in which the coefficients of a rule are varied; the entity is the generation. */
    VARIATION(24),
    /** Whether a neuron sends its error, as one of three values; the entity is the neuron, one double a phase of such errors. */
    ERROR_SIGN(25),
    /** Numbers 1 or -1 that all are told; the entity is the broadcast, one number of 32 bits a wave. */
    COIN(26),
    /** Which of the synapses that may work do; the entity is the rewiring, from 1, or 0 for the start. */
    WORKING_SYNAPSES(27),
    /** How the inputs of a task are exchanged, the entity is the task, and which sample's features distract, the entity is the copy. */
    TASK_PERMUTATION(28),
    /** What an environment draws: entity 0 in its steps, others at its start. */
    ENVIRONMENT(29),
    /** Which output is chosen; one entity, 0, one double a wave. */
    ACTION(30);

    private final int code;

    Purpose(int code) {
        this.code = code;
    }

    /** The word of the counter that sets the streams of this purpose apart. */
    public int code() {
        return code;
    }
}

package io.dopaflow.analysis.query;

import java.util.Arrays;
import java.util.List;

/**
 * A view that a query may read.
 *
 * @param name in SQL
 * @param of which runs have rows in it: {@code all}, or the words for their families
 * @param meaning of a row
 * @param columns in order
 */
public record View(String name, String of, String meaning, List<Field> columns) {
    /** The word for views of which every run may have rows. */
    public static final String ALL = "all";

    private static final String CYCLES = "learning-cycle";
    private static final String NETWORKS = "spiking-network";
    private static final String PHASES = "phased-learning";
    private static final String OF_SAMPLES = CYCLES + ", " + PHASES;

    private static final Field RUN = new Field("run", "name of the run's directory");
    private static final Field TIME = new Field("time_ps", "virtual time [ps]");
    private static final Field TIME_MS = new Field("time_ms", "virtual time [ms]");
    private static final Field OPPORTUNITY = new Field("opportunity", "learning opportunity, from 0");
    private static final Field CYCLE = new Field("cycle", "cycle in its learning opportunity, from 0");

    /** Copies the list. */
    public View {
        columns = List.copyOf(columns);
    }

    /**
     * A column of a view.
     *
     * @param name in SQL
     * @param meaning with its unit; of which family, where only one has it
     */
    public record Field(String name, String meaning) {}

    /** All views. A column that a run does not have is null in its rows. */
    public static List<View> all() {
        return List.of(
                view(
                        "runs",
                        ALL,
                        "a run",
                        RUN,
                        new Field("scenario", "its name"),
                        new Field("family", String.join(", ", CYCLES, NETWORKS, PHASES)),
                        new Field("seed", "of all random numbers"),
                        new Field("engine", "actor or population"),
                        new Field("threads", "that computed"),
                        new Field("status", "running (or killed), finished, failed or cancelled"),
                        new Field("dopaflow", "version that ran it"),
                        new Field("started", "date and time, UTC"),
                        new Field("seconds", "on the clock [s]"),
                        new Field("synapses", "in the network"),
                        new Field("spikes", "emitted"),
                        new Field("synaptic_events", "spikes that arrived at a synapse"),
                        new Field("messages", "between actors"),
                        new Field("digest", "of the weights, or of spikes, last states and what synapses have learnt")),
                view(
                        "spikes",
                        ALL,
                        "a spike",
                        RUN,
                        TIME,
                        TIME_MS,
                        new Field("neuron", "its id, see neurons"),
                        new Field("kind", "onset or readout (learning cycle)"),
                        new Field("phase", "its number, see phases (phased learning)"),
                        new Field(
                                "amplitude",
                                "of the readout, 1 for an onset (learning cycle); that was sent (phased learning)"),
                        OPPORTUNITY,
                        CYCLE),
                view(
                        "arrivals",
                        CYCLES,
                        "the arrival of a spike at a synapse",
                        RUN,
                        TIME,
                        TIME_MS,
                        new Field("synapse", "its id, see synapses"),
                        OPPORTUNITY,
                        CYCLE),
                view(
                        "rewards",
                        CYCLES,
                        "a reward that was broadcast",
                        RUN,
                        TIME,
                        TIME_MS,
                        OPPORTUNITY,
                        CYCLE,
                        new Field("loss", "of the cycle"),
                        new Field("reward", "the difference of two losses")),
                view(
                        "losses",
                        PHASES,
                        "the loss of a forward phase",
                        RUN,
                        TIME,
                        TIME_MS,
                        OPPORTUNITY,
                        new Field("phase", "its number, see phases"),
                        new Field("loss", "of the sample")),
                view(
                        "broadcasts",
                        PHASES,
                        "a number that was told to all synapses",
                        RUN,
                        TIME,
                        TIME_MS,
                        OPPORTUNITY,
                        new Field("broadcast", "its number, from 0"),
                        new Field("name", "as the rule calls it"),
                        new Field("value", "the baseline less the loss, the error of a value, or a learning rate")),
                view(
                        "steps",
                        PHASES,
                        "a step of the environment",
                        RUN,
                        TIME,
                        TIME_MS,
                        OPPORTUNITY,
                        new Field("action", "the output that was chosen, from 0; -1 where none is"),
                        new Field("reward", "of the step"),
                        new Field("measure", "regret (bandit), squared error of the estimate (jumping-mean); else 0")),
                view(
                        "tasks",
                        PHASES,
                        "how well the network did on a task, where several follow each other",
                        RUN,
                        TIME,
                        TIME_MS,
                        OPPORTUNITY,
                        new Field("task", "its number, from 1"),
                        new Field("held_out_loss", "mean loss on its held-out samples"),
                        new Field("held_out_accuracy", "share of these that are classified correctly"),
                        new Field("held_out_error", "root mean square, in the unit of the target"),
                        new Field("held_out_r2", "share of the variance explained")),
                view(
                        "updates",
                        PHASES,
                        "what a synapse wanted to change by, before the rate and the mean over a batch",
                        RUN,
                        OPPORTUNITY,
                        new Field("synapse", "its id, see synapses"),
                        new Field("update", "as the rule says")),
                view(
                        "weights",
                        ALL,
                        "a recorded weight of a synapse that learns",
                        RUN,
                        TIME,
                        TIME_MS,
                        new Field(
                                "opportunity",
                                "learning opportunity, from 0 (learning cycle); those done by then (phased learning)"),
                        new Field("cycle", "that changed it; -1 as the learning opportunity starts (learning cycle)"),
                        new Field("synapse", "its id, see synapses"),
                        new Field("theta", "log-weight (learning cycle)"),
                        new Field(
                                "weight",
                                "without the sign of the presynaptic neuron (learning cycle); with its sign, in the unit"
                                        + " of the postsynaptic model (spiking network); what the synapse stores, its weight or"
                                        + " its log-weight (phased learning)"),
                        new Field("eligibility", "of a synapse that has one (spiking network)")),
                view(
                        "rewirings",
                        NETWORKS,
                        "a synapse that was replaced by one from another cell",
                        RUN,
                        TIME,
                        TIME_MS,
                        new Field("synapse", "its id, which stays, see synapses"),
                        new Field("pre", "id of the presynaptic neuron after this time")),
                view(
                        "events",
                        NETWORKS,
                        "what reached the network",
                        RUN,
                        TIME,
                        TIME_MS,
                        new Field("kind", "released: a modulator arrived at the synapses"),
                        new Field("name", "of the modulator"),
                        new Field("amount", "1 for a spike of its neurons")),
                view(
                        "modulators",
                        NETWORKS,
                        "a recorded concentration of a modulator",
                        RUN,
                        TIME,
                        TIME_MS,
                        new Field("modulator", "its name"),
                        new Field("value", "concentration [1/ms]")),
                view(
                        "progress",
                        OF_SAMPLES,
                        "a score of the network",
                        RUN,
                        new Field("epoch", "epochs done"),
                        new Field("opportunity", "learning opportunities done"),
                        TIME,
                        TIME_MS,
                        new Field("training_loss", "mean over the training set"),
                        new Field("training_accuracy", "share that is classified correctly, 0 to 1"),
                        new Field("training_error", "root mean square, in the target's unit (regression)"),
                        new Field("training_r2", "coefficient of determination (regression)"),
                        new Field("held_out_loss", "mean over the samples held out"),
                        new Field("held_out_accuracy", "share that is classified correctly, 0 to 1"),
                        new Field("held_out_error", "root mean square, in the target's unit (regression)"),
                        new Field("held_out_r2", "coefficient of determination (regression)"),
                        new Field("elapsed_s", "since the run started [s]"),
                        new Field("cycles", "done (learning cycle)")),
                view(
                        "states",
                        NETWORKS,
                        "a recorded variable of a neuron",
                        RUN,
                        TIME,
                        TIME_MS,
                        new Field("neuron", "its id, see neurons"),
                        new Field("variable", "V_m [mV], currents [pA], conductances [nS], ..."),
                        new Field("value", "in the unit of the variable")),
                view(
                        "neurons",
                        ALL,
                        "a neuron, or a train of given spikes",
                        RUN,
                        new Field("neuron", "its id, from 0"),
                        new Field("name", "as in messages and figures"),
                        new Field("role", "input, bias, hidden, output or label (learning cycle, phased learning)"),
                        new Field("depth", "0 for inputs (learning cycle, phased learning)"),
                        new Field(
                                "sign",
                                "1 excitatory, -1 inhibitory; 1 where weights are signed (learning cycle, phased learning)"),
                        new Field("activation", "(learning cycle, phased learning)"),
                        new Field("coding", "graded or all-or-none (learning cycle, phased learning)"),
                        new Field("feature_or_output", "which one it stands for (learning cycle, phased learning)"),
                        new Field("population", "its name (spiking network)"),
                        new Field("index", "place in its population, from 0 (spiking network)"),
                        new Field("model", "of the neuron (spiking network)")),
                view(
                        "synapses",
                        ALL,
                        "a synapse; of a spiking network where the scenario records them",
                        RUN,
                        new Field("synapse", "its id, from 0"),
                        new Field("pre", "id of the presynaptic neuron"),
                        new Field("post", "id of the postsynaptic neuron"),
                        new Field("projection", "its name (spiking network, phased learning)"),
                        new Field("delay_ps", "from soma to arrival [ps] (spiking network)"),
                        new Field(
                                "weight",
                                "in the unit of the postsynaptic model; at the start, where it learns (spiking network)")),
                view(
                        "phases",
                        PHASES,
                        "a phase of the rule, in the rule without repetitions",
                        RUN,
                        new Field("phase", "its number, from 0"),
                        new Field("name", "as the rule calls it; with # and the repetition, where there are several"),
                        new Field("kind", "forward, feedback, inject, reconstruct, lateral or settle"),
                        new Field("projection", "that carries its spikes")),
                view(
                        "data",
                        OF_SAMPLES,
                        "a value of a sample",
                        RUN,
                        new Field("sample", "its number, from 0"),
                        new Field("part", "training or held-out"),
                        new Field("role", "feature, label or target"),
                        new Field("position", "of the feature or output, from 0"),
                        new Field("name", "of the column, or of the class"),
                        new Field("value", "as in the file"),
                        new Field("presented", "as the network is given it")));
    }

    private static View view(String name, String of, String meaning, Field... columns) {
        return new View(name, of, meaning, Arrays.asList(columns));
    }

    /** The columns of the table of that name, with what the view adds to them. */
    String select(String run, List<String> tableColumns, String query) {
        StringBuilder select = new StringBuilder("SELECT ").append(run).append(" AS run, *");
        if (tableColumns.contains("time_ps")) {
            select.append(", time_ps / 1e9 AS time_ms");
        }
        if (tableColumns.contains("theta") && !tableColumns.contains("weight")) {
            select.append(", exp(theta) AS weight");
        }
        return select.append(" FROM (").append(query).append(")").toString();
    }

    /** All columns, in the order of the documentation, of a relation that may lack some. */
    List<String> columnNames() {
        return columns.stream().map(Field::name).toList();
    }
}

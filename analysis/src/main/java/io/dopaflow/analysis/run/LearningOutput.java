package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.StorageException;
import io.dopaflow.analysis.store.Table;
import io.dopaflow.analysis.store.TableBuffer;
import io.dopaflow.models.network.Network;
import io.dopaflow.models.network.Neuron;
import io.dopaflow.models.network.NeuronRole;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Score;
import io.dopaflow.models.task.Split;
import io.dopaflow.models.task.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes what runs have in common in which a layered network learns from samples: neurons, samples, scores. */
public abstract sealed class LearningOutput extends RunOutput permits RunWriter, PhasedRunWriter {

    LearningOutput(
            RunDirectory directory, List<Table> tables, Duration flushInterval, Consumer<StorageException> onFailure) {
        super(directory, tables, flushInterval, onFailure);
    }

    /** Describes the neurons. */
    final void neurons(Network network) {
        TableBuffer neurons = store().buffer(RunTable.NEURONS);
        for (Neuron neuron : network.neurons()) {
            neurons.addRow(
                    neuron.id(),
                    neuron.name(),
                    neuron.role().getClass().getSimpleName().toLowerCase(Locale.ROOT),
                    network.depthOf(neuron.id()),
                    neuron.sign().factor(),
                    text(neuron.activation()),
                    text(neuron.coding()),
                    featureOrOutput(neuron.role()));
        }
    }

    /**
     * Keeps the samples, so that the run is whole without the file that they came from; once for a run.
     *
     * @param data the samples as they were read
     * @param heldOut which of them are not trained on
     * @param presented the same samples as the network is presented them
     */
    public void data(DataSet data, boolean[] heldOut, Split presented) {
        TableBuffer rows = store().buffer(RunTable.DATA);
        Iterator<Sample> training = presented.training().iterator();
        Iterator<Sample> rest = presented.heldOut().iterator();
        boolean classes = data.target() instanceof Target.Classes;
        for (int i = 0; i < heldOut.length; i++) {
            Sample read = data.samples().get(i);
            Sample shown = (heldOut[i] ? rest : training).next();
            int part = heldOut[i] ? 0 : 1;
            for (int j = 0; j < read.features().length; j++) {
                rows.addRow(i, part, 0, j, data.features().get(j), read.features()[j], shown.features()[j]);
            }
            int target = classes ? read.label() : 0;
            String name = data.target().names().get(target);
            rows.addRow(i, part, classes ? 1 : 2, target, name, read.target()[target], shown.target()[target]);
        }
        store().flush(() -> {});
    }

    /** The name of an enum constant in a table: lower case, words joined by hyphens. */
    static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static @Nullable Integer featureOrOutput(NeuronRole role) {
        if (role instanceof NeuronRole.Input input) {
            return input.feature();
        }
        return role instanceof NeuronRole.Output output ? output.index() : null;
    }

    /** How well the network does. */
    public abstract void progress(Progress progress);

    /** The row of a score: the columns that all tables of progress have, and then others. */
    static @Nullable Object[] scored(Progress progress, Object... others) {
        List<Object> row = new ArrayList<>(List.of(progress.epoch(), progress.opportunity(), progress.timePs()));
        row.addAll(scores(Optional.of(progress.training())));
        row.addAll(scores(progress.heldOut()));
        row.add(progress.elapsedSeconds());
        row.addAll(Arrays.asList(others));
        return row.toArray();
    }

    /** A score as four columns; without values where there is none. */
    static List<Object> scores(Optional<Score> score) {
        OptionalDouble none = OptionalDouble.empty();
        return List.of(
                score.map(Score::loss),
                score.map(Score::accuracy).orElse(none),
                score.map(Score::error).orElse(none),
                score.map(Score::r2).orElse(none));
    }
}

package io.dopaflow.analysis.compare;

import io.dopaflow.analysis.store.ParquetFile;
import io.dopaflow.analysis.store.ResultColumn;
import io.dopaflow.analysis.theory.StepPrediction;
import java.nio.file.Path;
import java.util.List;

/**
 * The compared learning opportunities as a Parquet file, a row for each, with the columns of
 * {@link OpportunityComparison} and {@link StepGeometry}: {@code opportunity}, {@code points}, {@code flow_step},
 * {@code rule_difference}, {@code flow_distance}, {@code flow_sup}, {@code sgd_distance}, {@code sgd_to_flow},
 * {@code predicted_rms}, {@code cosine}, {@code predicted_cosine}, {@code length}, {@code predicted_length}.
 * Predictions are NULL where there are none.
 */
public final class StepFile {
    private static final List<ResultColumn<OpportunityComparison>> COLUMNS = List.of(
            ResultColumn.bigint("opportunity", OpportunityComparison::opportunity),
            ResultColumn.integer("points", OpportunityComparison::points),
            ResultColumn.real("flow_step", OpportunityComparison::step),
            ResultColumn.real("rule_difference", OpportunityComparison::ruleDifference),
            ResultColumn.real("flow_distance", OpportunityComparison::flowDistance),
            ResultColumn.real("flow_sup", OpportunityComparison::flowSup),
            ResultColumn.real("sgd_distance", OpportunityComparison::sgdDistance),
            ResultColumn.real("sgd_to_flow", OpportunityComparison::sgdToFlow),
            ResultColumn.real("predicted_rms", OpportunityComparison::predictedRms),
            ResultColumn.real("cosine", step -> step.geometry().cosine()),
            ResultColumn.real(
                    "predicted_cosine", step -> step.geometry().predicted().map(StepPrediction::cosine)),
            ResultColumn.real("length", step -> step.geometry().relativeLength()),
            ResultColumn.real(
                    "predicted_length", step -> step.geometry().predicted().map(StepPrediction::relativeLength)));

    private StepFile() {}

    /**
     * Writes the file.
     *
     * @param path replaced if it exists
     * @throws io.dopaflow.analysis.store.StorageException if it cannot be written
     */
    public static void write(Comparison comparison, Path path) {
        ParquetFile.write(path, COLUMNS, comparison.opportunities());
    }
}

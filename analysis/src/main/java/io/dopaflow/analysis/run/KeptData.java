package io.dopaflow.analysis.run;

import io.dopaflow.analysis.store.WrongFileException;
import io.dopaflow.models.task.DataSet;
import io.dopaflow.models.task.Sample;
import io.dopaflow.models.task.Target;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The samples that a run has kept, as they were read: bit for bit those that it was given. */
public final class KeptData {
    private final List<String> features = new ArrayList<>();
    private final List<Double> row = new ArrayList<>();
    private final List<double[]> rows = new ArrayList<>();
    private final TreeMap<Integer, String> outputs = new TreeMap<>();
    private final List<Integer> labels = new ArrayList<>();
    private final List<Double> values = new ArrayList<>();

    private KeptData() {}

    /**
     * Reads them.
     *
     * @param file {@code data.parquet} in the directory of a run; of a run that was killed, its parts are read instead
     * @throws io.dopaflow.analysis.store.FileException if it is missing or damaged, or cannot be read
     */
    public static DataSet read(Path file) {
        KeptData data = new KeptData();
        try (RunDatabase database = new RunDatabase(file.toAbsolutePath().resolveSibling(""))) {
            if (!database.exists(RunTable.DATA)) {
                throw new WrongFileException(file, "not found");
            }
            database.query(
                    Set.of(RunTable.DATA),
                    "SELECT role, position, name, value FROM data ORDER BY sample, role, position",
                    List.of(),
                    data::add);
            return data.whole(file.getFileName().toString());
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new WrongFileException(file, "damaged, it holds no samples", e);
        }
    }

    /** The features of a sample come before its label or target. */
    private void add(ResultSet cell) throws SQLException {
        if (cell.getString(1).equals("feature")) {
            if (rows.isEmpty()) {
                features.add(cell.getString(3));
            }
            row.add(cell.getDouble(4));
            return;
        }
        rows.add(row.stream().mapToDouble(Double::doubleValue).toArray());
        row.clear();
        outputs.put(cell.getInt(2), cell.getString(3));
        labels.add(cell.getInt(2));
        if (cell.getString(1).equals("target")) {
            values.add(cell.getDouble(4));
        }
    }

    private DataSet whole(String name) {
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            double[] target = new double[outputs.size()];
            target[labels.get(i)] = values.isEmpty() ? 1 : values.get(i);
            samples.add(new Sample(rows.get(i), target));
        }
        if (samples.isEmpty() || !row.isEmpty()) {
            throw new IllegalArgumentException("a sample without a target");
        }
        List<String> names = List.copyOf(outputs.values());
        Target target = values.isEmpty() ? new Target.Classes(names) : new Target.Values(names);
        return new DataSet(name, features, target, samples);
    }
}

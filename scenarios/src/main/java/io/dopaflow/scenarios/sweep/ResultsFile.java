package io.dopaflow.scenarios.sweep;

import io.dopaflow.analysis.run.ParquetFile;
import io.dopaflow.analysis.run.ParquetFile.Field;
import io.dopaflow.analysis.run.ParquetRows;
import io.dopaflow.analysis.run.RunDirectoryException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The results of a sweep as a Parquet file: a row for each run, written whole and moved into place. */
final class ResultsFile {
    private static final String FINISHED = "finished";
    private static final String FAILED = "failed";

    private final Path path;
    private final List<Axis> axes;

    ResultsFile(Path path, List<Axis> axes) {
        this.path = path;
        this.axes = List.copyOf(axes);
    }

    private List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("member", ParquetFile.Type.BIGINT));
        axes.forEach(axis -> fields.add(axis.field()));
        fields.add(new Field("seed", ParquetFile.Type.BIGINT));
        fields.add(new Field("status", ParquetFile.Type.VARCHAR));
        for (String number :
                List.of("training_loss", "training_accuracy", "held_out_loss", "held_out_accuracy", "flow_distance")) {
            fields.add(new Field(number, ParquetFile.Type.DOUBLE));
        }
        fields.add(new Field("weights_digest", ParquetFile.Type.VARCHAR));
        fields.add(new Field("seconds", ParquetFile.Type.DOUBLE));
        fields.add(new Field("cycles", ParquetFile.Type.BIGINT));
        fields.add(new Field("engine", ParquetFile.Type.VARCHAR));
        fields.add(new Field("error", ParquetFile.Type.VARCHAR));
        return fields;
    }

    /** Replaces the file. */
    void write(Collection<MemberResult> results) {
        List<Field> fields = fields();
        try (ParquetFile file = new ParquetFile(path, fields)) {
            for (MemberResult result : results) {
                file.add(row -> fill(row, result));
            }
        }
    }

    private void fill(ParquetFile.Row row, MemberResult result) throws SQLException {
        row.bigint(result.member().number());
        for (int i = 0; i < axes.size(); i++) {
            String value = result.member().values().get(i);
            switch (axes.get(i).field().type()) {
                case BIGINT -> row.bigint(Long.parseLong(value));
                case DOUBLE -> row.real(Double.parseDouble(value));
                default -> row.text(value);
            }
        }
        row.bigint(result.member().seed()).text(result.isFailed() ? FAILED : FINISHED);
        real(row, result.trainingLoss());
        real(row, result.trainingAccuracy());
        real(row, result.heldOutLoss());
        real(row, result.heldOutAccuracy());
        real(row, result.flowDistance());
        text(row, result.digest());
        row.real(result.seconds()).bigint(result.cycles()).text(result.engine());
        text(row, result.error());
    }

    private static void real(ParquetFile.Row row, OptionalDouble value) throws SQLException {
        if (value.isPresent()) {
            row.real(value.getAsDouble());
        } else {
            row.nothing();
        }
    }

    private static void text(ParquetFile.Row row, Optional<String> value) throws SQLException {
        if (value.isPresent()) {
            row.text(value.get());
        } else {
            row.nothing();
        }
    }

    /**
     * Reads the file.
     *
     * @param members all runs of the sweep, by number
     * @throws RunDirectoryException if the file is damaged, or holds runs that the sweep does not have
     */
    List<MemberResult> read(List<Member> members) {
        List<MemberResult> results = new ArrayList<>();
        ParquetRows.read(path, MemberResult.COLUMNS, row -> results.add(result(row, members)));
        return results;
    }

    private MemberResult result(ParquetRows.Row row, List<Member> members) {
        long number = row.whole(0);
        if (number < 0 || number >= members.size() || members.get((int) number).seed() != row.whole(1)) {
            throw new RunDirectoryException(
                    path, "found run " + number + " with seed " + row.whole(1) + ", which this sweep does not have");
        }
        return new MemberResult(
                members.get((int) number),
                row.real(3),
                row.real(4),
                row.real(5),
                row.real(6),
                row.real(7),
                row.text(8),
                row.real(9).orElse(0),
                row.whole(10),
                row.text(11).orElse(""),
                row.text(12));
    }
}

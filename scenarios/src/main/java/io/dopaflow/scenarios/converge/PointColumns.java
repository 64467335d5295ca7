package io.dopaflow.scenarios.converge;

import io.dopaflow.analysis.run.ParquetFile;
import io.dopaflow.analysis.run.ParquetFile.Field;
import io.dopaflow.scenarios.sweep.Axis;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The columns that say which grid point a row belongs to. */
final class PointColumns {
    static final List<String> NAMES =
            List.of("point", "scenario", "synapses", "p", "q", "prefactor", "flow_time", "cycles", "half_window");

    private final StudyPlan plan;
    private final List<StudyCurve> curves = new ArrayList<>();
    private final List<StudyPoint> points = new ArrayList<>();

    PointColumns(StudyPlan plan) {
        this.plan = plan;
        for (StudyCurve curve : plan.curves()) {
            for (StudyPoint point : curve.points()) {
                curves.add(curve);
                points.add(point);
            }
        }
    }

    List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(new Field("point", ParquetFile.Type.BIGINT));
        fields.add(new Field("scenario", ParquetFile.Type.VARCHAR));
        plan.axes().forEach(axis -> fields.add(axis.field()));
        fields.add(new Field("synapses", ParquetFile.Type.BIGINT));
        for (String number : List.of("p", "q", "prefactor", "flow_time")) {
            fields.add(new Field(number, ParquetFile.Type.DOUBLE));
        }
        fields.add(new Field("cycles", ParquetFile.Type.BIGINT));
        fields.add(new Field("half_window", ParquetFile.Type.DOUBLE));
        return fields;
    }

    void fill(ParquetFile.Row row, int number) throws SQLException {
        StudyCurve curve = curves.get(number);
        StudyPoint point = points.get(number);
        row.bigint(number).text(curve.scenario());
        for (int i = 0; i < plan.axes().size(); i++) {
            Axis axis = plan.axes().get(i);
            String value = curve.values().get(i);
            switch (axis.field().type()) {
                case BIGINT -> row.bigint(Long.parseLong(value));
                case DOUBLE -> row.real(Double.parseDouble(value));
                default -> row.text(value);
            }
        }
        row.bigint(point.model().network().synapseCount())
                .real(curve.scaling().p())
                .real(curve.scaling().q())
                .real(curve.scaling().prefactor())
                .real(curve.scaling().time())
                .bigint(point.model().schedule().cycles())
                .real(point.model().timing().halfWindow());
    }
}

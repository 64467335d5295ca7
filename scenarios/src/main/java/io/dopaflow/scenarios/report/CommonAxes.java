package io.dopaflow.scenarios.report;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Panel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Axes from the lowest to the highest end of those that show the same, so that lengths can be compared by eye. */
final class CommonAxes {
    private CommonAxes() {}

    /** The figures, with common axes in those panels that all of them have. */
    static List<Figure> of(List<Figure> figures) {
        int panels = figures.get(0).panels().size();
        if (figures.size() < 2
                || figures.stream().anyMatch(figure -> figure.panels().size() != panels)) {
            return figures;
        }
        List<List<Panel>> changed = new ArrayList<>();
        figures.forEach(figure -> changed.add(new ArrayList<>()));
        for (int i = 0; i < panels; i++) {
            int index = i;
            List<Panel> same =
                    figures.stream().map(figure -> figure.panels().get(index)).toList();
            List<Axis> x = common(same, Panel::x);
            List<Axis> y = common(same, Panel::y);
            for (int run = 0; run < same.size(); run++) {
                Panel panel = same.get(run);
                changed.get(run).add(new Panel(panel.title(), x.get(run), y.get(run), panel.height(), panel.marks()));
            }
        }
        List<Figure> all = new ArrayList<>();
        for (int run = 0; run < figures.size(); run++) {
            Figure figure = figures.get(run);
            all.add(new Figure(figure.title(), figure.columns(), changed.get(run), figure.notes()));
        }
        return all;
    }

    private static List<Axis> common(List<Panel> panels, Function<Panel, Axis> which) {
        List<Axis> axes = panels.stream().map(which).toList();
        Axis first = axes.get(0);
        boolean areAlike = axes.stream()
                .allMatch(axis -> axis.rows().isEmpty()
                        && axis.label().equals(first.label())
                        && axis.isLogarithmic() == first.isLogarithmic());
        if (!areAlike) {
            return axes;
        }
        double from = axes.stream().mapToDouble(Axis::from).min().orElseThrow();
        double to = axes.stream().mapToDouble(Axis::to).max().orElseThrow();
        return axes.stream().map(axis -> axis.between(from, to)).toList();
    }
}

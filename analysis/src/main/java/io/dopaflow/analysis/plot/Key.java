package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What marks of each name look like: entries in rows, each row in the middle of the page. */
final class Key {
    static final double ROW = 22;
    private static final double SAMPLE = 30;
    private static final double GAP = 8;
    private static final double BETWEEN = 24;

    private final double width;
    private final List<List<Entry>> rows = new ArrayList<>();

    /**
     * A name and its samples.
     *
     * @param name as it is written
     * @param marks one of each kind and colour that has this name, drawn over one another
     */
    private record Entry(String name, List<Mark> marks) {
        double length() {
            return SAMPLE + GAP + Sheet.width(name, Look.TICK);
        }
    }

    /** To all marks of a figure on a page of this width. */
    Key(Figure figure, double width) {
        this.width = width;
        double room = 0;
        for (Entry entry : entries(figure, width)) {
            if (rows.isEmpty() || entry.length() > room) {
                rows.add(new ArrayList<>());
                room = width;
            }
            rows.get(rows.size() - 1).add(entry);
            room -= entry.length() + BETWEEN;
        }
    }

    private static List<Entry> entries(Figure figure, double width) {
        Map<String, List<Mark>> byName = new LinkedHashMap<>();
        for (Panel panel : figure.panels()) {
            for (Mark mark : panel.marks()) {
                if (!mark.name().isEmpty() && !(mark instanceof Mark.Matrix)) {
                    List<Mark> samples = byName.computeIfAbsent(mark.name(), name -> new ArrayList<>());
                    if (samples.stream().noneMatch(other -> other.getClass() == mark.getClass())) {
                        samples.add(mark);
                    }
                }
            }
        }
        List<Entry> entries = new ArrayList<>();
        byName.forEach(
                (name, marks) -> entries.add(new Entry(Sheet.fitted(name, Look.TICK, width - SAMPLE - GAP), marks)));
        return entries;
    }

    double height() {
        return ROW * rows.size();
    }

    void paint(Sheet sheet, double left, double top) {
        for (int row = 0; row < rows.size(); row++) {
            double length = rows.get(row).stream().mapToDouble(Entry::length).sum()
                    + BETWEEN * (rows.get(row).size() - 1);
            double x = left + (width - length) / 2;
            double middle = top + ROW * (row + 0.5);
            for (Entry entry : rows.get(row)) {
                for (Mark mark : entry.marks) {
                    mark.drawWith(new Sample(sheet.graphics(), x, middle));
                }
                double text = middle - Sheet.height(Look.TICK) / 2;
                sheet.write(entry.name, Look.TICK, Look.TEXT, x + SAMPLE + GAP, text, 0);
                x += entry.length() + BETWEEN;
            }
        }
    }

    /** Draws what a mark looks like, from x on. */
    private record Sample(Graphics2D g, double x, double y) implements Mark.Pen {
        @Override
        public void draw(Mark.Line line) {
            g.setColor(Look.colour(line.ink()));
            g.setStroke(Look.stroke(line.stroke()));
            g.draw(new Line2D.Double(x + 2, y, x + SAMPLE - 2, y));
        }

        @Override
        public void draw(Mark.Points points) {
            g.setColor(Look.colour(points.ink()));
            double middle = x + SAMPLE / 2;
            if (points.shape() == Mark.Shape.TICK) {
                g.fill(new Rectangle2D.Double(middle - 1, y - 6, 2, 12));
            } else {
                g.fill(new Ellipse2D.Double(middle - 4, y - 4, 8, 8));
            }
        }

        @Override
        public void draw(Mark.Bars bars) {
            Rectangle2D bar = new Rectangle2D.Double(x + 4, y - 6, SAMPLE - 8, 12);
            g.setColor(Look.faint(bars.ink()));
            g.fill(bar);
            g.setColor(Look.colour(bars.ink()));
            g.setStroke(Look.solid(1.3f));
            g.draw(bar);
        }

        @Override
        public void draw(Mark.Band band) {
            g.setColor(Look.faint(band.ink()));
            g.fill(new Rectangle2D.Double(x, y - 6, SAMPLE, 12));
        }

        @Override
        public void draw(Mark.Intervals intervals) {
            g.setColor(Look.colour(intervals.ink()));
            g.setStroke(Look.solid(1.5f));
            g.draw(new Line2D.Double(x + SAMPLE / 2, y - 7, x + SAMPLE / 2, y + 7));
        }

        @Override
        public void draw(Mark.Spans spans) {
            g.setColor(Look.faint(spans.ink()));
            g.fill(new Rectangle2D.Double(x, y - 4.5, SAMPLE, 9));
        }

        @Override
        public void draw(Mark.Rules rules) {
            g.setColor(Look.colour(rules.ink()));
            g.setStroke(new BasicStroke(1.4f));
            g.draw(new Line2D.Double(x + SAMPLE / 2, y - 7, x + SAMPLE / 2, y + 7));
        }

        @Override
        public void draw(Mark.Matrix matrix) {
            // Has a scale of its own.
        }
    }
}

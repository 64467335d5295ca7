package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Panel;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Where everything of a figure stands. Panels of a column have their plots below one another, those of a row beside one
 * another; an axis that is the same as that of the panel below or to the left is labelled once.
 */
final class Page {
    static final int WIDTH = 1100;
    private static final double MARGIN = 16;
    private static final double PLOT_HEIGHT = 220;
    private static final double GAP = 18;
    private static final double LINE_GAP = 2;

    private final Figure figure;
    private final List<String> title;
    private final List<String> notes;
    private final Key key;
    private final List<Frame> frames = new ArrayList<>();
    private final double[] lefts;
    private final double[] rights;
    private final double height;

    Page(Figure figure) {
        this.figure = figure;
        this.title = Sheet.wrapped(figure.title(), Look.TITLE, WIDTH - 2 * MARGIN);
        this.notes = figure.notes().stream()
                .flatMap(note -> Sheet.wrapped(note, Look.NOTE, WIDTH - 2 * MARGIN).stream())
                .toList();
        this.key = new Key(figure, WIDTH - 2 * MARGIN);
        int columns = figure.columns();
        this.lefts = new double[columns];
        double top = MARGIN + title.size() * lineHeight() + GAP / 2;
        this.rights = new double[columns];
        for (int column = 0; column < columns; column++) {
            lefts[column] = widest(column, this::leftOf);
            rights[column] = widest(column, this::rightOf);
        }
        double margins = 0;
        for (int column = 0; column < columns; column++) {
            margins += lefts[column] + rights[column];
        }
        double width = (WIDTH - 2 * MARGIN - margins - (columns - 1) * GAP) / columns;
        double bottom = top;
        for (int first = 0; first < size(); first += columns) {
            int end = Math.min(size(), first + columns);
            double above = most(first, end, this::above);
            double below = most(first, end, this::below);
            double tallest = most(first, end, i -> plotHeight(panel(i)));
            double x = MARGIN;
            for (int i = first; i < end; i++) {
                x += lefts[i - first];
                frames.add(new Frame(panel(i), new Rectangle2D.Double(x, bottom + above, width, plotHeight(panel(i)))));
                x += width + rights[i - first] + GAP;
            }
            bottom += above + tallest + below + GAP;
        }
        this.height = bottom + key.height() + (notes.isEmpty() ? 0 : GAP / 2) + notes.size() * noteHeight() + MARGIN;
    }

    int height() {
        return (int) Math.ceil(height);
    }

    /** Paints everything. */
    void paint(Sheet sheet) {
        sheet.graphics().setColor(Look.PAPER);
        sheet.graphics().fill(new Rectangle2D.Double(0, 0, WIDTH, height()));
        for (int line = 0; line < title.size(); line++) {
            sheet.write(title.get(line), Look.TITLE, Look.TEXT, WIDTH / 2.0, MARGIN + line * lineHeight(), 0.5);
        }
        for (int i = 0; i < size(); i++) {
            Frame frame = frames.get(i);
            frame.paintGrid(sheet);
            MarkPainter painter = new MarkPainter(sheet.graphics(), frame);
            frame.panel().marks().forEach(painter::paint);
            int column = i % figure.columns();
            double left = frame.plot().getX() - lefts[column];
            frame.paintAxes(sheet, isLowest(i), isFirst(i), left, Math.min(lefts[column], rights[column]));
            ColourBar.of(frame.panel()).ifPresent(bar -> bar.paint(sheet, frame.plot()));
        }
        double keyTop = height - MARGIN - notes.size() * noteHeight() - (notes.isEmpty() ? 0 : GAP / 2) - key.height();
        key.paint(sheet, MARGIN, keyTop);
        for (int line = 0; line < notes.size(); line++) {
            double y = height - MARGIN - (notes.size() - line) * noteHeight();
            sheet.write(notes.get(line), Look.NOTE, Look.FAINT_TEXT, MARGIN, y, 0);
        }
    }

    private int size() {
        return figure.panels().size();
    }

    private Panel panel(int i) {
        return figure.panels().get(i);
    }

    private static double plotHeight(Panel panel) {
        return PLOT_HEIGHT * panel.height();
    }

    private static double lineHeight() {
        return Sheet.height(Look.TITLE) + LINE_GAP;
    }

    private static double noteHeight() {
        return Sheet.height(Look.NOTE) + LINE_GAP;
    }

    /** Whether the horizontal axis of a panel is labelled: unless that of the panel below is the same. */
    private boolean isLowest(int i) {
        int below = i + figure.columns();
        return below >= size() || !panel(below).x().equals(panel(i).x());
    }

    /** Whether the vertical axis of a panel is named: unless that of the panel to the left has the same name. */
    private boolean isFirst(int i) {
        return i % figure.columns() == 0
                || !panel(i - 1).y().label().equals(panel(i).y().label());
    }

    private double widest(int column, IntToDoubleFunction of) {
        return IntStream.range(0, size())
                .filter(i -> i % figure.columns() == column)
                .mapToDouble(of)
                .max()
                .orElse(0);
    }

    private static double most(int from, int to, IntToDoubleFunction of) {
        return IntStream.range(from, to).mapToDouble(of).max().orElse(0);
    }

    private double leftOf(int i) {
        double ticks = Ticks.upwards(panel(i).y(), plotHeight(panel(i))).stream()
                .mapToDouble(tick -> Sheet.width(tick.text(), Look.TICK))
                .max()
                .orElse(0);
        boolean isNamed = isFirst(i) && !panel(i).y().label().isEmpty();
        return ticks + 2 * Frame.TICK_GAP + (isNamed ? Sheet.height(Look.AXIS) + Frame.TICK_GAP : 0);
    }

    /** Half of the last number at the horizontal axis may stand out; a scale of colours does. */
    private double rightOf(int i) {
        double standsOut = Ticks.along(panel(i).x(), WIDTH / 2.0).stream()
                        .mapToDouble(tick -> Sheet.width(tick.text(), Look.TICK))
                        .max()
                        .orElse(0)
                / 2;
        return ColourBar.of(panel(i)).map(bar -> bar.room(plotHeight(panel(i)))).orElse(standsOut);
    }

    private double above(int i) {
        double half = Sheet.height(Look.TICK) / 2;
        return panel(i).title().isEmpty() ? half : Sheet.height(Look.PANEL_TITLE) + Frame.TICK_GAP + LINE_GAP;
    }

    private double below(int i) {
        double half = Sheet.height(Look.TICK) / 2;
        if (!isLowest(i)) {
            return 0;
        }
        double name = panel(i).x().label().isEmpty() ? 0 : Sheet.height(Look.AXIS) + Frame.TICK_GAP / 2;
        return Math.max(half, Frame.TICK_GAP + Sheet.height(Look.TICK) + name);
    }
}

package io.dopaflow.analysis.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;
import org.knowm.xchart.XYChart;

/** Charts side by side and below one another under one title, with one key to their lines below. */
final class Panels extends XYChart {
    private static final int TITLE_HEIGHT = 44;
    private static final int KEY_MARGIN = 20;
    private static final int KEY_ROW = 22;
    private static final int KEY_LINE = 34;
    private static final int GAP = 8;

    private final String title;
    private final int columns;
    private final List<XYChart> charts;
    private final List<List<KeyEntry>> key;

    /**
     * What a kind of line means.
     *
     * @param name in a few words
     * @param colour of the line
     * @param stroke of the line
     */
    record KeyEntry(String name, Color colour, BasicStroke stroke) {}

    /**
     * Charts of one width, those of a row of one height, row by row.
     *
     * @param columns charts in a row
     * @param charts at least one
     * @param key to the lines, in the order in which it is shown
     */
    Panels(String title, int columns, List<XYChart> charts, List<KeyEntry> key) {
        super(
                columns * charts.get(0).getWidth(),
                top(charts, columns, charts.size() + columns - 1)
                        + KEY_MARGIN
                        + KEY_ROW
                                * rows(key, columns * charts.get(0).getWidth()).size());
        this.title = title;
        this.columns = columns;
        this.charts = List.copyOf(charts);
        this.key = rows(key, columns * charts.get(0).getWidth());
    }

    @Override
    public void paint(Graphics2D g, int width, int height) {
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        g.setColor(Color.WHITE);
        g.fillRect(0, 0, width, height);
        g.setColor(Palette.INK);
        g.setFont(Figure.font(Font.BOLD, 15));
        g.drawString(title, (width - g.getFontMetrics().stringWidth(title)) / 2f, 30f);
        for (int i = 0; i < charts.size(); i++) {
            XYChart chart = charts.get(i);
            int x = i % columns * chart.getWidth();
            int y = top(charts, columns, i);
            Graphics2D part = (Graphics2D) g.create(x, y, chart.getWidth(), chart.getHeight());
            chart.paint(part, chart.getWidth(), chart.getHeight());
            part.dispose();
        }
        paintKey(g, width, height);
    }

    /** Where the row of a chart begins. */
    private static int top(List<XYChart> charts, int columns, int chart) {
        int top = TITLE_HEIGHT;
        for (int row = 0; row < chart / columns; row++) {
            top += charts.get(row * columns).getHeight();
        }
        return top;
    }

    /** As many entries in a row as there is room for, at some 7 pixels a letter. */
    private static List<List<KeyEntry>> rows(List<KeyEntry> key, int width) {
        List<List<KeyEntry>> rows = new ArrayList<>();
        int room = 0;
        for (KeyEntry entry : key) {
            int length = KEY_LINE + 4 * GAP + 7 * entry.name().length();
            if (length > room) {
                rows.add(new ArrayList<>());
                room = width - 2 * KEY_MARGIN;
            }
            rows.get(rows.size() - 1).add(entry);
            room -= length;
        }
        return rows;
    }

    private void paintKey(Graphics2D g, int width, int height) {
        g.setFont(Figure.labelFont());
        for (int row = 0; row < key.size(); row++) {
            int length =
                    key.get(row).stream().mapToInt(entry -> length(g, entry)).sum() - 3 * GAP;
            float x = (width - length) / 2f;
            float middle = height - KEY_MARGIN - KEY_ROW * (key.size() - row - 0.5f);
            for (KeyEntry entry : key.get(row)) {
                g.setColor(entry.colour());
                g.setStroke(entry.stroke());
                g.draw(new Line2D.Float(x, middle, x + KEY_LINE, middle));
                g.setColor(Palette.INK);
                g.drawString(entry.name(), x + KEY_LINE + GAP, middle + 4);
                x += length(g, entry);
            }
        }
    }

    private static int length(Graphics2D g, KeyEntry entry) {
        return KEY_LINE + 4 * GAP + g.getFontMetrics().stringWidth(entry.name());
    }
}

package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Shades;
import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Paints marks into a frame. Everything of a mark is one shape, so that files stay small. */
final class MarkPainter implements Mark.Pen {
    /** From so many in a panel on, points are smaller. */
    private static final int MANY_POINTS = 4000;

    private static final double THICKEST_SPAN = 9;
    private static final double SPAN_OF_ROW = 0.5;
    private static final double TICK_OF_ROW = 0.7;
    private static final double LONGEST_TICK = 14;
    private static final double CAP = 3;

    /** Colours of a matrix are painted as an image of so many points for each pixel, or what is needed to part its cells. */
    private static final int DENSITY = 2;

    private final Graphics2D g;
    private final Frame frame;

    MarkPainter(Graphics2D graphics, Frame frame) {
        this.g = graphics;
        this.frame = frame;
    }

    /** Paints a mark, or what of it lies within the frame. */
    void paint(Mark mark) {
        Shape before = g.getClip();
        g.clip(frame.plot());
        g.setColor(Look.colour(mark.ink()));
        mark.drawWith(this);
        g.setClip(before);
    }

    @Override
    public void draw(Mark.Line line) {
        Path2D.Double path = new Path2D.Double();
        boolean isDown = false;
        double lastY = 0;
        for (int i = 0; i < line.x().length; i++) {
            double x = frame.x(line.x()[i]);
            double y = frame.y(line.y()[i]);
            if (!Double.isFinite(x) || !Double.isFinite(y)) {
                isDown = false;
                continue;
            }
            if (!isDown) {
                path.moveTo(x, y);
            } else {
                if (line.isHeld()) {
                    path.lineTo(x, lastY);
                }
                path.lineTo(x, y);
            }
            lastY = y;
            isDown = true;
        }
        g.setStroke(Look.stroke(line.stroke()));
        g.draw(path);
    }

    @Override
    public void draw(Mark.Points points) {
        Path2D.Double path = new Path2D.Double(Path2D.WIND_NON_ZERO);
        double size = points.x().length > MANY_POINTS ? 2 : points.shape() == Mark.Shape.DOT ? 3 : 6;
        for (int i = 0; i < points.x().length; i++) {
            double x = frame.x(points.x()[i]);
            double y = frame.y(points.y()[i]);
            if (Double.isFinite(x) && Double.isFinite(y)) {
                path.append(shape(points.shape(), x, y, size), false);
            }
        }
        g.fill(path);
    }

    private Shape shape(Mark.Shape shape, double x, double y, double size) {
        return switch (shape) {
            case DOT -> new Rectangle2D.Double(x - size / 2, y - size / 2, size, size);
            case CIRCLE -> new Ellipse2D.Double(x - size / 2, y - size / 2, size, size);
            case DIAMOND -> diamond(x, y, size / 2 + 1);
            case TICK -> {
                double height = Math.max(2, Math.min(LONGEST_TICK, TICK_OF_ROW * frame.pitch()));
                yield new Rectangle2D.Double(x - 1, y - height / 2, 2, height);
            }
        };
    }

    private static Shape diamond(double x, double y, double half) {
        Path2D.Double path = new Path2D.Double();
        path.moveTo(x, y - half);
        path.lineTo(x + half, y);
        path.lineTo(x, y + half);
        path.lineTo(x - half, y);
        path.closePath();
        return path;
    }

    @Override
    public void draw(Mark.Bars bars) {
        Path2D.Double fill = new Path2D.Double();
        Path2D.Double edge = new Path2D.Double();
        double floor = frame.panel().y().isLogarithmic() ? frame.plot().getMaxY() : frame.y(0);
        double[] edges = bars.edges();
        if (bars.heights().length > 0) {
            edge.moveTo(frame.x(edges[0]), floor);
        }
        for (int i = 0; i < bars.heights().length; i++) {
            double from = frame.x(edges[i]);
            double to = frame.x(edges[i + 1]);
            double top = bars.heights()[i] == 0 ? floor : frame.y(bars.heights()[i]);
            fill.append(new Rectangle2D.Double(from, Math.min(top, floor), to - from, Math.abs(floor - top)), false);
            edge.lineTo(from, top);
            edge.lineTo(to, top);
        }
        if (bars.heights().length > 0) {
            edge.lineTo(frame.x(edges[bars.heights().length]), floor);
        }
        g.setColor(Look.faint(bars.ink()));
        g.fill(fill);
        g.setColor(Look.colour(bars.ink()));
        g.setStroke(Look.solid(1.3f));
        g.draw(edge);
    }

    @Override
    public void draw(Mark.Band band) {
        Path2D.Double path = new Path2D.Double();
        int size = band.x().length;
        for (int i = 0; i < 2 * size; i++) {
            int at = i < size ? i : 2 * size - 1 - i;
            double x = frame.x(band.x()[at]);
            double y = frame.y(i < size ? band.upper()[at] : band.lower()[at]);
            if (i == 0) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        if (size > 0) {
            path.closePath();
        }
        g.setColor(Look.faint(band.ink()));
        g.fill(path);
    }

    @Override
    public void draw(Mark.Intervals intervals) {
        Path2D.Double path = new Path2D.Double();
        for (int i = 0; i < intervals.x().length; i++) {
            double x = frame.x(intervals.x()[i]);
            double low = frame.y(intervals.lower()[i]);
            double high = frame.y(intervals.upper()[i]);
            if (Double.isFinite(x) && Double.isFinite(low) && Double.isFinite(high)) {
                path.moveTo(x, low);
                path.lineTo(x, high);
                for (double end : new double[] {low, high}) {
                    path.moveTo(x - CAP, end);
                    path.lineTo(x + CAP, end);
                }
            }
        }
        g.setStroke(Look.solid(1.5f));
        g.draw(path);
    }

    @Override
    public void draw(Mark.Spans spans) {
        Path2D.Double path = new Path2D.Double();
        double height = Math.min(THICKEST_SPAN, SPAN_OF_ROW * frame.pitch());
        for (int i = 0; i < spans.row().length; i++) {
            double from = frame.x(spans.from()[i]);
            double to = frame.x(spans.to()[i]);
            path.append(new Rectangle2D.Double(from, frame.y(spans.row()[i]) - height / 2, to - from, height), false);
        }
        g.setColor(Look.faint(spans.ink()));
        g.fill(path);
    }

    @Override
    public void draw(Mark.Rules rules) {
        Path2D.Double path = new Path2D.Double();
        for (double at : rules.x()) {
            path.moveTo(frame.x(at), frame.plot().getY());
            path.lineTo(frame.x(at), frame.plot().getMaxY());
        }
        g.setStroke(new BasicStroke(1.4f));
        g.draw(path);
    }

    @Override
    public void draw(Mark.Matrix matrix) {
        Rectangle2D plot = frame.plot();
        int width = (int) Math.round(DENSITY * plot.getWidth());
        int height = (int) Math.round(DENSITY * plot.getHeight());
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        double[] scale = matrix.scale();
        Shades shades = Shades.of(matrix);
        int[] columns = places(matrix.x(), width, at -> frame.x(at) - plot.getX());
        int[] rows = places(matrix.y(), height, at -> frame.y(at) - plot.getY());
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double value = rows[y] < 0 || columns[x] < 0 ? Double.NaN : matrix.values()[rows[y]][columns[x]];
                if (Double.isFinite(value)) {
                    image.setRGB(x, y, 0xFF000000 | shades.rgb((value - scale[0]) / (scale[1] - scale[0])));
                }
            }
        }
        g.drawImage(
                image,
                (int) Math.round(plot.getX()),
                (int) Math.round(plot.getY()),
                (int) Math.round(plot.getWidth()),
                (int) Math.round(plot.getHeight()),
                null);
    }

    /** Which cell each point of the image is in, or -1. */
    private static int[] places(double[] edges, int points, DoubleUnaryOperator pixel) {
        int[] places = new int[points];
        Arrays.fill(places, -1);
        for (int cell = 0; cell + 1 < edges.length; cell++) {
            double one = DENSITY * pixel.applyAsDouble(edges[cell]);
            double other = DENSITY * pixel.applyAsDouble(edges[cell + 1]);
            int from = (int) Math.min(points, Math.max(0, Math.rint(Math.min(one, other))));
            int to = (int) Math.min(points, Math.max(0, Math.rint(Math.max(one, other))));
            Arrays.fill(places, from, to, cell);
        }
        return places;
    }
}

package io.dopaflow.analysis.plot;

import io.dopaflow.analysis.figure.Printable;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** What a figure is painted on. It measures text the same way for each kind of file, and remembers where text stands. */
final class Sheet {
    private static final FontRenderContext MEASURE = new FontRenderContext(null, true, true);
    private static final String SHORTENED = "\u2026";

    private final Graphics2D graphics;
    private final List<Placed> texts = new ArrayList<>();

    /** Over something that can be painted on. */
    Sheet(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /**
     * A text where it stands.
     *
     * @param box around it, in pixels
     */
    record Placed(String text, Rectangle2D box) {}

    Graphics2D graphics() {
        return graphics;
    }

    /** All texts, in the order in which they were written. */
    List<Placed> texts() {
        return List.copyOf(texts);
    }

    static double width(String text, Font font) {
        return font.getStringBounds(text, MEASURE).getWidth();
    }

    static double height(Font font) {
        return font.getLineMetrics("Ag", MEASURE).getHeight();
    }

    private static double ascent(Font font) {
        return font.getLineMetrics("Ag", MEASURE).getAscent();
    }

    /** The text as it can be shown, shortened in its middle where it is longer than there is room. */
    static String fitted(String text, Font font, double room) {
        String shown = Printable.of(text);
        if (width(shown, font) <= room) {
            return shown;
        }
        int[] points = shown.codePoints().toArray();
        for (int kept = points.length - 1; kept > 1; kept--) {
            int tail = kept / 3;
            String shorter =
                    new String(points, 0, kept - tail) + SHORTENED + new String(points, points.length - tail, tail);
            if (width(shorter, font) <= room) {
                return shorter;
            }
        }
        return SHORTENED;
    }

    /** The text as it can be shown, in lines no longer than there is room. */
    static List<String> wrapped(String text, Font font, double room) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : Printable.of(text).split(" ", -1)) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (!line.isEmpty() && width(longer, font) > room) {
                lines.add(line);
                longer = word;
            }
            line = fitted(longer, font, room);
        }
        lines.add(line);
        return lines;
    }

    /**
     * Writes a text.
     *
     * @param x where {@code along} of its width is: 0 for its left end, 1 for its right one
     * @param top of the line
     */
    void write(String text, Font font, Color colour, double x, double top, double along) {
        double width = width(text, font);
        double left = x - along * width;
        graphics.setFont(font);
        graphics.setColor(colour);
        graphics.drawString(text, (float) left, (float) (top + ascent(font)));
        texts.add(new Placed(text, new Rectangle2D.Double(left, top, width, height(font))));
    }

    /** Writes a text that reads upwards, with its middle at y. */
    void writeUpwards(String text, Font font, Color colour, double left, double y) {
        double width = width(text, font);
        AffineTransform before = graphics.getTransform();
        graphics.rotate(-Math.PI / 2, left + ascent(font), y + width / 2);
        graphics.setFont(font);
        graphics.setColor(colour);
        graphics.drawString(text, (float) (left + ascent(font)), (float) (y + width / 2));
        graphics.setTransform(before);
        texts.add(new Placed(text, new Rectangle2D.Double(left, y - width / 2, height(font), width)));
    }
}

package io.dopaflow.analysis.plot;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import org.knowm.xchart.style.markers.Marker;

/** A short vertical stroke, the usual mark of a spike. */
final class Tick extends Marker {
    @Override
    public void paint(Graphics2D g, double x, double y, int size) {
        g.setStroke(new BasicStroke(2));
        g.draw(new Line2D.Double(x, y - size, x, y + size));
    }
}

package io.dopaflow.analysis.plot;

import static org.assertj.core.api.Assertions.assertThat;

import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

class DrawingTest {
    private static final String STRANGE = "\u001b[31m<b>&\"'\u202Eleft\uFFFE";

    /** A figure with each kind of mark, long names, and axes of several kinds. */
    private static Figure everything() {
        double[] x = IntStream.range(0, 50).mapToDouble(i -> i).toArray();
        double[] y = DoubleStream.of(x).map(at -> Math.sin(at / 5)).toArray();
        double[] above = DoubleStream.of(y).map(at -> at + 0.3).toArray();
        y[20] = Double.NaN;
        Axis time = Axis.linear("time", "ms", 0, 49);
        List<Panel> panels = List.of(
                new Panel(
                        "a panel",
                        time,
                        Axis.around("value", "mV", DoubleStream.of(above)),
                        1,
                        List.of(
                                new Mark.Band(
                                        "band",
                                        Ink.BLUE,
                                        x,
                                        DoubleStream.of(above)
                                                .map(at -> at - 0.6)
                                                .toArray(),
                                        above),
                                Mark.Line.of("a line", Ink.BLUE, x, y),
                                new Mark.Points("points", Ink.VERMILLION, x, above, Mark.Shape.CIRCLE))),
                new Panel(
                        STRANGE,
                        Axis.logarithmic("frequency", "Hz", 0.9, 480),
                        Axis.logarithmic("power", "", 1e-3, 20),
                        1,
                        List.of(new Mark.Intervals(
                                "intervals", Ink.GREEN, new double[] {1, 10}, new double[] {0.01, 1}, new double[] {
                                    0.1, 9
                                }))),
                new Panel(
                        "",
                        time,
                        Axis.rows("", List.of("first", STRANGE, "third".repeat(30))),
                        1,
                        List.of(
                                new Mark.Rules("reward", Ink.GREEN, new double[] {7}),
                                new Mark.Spans(
                                        "window", Ink.SKY, new double[] {0, 1}, new double[] {3, 9}, new double[] {8, 20
                                        }),
                                new Mark.Points("tick", Ink.SKY, new double[] {3}, new double[] {0}, Mark.Shape.TICK))),
                new Panel(
                        "values",
                        Axis.linear("postsynaptic", "", -0.5, 2.5),
                        Axis.rows("presynaptic", List.of("a", "b")),
                        1,
                        List.of(Mark.Matrix.of(
                                "weight",
                                new double[] {-0.5, 0.5, 1.5, 2.5},
                                new double[] {-0.5, 0.5, 1.5},
                                new double[][] {{1, Double.NaN, -3}, {0, 2, 2.5}},
                                true))),
                new Panel(
                        "counts",
                        Axis.linear("interval", "ms", 0, 1e6),
                        Axis.fromZero("intervals", "", DoubleStream.of(3, 123456)),
                        1,
                        List.of(new Mark.Bars(
                                STRANGE, Ink.ORANGE, new double[] {0, 2e5, 9e5}, new double[] {3, 123456}))));
        return new Figure(
                "A title " + STRANGE + " of words".repeat(30), 2, panels, List.of("note ".repeat(60), STRANGE));
    }

    private static byte[] bytes(Figure figure, Drawing.Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Drawing.of(figure).write(format, out);
        return out.toByteArray();
    }

    @ParameterizedTest
    @EnumSource
    void sameFigure_hasTheSameBytes(Drawing.Format format) throws Exception {
        byte[] first = bytes(everything(), format);
        Thread.sleep(1100); // A file with the time in it would differ.
        assertThat(bytes(everything(), format)).isEqualTo(first).hasSizeGreaterThan(2000);
    }

    @Test
    void pdf_hasNoDate() throws Exception {
        assertThat(new String(bytes(everything(), Drawing.Format.PDF), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF")
                .doesNotContain("CreationDate", "ModDate");
    }

    @Test
    void png_isOfDoubleDensity() throws Exception {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(bytes(everything(), Drawing.Format.PNG)));
        assertThat(image.getWidth()).isEqualTo(2 * Page.WIDTH);
    }

    /** R31: names are text, and the file stays XML. */
    @Test
    void svg_isXmlAndShowsStrangeNamesAsText() throws Exception {
        String svg = new String(bytes(everything(), Drawing.Format.SVG), StandardCharsets.UTF_8);
        String text = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new java.io.StringReader(svg.replaceAll("<!DOCTYPE[^>]*>", ""))))
                .getDocumentElement()
                .getTextContent();
        assertThat(text).contains("\\u001b[31m<b>&\"'\\u202eleft\\ufffe", "a line", "time [ms]");
        assertThat(svg.split("font-family:sans-serif;font-size:1[235]px;")).hasSameSizeAs(svg.split("<text "));
        assertThat(svg.contains("NaN")).isFalse();
    }

    @Test
    void text_neverOverlaps_andStaysOnThePage() {
        requireApart(everything());
        SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 300; i++) {
            requireApart(random(random));
        }
    }

    /** Panels with axes of any length and any names. */
    private static Figure random(SplittableRandom random) {
        List<Panel> panels = new ArrayList<>();
        int size = 1 + random.nextInt(6);
        Axis shared = axis(random);
        for (int i = 0; i < size; i++) {
            Axis y = random.nextInt(4) == 0
                    ? Axis.rows(
                            "rows",
                            IntStream.range(0, 1 + random.nextInt(200))
                                    .mapToObj(row -> name(random))
                                    .toList())
                    : axis(random);
            List<Mark> marks = new ArrayList<>();
            if (random.nextInt(4) == 0) {
                double most = Math.pow(10, random.nextInt(-9, 9));
                marks.add(Mark.Matrix.of(
                        name(random),
                        new double[] {0, 1},
                        new double[] {0, 1},
                        new double[][] {{most}},
                        random.nextBoolean()));
            }
            marks.add(Mark.Line.of(name(random), Ink.of(i), new double[0], new double[0]));
            panels.add(new Panel(
                    random.nextBoolean() ? "" : name(random),
                    random.nextBoolean() ? shared : axis(random),
                    y,
                    0.4 + 2 * random.nextDouble(),
                    marks));
        }
        return new Figure(name(random), 1 + random.nextInt(3), panels, List.of(name(random)));
    }

    private static Axis axis(SplittableRandom random) {
        double from = (random.nextDouble() - 0.5) * Math.pow(10, random.nextInt(-8, 8));
        double length = (0.1 + random.nextDouble()) * Math.pow(10, random.nextInt(-6, 10));
        return random.nextInt(3) == 0
                ? Axis.logarithmic(name(random), "", length, length * Math.pow(10, 0.01 + random.nextInt(12)))
                : Axis.linear(name(random), "ms", from, from + length);
    }

    private static String name(SplittableRandom random) {
        return random.nextInt(5) == 0 ? "a very long name of a thing ".repeat(6) : "name " + random.nextInt(100);
    }

    private static void requireApart(Figure figure) {
        Drawing drawing = Drawing.of(figure);
        List<Sheet.Placed> texts = drawing.paint(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics());
        assertThat(texts).isNotEmpty();
        Rectangle2D page = drawing.bounds();
        for (int i = 0; i < texts.size(); i++) {
            Rectangle2D box = inner(texts.get(i).box());
            assertThat(page.contains(box)).as(texts.get(i) + " on " + page).isTrue();
            for (int j = 0; j < i; j++) {
                assertThat(box.intersects(inner(texts.get(j).box())))
                        .as(texts.get(i) + " and " + texts.get(j))
                        .isFalse();
            }
        }
    }

    /** Lines of text have some air above and below, which may touch. */
    private static Rectangle2D inner(Rectangle2D box) {
        return new Rectangle2D.Double(
                box.getX() + 1, box.getY() + 2, Math.max(1, box.getWidth() - 2), box.getHeight() - 4);
    }
}

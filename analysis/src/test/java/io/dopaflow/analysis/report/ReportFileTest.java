package io.dopaflow.analysis.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Ink;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReportFileTest {
    private static final String STRANGE = "<script>alert(1)</script>\"'&\u001b[31m\u0000\u202e</title>-->";

    @TempDir
    Path folder;

    private static Figure figure(String name) {
        double[] x = {0, 1, 2};
        double[] y = {1, Double.NaN, 3};
        Axis horizontal = Axis.linear(name, "ms", 0, 2);
        Axis vertical = Axis.linear(name, name, 0, 4);
        return new Figure(
                name,
                2,
                List.of(
                        new Panel(
                                name,
                                horizontal,
                                vertical,
                                1,
                                List.of(
                                        new Mark.Line(name, Ink.BLUE, x, y, Mark.Stroke.DASHED, true),
                                        new Mark.Points(name, Ink.GREEN, x, y, Mark.Shape.TICK),
                                        new Mark.Band(name, Ink.SKY, x, x, x),
                                        new Mark.Intervals(name, Ink.GREY, x, x, x),
                                        new Mark.Bars(name, Ink.ORANGE, x, new double[] {1, 2}),
                                        new Mark.Rules(name, Ink.TEXT, x))),
                        Panel.of(
                                horizontal,
                                Axis.rows(name, List.of(name, "b")),
                                List.of(
                                        new Mark.Spans(
                                                name, Ink.PURPLE, new double[] {0}, new double[] {0}, new double[] {1}),
                                        new Mark.Matrix(
                                                name,
                                                Ink.TEXT,
                                                x,
                                                x,
                                                new double[][] {{1, 2}, {3, Double.NaN}},
                                                true)))),
                List.of(name));
    }

    private static ReportPage page(String name) {
        return new ReportPage(
                name,
                name,
                name,
                List.of(
                        new ReportPage.Section("", List.of(new Block.Lead(name, false, List.of(name)))),
                        new ReportPage.Section(
                                name,
                                List.of(
                                        new Block.Text(name),
                                        new Block.Tiles(List.of(new Block.Tile(name, name, name))),
                                        new Block.Figures(name, name, List.of(figure(name), figure(name))),
                                        new Block.Facts(List.of(new Block.Fact(name, name, true))),
                                        new Block.Table(List.of(name, name), List.of(List.of(name, name))),
                                        new Block.Code(name, name, true),
                                        new Block.Citation(name, Optional.of("https://arxiv.org/abs/1"))))));
    }

    private String written(ReportPage page) throws IOException {
        Path file = folder.resolve("report.html");
        ReportFile.write(page, file);
        return Files.readString(file);
    }

    /** Requirement R31: names with markup, quotes, ESC, NUL and a change of direction are text. */
    @Test
    void strangeNames_areText() throws IOException {
        String page = written(page(STRANGE));
        String own = page.substring(0, page.lastIndexOf("<script>\n"));
        assertThat(own).doesNotContain("<script>alert", "\u001b", "\u0000", "\u202e", "</title>-->");
        assertThat(page.split("<title>", -1)).hasSize(2);
    }

    @Test
    void equalPages_haveEqualBytesAndNeedNothingElse() throws IOException {
        String page = written(page("one"));
        assertThat(written(page("one"))).isEqualTo(page);
        assertThat(page)
                .contains("Content-Security-Policy", "default-src &#39;none&#39;")
                .doesNotContainPattern("<(script|link|img)[^>]*(src|href)=\"(https?:)?//");
    }

    static List<double[]> numbers() {
        SplittableRandom random = new SplittableRandom(5);
        return List.of(
                new double[] {},
                new double[] {1, Double.NaN, -1e300},
                IntStream.range(0, 1000).mapToDouble(i -> 3 + 0.25 * i).toArray(),
                IntStream.range(0, 1000).mapToDouble(i -> random.nextInt(256)).toArray(),
                IntStream.range(0, 1000).mapToDouble(i -> random.nextInt(65536)).toArray(),
                random.doubles(1000).toArray(),
                random.doubles(1000).map(value -> 1e9 + value).toArray(),
                DoubleStream.concat(DoubleStream.of(Double.NaN), random.doubles(100))
                        .toArray());
    }

    /** What the script reads differs from what was written by less than a pixel of any figure shows. */
    @ParameterizedTest
    @MethodSource("numbers")
    void packedNumbers_comeBack(double[] numbers) throws IOException {
        Figure figure = Figure.of(
                "",
                List.of(Panel.of(
                        Axis.linear("", "", 0, 1),
                        Axis.linear("", "", 0, 1),
                        List.of(new Mark.Rules("", Ink.BLUE, numbers)))));
        JsonNode x = new ObjectMapper()
                .readTree(FigureJson.of(figure))
                .path("panels")
                .get(0)
                .path("marks")
                .get(0)
                .path("x");
        double[] read = decoded(x);
        assertThat(read).hasSize(numbers.length);
        double[] finite = DoubleStream.of(numbers).filter(Double::isFinite).toArray();
        double span = finite.length == 0
                ? 0
                : DoubleStream.of(finite).max().orElseThrow()
                        - DoubleStream.of(finite).min().orElseThrow();
        for (int i = 0; i < numbers.length; i++) {
            if (Double.isFinite(numbers[i])) {
                assertThat(read[i]).isCloseTo(numbers[i], within(1e-6 * span));
            } else {
                assertThat(read[i]).isNaN();
            }
        }
    }

    private static double[] decoded(JsonNode numbers) {
        if (numbers.isArray()) {
            double[] read = new double[numbers.size()];
            for (int i = 0; i < read.length; i++) {
                read[i] = numbers.get(i).isNull() ? Double.NaN : numbers.get(i).asDouble();
            }
            return read;
        }
        if (numbers.path("type").asText().equals("steps")) {
            return IntStream.range(0, numbers.path("count").asInt())
                    .mapToDouble(i -> numbers.path("from").asDouble()
                            + i * numbers.path("step").asDouble())
                    .toArray();
        }
        byte[] bytes = Base64.getDecoder().decode(numbers.path("data").asText());
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        DoubleStream.Builder read = DoubleStream.builder();
        while (buffer.hasRemaining()) {
            read.add(
                    switch (numbers.path("type").asText()) {
                        case "u8" -> buffer.get() & 0xff;
                        case "u16" -> buffer.getShort() & 0xffff;
                        case "f32" -> buffer.getFloat();
                        default -> buffer.getDouble();
                    });
        }
        return read.build().toArray();
    }

    @Test
    void numbers_areSetAsInPrint() {
        assertThat(Words.count(1_234_567)).isEqualTo("1\u202f234\u202f567");
        assertThat(Words.count(1, "spike")).isEqualTo("1 spike");
        assertThat(Words.large(2.5e6)).isEqualTo("2.5 million");
        assertThat(Words.large(3e9)).isEqualTo("3 billion");
        assertThat(Words.percent(0.903)).isEqualTo("90.3\u202f%");
        assertThat(Words.number(0)).isEqualTo("0");
        assertThat(Words.number(12.3456)).isEqualTo("12.35");
        assertThat(Words.number(1e-9)).isEqualTo("1.000e-09");
        assertThat(Words.duration(3725)).isEqualTo("1\u202fh 2\u202fmin");
        assertThat(Words.duration(65)).isEqualTo("1\u202fmin 5\u202fs");
        assertThat(Words.biological(1_500_000_000_000L)).isEqualTo("1.5\u202fs");
        assertThat(Words.listed(List.of("a", "b", "c"))).isEqualTo("a, b and c");
    }
}

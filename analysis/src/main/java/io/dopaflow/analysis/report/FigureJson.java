package io.dopaflow.analysis.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.dopaflow.analysis.figure.Axis;
import io.dopaflow.analysis.figure.Figure;
import io.dopaflow.analysis.figure.Mark;
import io.dopaflow.analysis.figure.Panel;
import io.dopaflow.analysis.figure.Printable;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Locale;

/**
 * A figure as JSON, for the script {@link PageAssets#figureScript} to draw. It can stand in a page of HTML: no character of it
 * ends a script there, and every text is {@link Printable}.
 */
public final class FigureJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private FigureJson() {}

    /** The figure as JSON. */
    public static String of(Figure figure) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            write(figure, json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Neither escapes nor base64 have this letter: it stands in texts alone.
        return text.toString().replace("<", "\\u003c");
    }

    private static void write(Figure figure, JsonGenerator json) throws IOException {
        json.writeStartObject();
        text(json, "title", figure.title());
        json.writeNumberField("columns", figure.columns());
        json.writeArrayFieldStart("panels");
        for (Panel panel : figure.panels()) {
            json.writeStartObject();
            text(json, "title", panel.title());
            json.writeNumberField("height", panel.height());
            axis("x", panel.x(), json);
            axis("y", panel.y(), json);
            json.writeArrayFieldStart("marks");
            for (Mark mark : panel.marks()) {
                mark(mark, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("notes");
        for (String note : figure.notes()) {
            json.writeString(Printable.of(note));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void axis(String field, Axis axis, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(field);
        text(json, "name", axis.name());
        text(json, "unit", axis.unit());
        json.writeNumberField("from", axis.from());
        json.writeNumberField("to", axis.to());
        json.writeBooleanField("log", axis.isLogarithmic());
        json.writeBooleanField("whole", axis.isWhole());
        json.writeArrayFieldStart("rows");
        for (String row : axis.rows()) {
            json.writeString(Printable.of(row));
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void mark(Mark mark, JsonGenerator json) throws IOException {
        json.writeStartObject();
        text(json, "kind", kind(mark));
        text(json, "name", mark.name());
        text(json, "ink", mark.ink().name());
        if (mark instanceof Mark.Line line) {
            text(json, "stroke", line.stroke().name());
            json.writeBooleanField("held", line.isHeld());
            numbers(json, "x", line.x());
            numbers(json, "y", line.y());
        } else if (mark instanceof Mark.Points points) {
            text(json, "shape", points.shape().name());
            numbers(json, "x", points.x());
            numbers(json, "y", points.y());
        } else if (mark instanceof Mark.Bars bars) {
            numbers(json, "edges", bars.edges());
            numbers(json, "heights", bars.heights());
        } else if (mark instanceof Mark.Band band) {
            numbers(json, "x", band.x());
            numbers(json, "lower", band.lower());
            numbers(json, "upper", band.upper());
        } else if (mark instanceof Mark.Intervals intervals) {
            numbers(json, "x", intervals.x());
            numbers(json, "lower", intervals.lower());
            numbers(json, "upper", intervals.upper());
        } else if (mark instanceof Mark.Spans spans) {
            numbers(json, "row", spans.row());
            numbers(json, "from", spans.from());
            numbers(json, "to", spans.to());
        } else if (mark instanceof Mark.Rules rules) {
            numbers(json, "x", rules.x());
        } else if (mark instanceof Mark.Matrix matrix) {
            json.writeBooleanField("signed", matrix.isSigned());
            numbers(json, "x", matrix.x());
            numbers(json, "y", matrix.y());
            json.writeArrayFieldStart("values");
            for (double[] row : matrix.values()) {
                PackedNumbers.write(row, json);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    /** The word for the kind of a mark: line, points and so on. */
    static String kind(Mark mark) {
        return mark.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static void text(JsonGenerator json, String field, String text) throws IOException {
        json.writeStringField(field, Printable.of(text));
    }

    private static void numbers(JsonGenerator json, String field, double[] numbers) throws IOException {
        json.writeFieldName(field);
        PackedNumbers.write(numbers, json);
    }
}

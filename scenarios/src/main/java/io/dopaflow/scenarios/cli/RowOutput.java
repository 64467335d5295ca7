package io.dopaflow.scenarios.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Rows of named values, on their way to a person or a program. A value is a whole number, a real number, a word, or an
 * empty word for nothing.
 */
interface RowOutput {

    /** Writes a row; a value for each column. */
    void row(Object... values);

    /** Writes what is left, when all rows are known. */
    void close();

    /** Rows in the form table, csv or json. */
    static RowOutput of(String format, Terminal terminal, List<String> columns) {
        return switch (format) {
            case "csv" -> new Csv(terminal.out(), columns);
            case "json" -> new Json(terminal.out(), columns);
            default -> new Table(terminal, columns);
        };
    }

    /** Aligned columns. */
    final class Table implements RowOutput {
        private final Terminal terminal;
        private final TextTable table;

        Table(Terminal terminal, List<String> columns) {
            this.terminal = terminal;
            this.table = new TextTable(columns.toArray(String[]::new));
        }

        @Override
        public void row(Object... values) {
            table.row(values);
        }

        @Override
        public void close() {
            table.print(terminal.out(), terminal.outAnsi());
        }
    }

    /** Comma-separated values (RFC 4180, with line feeds). */
    final class Csv implements RowOutput {
        private final PrintStream out;

        Csv(PrintStream out, List<String> columns) {
            this.out = out;
            row(columns.toArray());
        }

        @Override
        public void row(Object... values) {
            StringBuilder line = new StringBuilder();
            for (Object value : values) {
                line.append(line.isEmpty() ? "" : ",").append(quoted(value.toString()));
            }
            out.print(line.append('\n'));
        }

        private static String quoted(String text) {
            boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
            return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
        }

        @Override
        public void close() {
            out.flush();
        }
    }

    /** An array of objects. */
    final class Json implements RowOutput {
        private final PrintStream out;
        private final List<String> columns;
        private final JsonGenerator generator;

        Json(PrintStream out, List<String> columns) {
            this.out = out;
            this.columns = columns;
            try {
                generator = new JsonFactory().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
                generator.setPrettyPrinter(new LineForEachRow());
                generator.writeStartArray();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void row(Object... values) {
            try {
                generator.writeStartObject();
                for (int i = 0; i < values.length; i++) {
                    generator.writeFieldName(columns.get(i));
                    write(values[i]);
                }
                generator.writeEndObject();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void write(Object value) throws IOException {
            if (value instanceof Double real) {
                generator.writeNumber(real);
            } else if (value instanceof Number whole) {
                generator.writeNumber(whole.longValue());
            } else if (value.toString().isEmpty()) {
                generator.writeNull();
            } else {
                generator.writeString(value.toString());
            }
        }

        private static final class LineForEachRow extends MinimalPrettyPrinter {
            private static final long serialVersionUID = 1;

            @Override
            public void beforeArrayValues(JsonGenerator json) throws IOException {
                json.writeRaw('\n');
            }

            @Override
            public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
                json.writeRaw(",\n");
            }
        }

        @Override
        public void close() {
            try {
                generator.writeEndArray();
                generator.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            out.println();
        }
    }
}

package io.dopaflow.scenarios.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.dopaflow.analysis.store.ResultColumn;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * Rows of named values, on their way to a person or a program. A value is a whole number, a real number, a word, or an
 * empty word for nothing.
 */
abstract class RowOutput {

    abstract void write(Object... values) throws IOException;

    abstract void end() throws IOException;

    /** Writes a row; a value for each column. */
    final void row(Object... values) {
        try {
            write(values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes what is left, when all rows are known. */
    final void close() {
        try {
            end();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Rows in the form table, csv or json. */
    static RowOutput of(String format, Terminal terminal, List<String> columns) {
        return switch (format) {
            case "csv" -> new Csv(terminal.out(), columns);
            case "json" -> new Json(terminal.out(), columns);
            default -> new Table(terminal, columns);
        };
    }

    /** Prints rows in the form csv or json, with the columns of their file. */
    static <R> void print(String format, Terminal terminal, List<ResultColumn<R>> columns, List<R> rows) {
        RowOutput output =
                of(format, terminal, columns.stream().map(ResultColumn::name).toList());
        rows.forEach(row -> output.row(
                columns.stream().map(column -> cell(column.value().apply(row))).toArray()));
        output.close();
    }

    private static Object cell(@Nullable Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return present == null || present.equals(Double.NaN) ? "" : present;
    }

    /** Aligned columns. */
    private static final class Table extends RowOutput {
        private final Terminal terminal;
        private final TextTable<Object[]> table = new TextTable<>();
        private final List<Object[]> rows = new ArrayList<>();

        Table(Terminal terminal, List<String> columns) {
            this.terminal = terminal;
            IntStream.range(0, columns.size()).forEach(i -> table.column(columns.get(i), row -> row[i]));
        }

        @Override
        void write(Object... values) {
            rows.add(values);
        }

        @Override
        void end() {
            table.print(rows, terminal);
        }
    }

    /** Comma-separated values (RFC 4180, with line feeds). */
    private static final class Csv extends RowOutput {
        private final CSVPrinter printer;

        Csv(PrintStream out, List<String> columns) {
            try {
                printer = CSVFormat.RFC4180
                        .builder()
                        .setRecordSeparator('\n')
                        .get()
                        .print(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            row(columns.toArray());
        }

        @Override
        void write(Object... values) throws IOException {
            printer.printRecord(values);
        }

        @Override
        void end() throws IOException {
            printer.flush();
        }
    }

    /** An array of objects. */
    private static final class Json extends RowOutput {
        private static final ObjectMapper MAPPER = new ObjectMapper();

        private final PrintStream out;
        private final List<String> columns;
        private final SequenceWriter writer;

        Json(PrintStream out, List<String> columns) {
            this.out = out;
            this.columns = columns;
            try {
                writer = MAPPER.writer(new LineForEachRow())
                        .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                        .without(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                        .writeValuesAsArray(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        void write(Object... values) throws IOException {
            Map<String, @Nullable Object> row = new LinkedHashMap<>();
            for (int i = 0; i < values.length; i++) {
                row.put(columns.get(i), values[i].equals("") ? null : values[i]);
            }
            writer.write(row);
        }

        @Override
        void end() throws IOException {
            writer.close();
            out.println();
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
    }
}

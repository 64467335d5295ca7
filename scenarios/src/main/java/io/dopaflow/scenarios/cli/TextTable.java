package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.figure.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;
import picocli.CommandLine.Help.Ansi;

/**
 * Rows under a header, in columns as wide as their widest cell. Columns of numbers align right.
 *
 * @param <R> what a row shows
 */
final class TextTable<R> {
    private static final String GAP = "  ";

    private record Column<R>(String name, Function<R, ?> value) {}

    private final List<Column<R>> columns = new ArrayList<>();

    /** Adds a column. Reals are shown as {@link Text#number} does, nothing as a dash. */
    TextTable<R> column(String name, Function<R, ?> value) {
        columns.add(new Column<>(name, value));
        return this;
    }

    private static String text(Object cell) {
        if (cell instanceof Double real) {
            return Text.number(real);
        }
        if (cell instanceof OptionalDouble real) {
            return real.isPresent() ? Text.number(real.getAsDouble()) : "-";
        }
        return cell.toString();
    }

    /** Prints header and rows to standard output. */
    void print(List<R> rows, Terminal terminal) {
        print(rows, terminal.out(), terminal.outAnsi());
    }

    /** Prints header and rows. */
    void print(List<R> rows, PrintStream out, Ansi ansi) {
        List<String> header = columns.stream().map(Column::name).toList();
        List<List<String>> lines = rows.stream()
                .map(row -> columns.stream()
                        .map(column -> Printable.of(text(column.value().apply(row))))
                        .toList())
                .toList();
        int[] widths = new int[header.size()];
        boolean[] right = new boolean[header.size()];
        for (int column = 0; column < widths.length; column++) {
            widths[column] = header.get(column).length();
            right[column] = !lines.isEmpty();
            for (List<String> line : lines) {
                String cell = line.get(column);
                widths[column] = Math.max(widths[column], cell.length());
                right[column] &= cell.isEmpty() || "-+>0123456789".indexOf(cell.charAt(0)) >= 0;
            }
        }
        out.println(ansi.string("@|bold " + Text.escaped(line(header, widths, right)) + "|@"));
        lines.forEach(line -> out.println(line(line, widths, right)));
    }

    private static String line(List<String> cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = cells.get(column);
            String padding = " ".repeat(widths[column] - cell.length());
            line.append(column == 0 ? "" : GAP).append(right[column] ? padding + cell : cell + padding);
        }
        return line.toString().stripTrailing();
    }
}

package io.dopaflow.scenarios.cli;

import io.dopaflow.analysis.plot.Printable;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import picocli.CommandLine.Help.Ansi;

/** Rows under a header, in columns as wide as their widest cell. Columns of numbers align right. */
final class TextTable {
    private static final String GAP = "  ";

    private final String[] header;
    private final List<String[]> rows = new ArrayList<>();

    TextTable(String... header) {
        this.header = header.clone();
    }

    /** Adds a row; a cell for each column. Reals are shown as {@link Text#number} does, nothing as a dash. */
    void row(Object... cells) {
        if (cells.length != header.length) {
            throw new IllegalArgumentException("a row has " + cells.length + " cells; allowed: " + header.length);
        }
        rows.add(Arrays.stream(cells).map(TextTable::text).map(Printable::of).toArray(String[]::new));
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

    /** Prints header and rows. */
    void print(PrintStream out, Ansi ansi) {
        int[] widths = new int[header.length];
        boolean[] right = new boolean[header.length];
        for (int column = 0; column < header.length; column++) {
            widths[column] = header[column].length();
            right[column] = !rows.isEmpty();
            for (String[] row : rows) {
                widths[column] = Math.max(widths[column], row[column].length());
                right[column] &= row[column].isEmpty() || "-+>0123456789".indexOf(row[column].charAt(0)) >= 0;
            }
        }
        out.println(ansi.string("@|bold " + Text.escaped(line(header, widths, right)) + "|@"));
        rows.forEach(row -> out.println(line(row, widths, right)));
    }

    private static String line(String[] cells, int[] widths, boolean[] right) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < cells.length; column++) {
            String padding = " ".repeat(widths[column] - cells[column].length());
            line.append(column == 0 ? "" : GAP)
                    .append(right[column] ? padding + cells[column] : cells[column] + padding);
        }
        return line.toString().stripTrailing();
    }
}

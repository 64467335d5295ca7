package io.dopaflow.analysis.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Rows of text in aligned columns, all to the right. */
public final class TextTable {
    private static final String GAP = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    /** Adds a row; each has as many cells as the first, the header. */
    public void add(String... cells) {
        rows.add(List.of(cells));
    }

    /** The table, with a line under the header and a line break at its end. */
    public String text() {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(i ->
                        rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        StringBuilder text = new StringBuilder();
        for (int r = 0; r < rows.size(); r++) {
            List<String> row = rows.get(r);
            text.append(IntStream.range(0, widths.length)
                            .mapToObj(i -> " ".repeat(widths[i] - row.get(i).length()) + row.get(i))
                            .collect(Collectors.joining(GAP)))
                    .append('\n');
            if (r == 0) {
                text.append(IntStream.of(widths).mapToObj("-"::repeat).collect(Collectors.joining(GAP)))
                        .append('\n');
            }
        }
        return text.toString();
    }
}

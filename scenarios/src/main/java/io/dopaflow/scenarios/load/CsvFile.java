package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Problems;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a CSV file (RFC 4180, UTF-8, with a header) into a {@link Table}. Rows that are too long or too short, a header
 * with empty or equal names and a file without rows are problems, each with its line. Empty lines are skipped.
 */
final class CsvFile {

    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_COLUMNS = 10_001;
    private static final long MOST_CELLS = 20_000_000;

    private final String file;
    private final Problems problems;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    private CsvFile(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The table; nothing if anything was reported. */
    static Optional<Table> read(Reader reader, String file, String name, Problems problems) throws IOException {
        int before = problems.count();
        CsvFile csv = new CsvFile(file, problems);
        Optional<List<String>> columns = csv.parse(reader);
        if (columns.isEmpty() || problems.count() > before) {
            return Optional.empty();
        }
        return Optional.of(new Table(name, columns.get(), csv.rows, csv.cellReport(columns.get())));
    }

    private Table.CellReport cellReport(List<String> columns) {
        return (row, column, found, allowed) ->
                problems.add(new Place(file, lines.get(row), column + 1), columns.get(column), found, allowed);
    }

    private Optional<List<String>> parse(Reader reader) throws IOException {
        Optional<List<String>> columns = Optional.empty();
        int line = 1;
        try (CSVParser parser = CSVParser.parse(reader, CSVFormat.RFC4180)) {
            for (CSVRecord row : parser) {
                List<String> cells = cells(row);
                if (columns.isEmpty()) {
                    columns = Optional.of(header(cells));
                } else if (cells.size() > 1 || !cells.get(0).isEmpty()) {
                    add(cells, columns.get().size(), line);
                }
                if (isTooLarge(cells.size(), line)) {
                    return Optional.empty();
                }
                line = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause(), "an input error has a cause");
            if (cause instanceof CharacterCodingException) {
                throw cause;
            }
            problems.add(new Place(file, line, 1), "", "no CSV (" + cause.getMessage() + ")", "CSV (RFC 4180)");
            return Optional.empty();
        }
        if (rows.isEmpty()) {
            problems.add(new Place(file, line, 1), "", "no rows", "a header and at least one row");
        }
        return columns;
    }

    private static List<String> cells(CSVRecord row) {
        List<String> cells = new ArrayList<>(row.size());
        row.forEach(cell -> cells.add(cell.strip()));
        return cells;
    }

    private List<String> header(List<String> cells) {
        List<String> columns = new ArrayList<>(cells);
        columns.set(0, columns.get(0).replace("\uFEFF", ""));
        if (columns.size() < 2) {
            wrongHeader(0, "one column (" + columns.get(0) + ")", "at least two columns, separated by commas");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < columns.size(); i++) {
            String column = columns.get(i);
            if (column.isEmpty() || !seen.add(column)) {
                String found = column.isEmpty() ? "a column without a name" : "a second column " + column;
                wrongHeader(i, found, "a header with a name of its own for each column");
            }
        }
        return columns;
    }

    private void wrongHeader(int column, String found, String allowed) {
        problems.add(new Place(file, 1, column + 1), "", found, allowed);
    }

    private void add(List<String> cells, int columns, int line) {
        if (cells.size() == columns) {
            rows.add(cells);
            lines.add(line);
        } else {
            problems.add(
                    new Place(file, line, cells.size()),
                    "",
                    cells.size() + " cells",
                    columns + " cells, as in the header");
        }
    }

    private boolean isTooLarge(int columns, int line) {
        boolean tooLarge =
                columns > MOST_COLUMNS || rows.size() > MOST_ROWS || (long) rows.size() * columns > MOST_CELLS;
        if (tooLarge) {
            problems.add(
                    new Place(file, line, 1),
                    "",
                    columns + " columns and " + rows.size() + " rows or more",
                    "at most " + MOST_COLUMNS + " columns, " + MOST_ROWS + " rows and " + MOST_CELLS + " cells");
        }
        return tooLarge;
    }
}

package io.dopaflow.scenarios.load;

import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Problems;
import io.dopaflow.scenarios.format.Report;
import io.dopaflow.scenarios.format.ScalarKind;
import io.dopaflow.scenarios.schema.DataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a CSV file (RFC 4180, UTF-8; blanks around cells do not count) into a {@link Table}. What is wrong with the file
 * as a whole is one problem: another separator, no header where the scenario names no columns, too many cells. Rows that
 * are too long or too short are one each. Empty lines are skipped.
 */
final class CsvFile {

    private static final int MOST_ROWS = 1_000_000;
    private static final int MOST_COLUMNS = 10_001;
    private static final long MOST_CELLS = 20_000_000;
    private static final int SHOWN_CELLS = 4;
    private static final Pattern DECIMAL_COMMAS_AT_MOST = Pattern.compile("[^,]*|[-+]?[0-9]*,[0-9]+([eE][-+]?[0-9]+)?");

    private final DataSource.CsvFile settings;
    private final String file;
    private final Report report;
    private final Problems problems;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();
    private int headerLine;

    private CsvFile(DataSource.CsvFile settings, String file, Report report) {
        this.settings = settings;
        this.file = file;
        this.report = report;
        this.problems = report.problems();
    }

    /** The table; nothing if anything was reported. */
    static Optional<Table> read(
            BufferedReader reader, DataSource.CsvFile settings, String file, String name, Report report)
            throws IOException {
        CsvFile csv = new CsvFile(settings, file, report);
        if (!csv.parse(reader) || csv.hasAnotherSeparator()) {
            return Optional.empty();
        }
        Optional<List<String>> columns = settings.columns().isEmpty() ? csv.header() : csv.named();
        return columns.filter(names -> csv.rowsFit(names.size()))
                .map(names -> new Table(name, names, csv.rows, csv.reportOn(names)));
    }

    private boolean parse(BufferedReader reader) throws IOException {
        skipByteOrderMark(reader);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(settings.separator().character())
                .setIgnoreSurroundingSpaces(true)
                .get();
        int line = 1;
        try (CSVParser parser = CSVParser.parse(reader, format)) {
            for (CSVRecord row : parser) {
                List<String> cells = row.stream().map(CellText::stripped).toList();
                if (!cells.stream().allMatch(String::isEmpty)) {
                    rows.add(cells);
                    lines.add(line);
                }
                if (isTooLarge(cells.size(), line)) {
                    return false;
                }
                line = (int) parser.getCurrentLineNumber() + 1;
            }
        } catch (UncheckedIOException e) {
            IOException cause = Objects.requireNonNull(e.getCause(), "an input error has a cause");
            if (cause instanceof CharacterCodingException) {
                throw cause;
            }
            problems.add(
                    new Place(file, line, 1),
                    "",
                    "text that is not CSV (" + cause.getMessage() + ")",
                    "CSV (RFC 4180)");
            return false;
        }
        if (rows.size() < (settings.columns().isEmpty() ? 2 : 1)) {
            problems.add(new Place(file, line, 1), "", "no rows", "a header and at least one row");
            return false;
        }
        headerLine = lines.get(0);
        return true;
    }

    private static void skipByteOrderMark(BufferedReader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
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

    /** Whether the first two lines consist of cells by another separator, with commas as decimal commas at most. */
    private boolean hasAnotherSeparator() {
        String own = String.valueOf(settings.separator().character());
        List<String> first =
                rows.stream().limit(2).map(row -> String.join(own, row)).toList();
        Predicate<String> isPiece =
                own.equals(",") ? DECIMAL_COMMAS_AT_MOST.asMatchPredicate() : piece -> !piece.contains(own);
        Optional<DataSource.Separator> other = Arrays.stream(DataSource.Separator.values())
                .filter(separator -> separator != settings.separator())
                .filter(separator -> first.stream().allMatch(row -> {
                    String[] pieces = row.split(String.valueOf(separator.character()), -1);
                    return pieces.length > 1 && Arrays.stream(pieces).allMatch(isPiece);
                }))
                .findFirst();
        other.ifPresent(separator -> wrongHeader(
                "lines whose cells are separated by " + words(separator),
                words(settings.separator()) + "; or task.separator: " + word(separator)));
        return other.isPresent();
    }

    private static String word(DataSource.Separator separator) {
        return separator.name().toLowerCase(Locale.ROOT);
    }

    private static String words(DataSource.Separator separator) {
        return word(separator) + "s";
    }

    /** The names of the scenario; a first line that repeats them is no row. */
    private Optional<List<String>> named() {
        List<String> names = settings.columns().stream().map(CellText::visible).toList();
        if (rows.get(0).stream().map(CellText::visible).toList().equals(names)) {
            removeFirst();
        }
        int cells = rows.isEmpty() ? names.size() : rows.get(0).size();
        if (cells != names.size()) {
            report.wrong("task.columns", names.size() + " names", cells + ", one for each cell of the first line");
        } else if (rows.isEmpty()) {
            problems.add(new Place(file, 1, 1), "", "no rows", "a header and at least one row");
        }
        return cells == names.size() && !rows.isEmpty() ? Optional.of(names) : Optional.empty();
    }

    /** The first line, unless it is a sample: a number that stands above numbers is no name. */
    private Optional<List<String>> header() {
        List<String> header = removeFirst();
        if (header.size() < 2) {
            wrongHeader(
                    "one column (" + header.get(0) + ")",
                    "at least two columns, separated by " + words(settings.separator()));
            return Optional.empty();
        }
        if (IntStream.range(0, header.size()).anyMatch(column -> isNumber(header.get(column)) && isNumeric(column))) {
            String shown = header.stream().limit(SHOWN_CELLS).collect(Collectors.joining(", "));
            wrongHeader(
                    "numbers above numbers (" + shown + (header.size() > SHOWN_CELLS ? ", ..." : "")
                            + "), which look like a sample",
                    "a header; or, for a file without one, task.columns: [a, b, ...] with a name for each column."
                            + " If the numbers are names, list them there");
            return Optional.empty();
        }
        return Optional.of(header.stream().map(CellText::visible).toList());
    }

    private List<String> removeFirst() {
        lines.remove(0);
        return rows.remove(0);
    }

    private void wrongHeader(String found, String allowed) {
        problems.add(new Place(file, headerLine, 1), "", found, allowed);
    }

    private static boolean isNumber(String cell) {
        return ScalarKind.ofPlain(cell) == ScalarKind.NUMBER;
    }

    /** Whether more than half of the cells are numbers. */
    private boolean isNumeric(int column) {
        return 2
                        * rows.stream()
                                .filter(row -> row.size() > column && isNumber(row.get(column)))
                                .count()
                > rows.size();
    }

    private boolean rowsFit(int columns) {
        List<Integer> wrong = IntStream.range(0, rows.size())
                .filter(row -> rows.get(row).size() != columns)
                .boxed()
                .toList();
        boolean allAlike = wrong.size() == rows.size()
                && rows.stream().map(List::size).distinct().count() == 1;
        wrong.stream()
                .limit(allAlike ? 1 : wrong.size())
                .forEach(row -> problems.add(
                        new Place(file, lines.get(row), rows.get(row).size()),
                        "",
                        rows.get(row).size() + " cells" + (allAlike && wrong.size() > 1 ? " in every row" : ""),
                        columns + " cells, as in the header"));
        return wrong.isEmpty();
    }

    private Table.CellReport reportOn(List<String> columns) {
        return (row, column, found, allowed) -> {
            if (row == Table.HEADER && !settings.columns().isEmpty()) {
                report.wrong("task.columns." + column, found, allowed);
            } else {
                int line = row == Table.HEADER ? headerLine : lines.get(row);
                problems.add(
                        new Place(file, line, column + 1),
                        row == Table.HEADER ? "" : columns.get(column),
                        found,
                        allowed);
            }
        };
    }
}

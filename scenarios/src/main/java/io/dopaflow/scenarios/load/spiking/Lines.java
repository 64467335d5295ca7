package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.scenarios.format.PathText;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a small table in a text file: a header, then a row on each line, cells separated by commas, semicolons, tabs or, as in
 * NEST's files, spaces. Lines that begin with # are comments.
 */
final class Lines {
    private final String file;
    private final Report report;
    private final List<String> header = new ArrayList<>();
    private final List<List<String>> rows = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();

    private Lines(String file, Report report) {
        this.file = file;
        this.report = report;
    }

    /**
     * Reads a file; nothing if it cannot be used, which is reported.
     *
     * @param key the path of the key that names it
     */
    static Optional<Lines> read(String key, String name, Path folder, Report report) {
        try {
            Path path = folder.resolve(PathText.parse(name));
            if (!Files.isRegularFile(path)) {
                report.wrong(key, name + ", no such file", "a text file with a table");
                return Optional.empty();
            }
            Lines lines = new Lines(path.toString(), report);
            lines.parse(Files.readAllLines(path));
            return lines.rowsFit() ? Optional.of(lines) : Optional.empty();
        } catch (InvalidPathException e) {
            report.wrong(key, name, e.getReason());
            return Optional.empty();
        } catch (CharacterCodingException e) {
            report.wrong(key, name + " with bytes that are not UTF-8", "a text file in UTF-8");
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private void parse(List<String> lines) {
        String separator = "";
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (header.isEmpty()) {
                separator = line.contains(",") ? "," : line.contains(";") ? ";" : line.contains("\t") ? "\t" : " +";
                header.addAll(cells(line, separator));
                numbers.add(i + 1);
            } else {
                rows.add(cells(line, separator));
                numbers.add(i + 1);
            }
        }
    }

    private static List<String> cells(String line, String separator) {
        return Arrays.stream(line.split(separator, -1)).map(String::strip).toList();
    }

    private boolean rowsFit() {
        if (header.isEmpty()) {
            report.problems().add(new Place(file, 1, 1), "", "no lines", "a header, then a row on each line");
        }
        boolean right = !header.isEmpty();
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i).size() != header.size()) {
                wrong(i, rows.get(i).size() + " cells", header.size() + ", as in the header");
                right = false;
            }
        }
        return right;
    }

    int size() {
        return rows.size();
    }

    /** The first column with one of these names; nothing if there is none. */
    Optional<String> column(List<String> names) {
        return header.stream().filter(names::contains).findFirst();
    }

    /** A cell. */
    String cell(int row, String column) {
        return rows.get(row).get(header.indexOf(column));
    }

    /** Reports what is wrong with a row. */
    void wrong(int row, String found, String allowed) {
        at(row).wrong(found, allowed);
    }

    /** Complains of a row. */
    Complaint at(int row) {
        Place place = new Place(file, numbers.get(row + 1), 1);
        return (found, allowed) -> report.problems().add(place, "", found, allowed);
    }

    /** Reports what is wrong with the header. */
    void wrongHeader(String allowed) {
        report.problems()
                .add(new Place(file, numbers.get(0), 1), "", "the columns " + String.join(", ", header), allowed);
    }
}

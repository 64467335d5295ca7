package io.dopaflow.scenarios.load.spiking;

import io.dopaflow.scenarios.format.Numerals;
import io.dopaflow.scenarios.format.Place;
import io.dopaflow.scenarios.format.Report;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The rows of a small table in a text file: a header, then a row on each line, cells separated by commas, semicolons, tabs or, as in
 * NEST's files, spaces. Lines that begin with # are comments.
 */
final class Lines {
    private static final List<String> NEST = List.of("sender", "time_ms");

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
     * The rows of a file; nothing if it has no such table, which is reported.
     *
     * @param key the path of the key that names it
     */
    static Optional<Lines> of(String key, InputFiles.Content content, Report report) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content.bytes()));
            Lines lines = new Lines(content.path().toString(), report);
            lines.parse(text.toString().lines().toList());
            lines.nameColumns();
            return lines.rowsFit() ? Optional.of(lines) : Optional.empty();
        } catch (CharacterCodingException e) {
            report.wrong(key, content.path().getFileName() + " with bytes that are not UTF-8", "a text file in UTF-8");
            return Optional.empty();
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

    /** NEST's files of old, .gdf, have no header: a sender and a time in each row. */
    private void nameColumns() {
        if (header.size() == NEST.size()
                && header.stream().allMatch(cell -> Numerals.parse(cell).isPresent())) {
            rows.add(0, List.copyOf(header));
            numbers.add(0, numbers.get(0));
            header.clear();
            header.addAll(NEST);
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

    List<String> header() {
        return List.copyOf(header);
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
        atHeader().wrong("the columns " + String.join(", ", header), allowed);
    }

    /** Complains of the header. */
    Complaint atHeader() {
        Place place = new Place(file, numbers.get(0), 1);
        return (found, allowed) -> report.problems().add(place, "", found, allowed);
    }
}

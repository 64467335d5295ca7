package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * The types of nodes or edges: a CSV file of SONATA, whose cells are separated by spaces. Cells that are {@code NULL} or empty say
 * nothing.
 *
 * @param types the cells that say something, by their columns, by the ids of types
 */
public record SonataTypes(Map<Integer, Map<String, String>> types) {
    private static final CSVFormat FORMAT = CSVFormat.DEFAULT
            .builder()
            .setDelimiter(' ')
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .setHeader()
            .setSkipHeaderRecord(true)
            .get();

    /**
     * Reads a file.
     *
     * @param kind {@code node} or {@code edge}
     * @throws FileException if it cannot be read, or has no such types
     */
    public static SonataTypes read(Path file, String kind) {
        String key = kind + "_type_id";
        Map<Integer, Map<String, String>> types = new LinkedHashMap<>();
        try (BufferedReader text = Files.newBufferedReader(file);
                CSVParser rows =
                        CSVParser.builder().setReader(text).setFormat(FORMAT).get()) {
            if (!rows.getHeaderNames().contains(key)) {
                throw new WrongFileException(
                        file,
                        "found the columns " + String.join(", ", rows.getHeaderNames()) + "; allowed: " + key
                                + " and others, separated by single spaces");
            }
            for (CSVRecord row : rows) {
                String id = row.isSet(key) ? row.get(key) : "nothing";
                if (!id.matches("\\d{1,9}")) {
                    throw new WrongFileException(
                            file,
                            "row " + row.getRecordNumber() + ": found the " + key + " " + id
                                    + "; allowed: a whole number from 0");
                }
                Map<String, String> cells = new LinkedHashMap<>();
                row.toMap().forEach((column, cell) -> {
                    if (!cell.isBlank() && !cell.equals("NULL")) {
                        cells.put(column, cell);
                    }
                });
                if (types.put(Integer.parseInt(id), cells) != null) {
                    throw new WrongFileException(
                            file, "row " + row.getRecordNumber() + ": found the " + key + " " + id + " a second time");
                }
            }
        } catch (MalformedInputException e) {
            throw new WrongFileException(file, "found bytes that are not UTF-8; allowed: text", e);
        } catch (UncheckedIOException | IllegalArgumentException | IllegalStateException e) {
            throw new WrongFileException(file, "found no table; allowed: a header and rows, separated by spaces", e);
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        }
        return new SonataTypes(types);
    }
}

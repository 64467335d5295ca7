package io.dopaflow.analysis.exchange;

import io.dopaflow.analysis.store.FileException;
import io.dopaflow.analysis.store.WrongFileException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Spikes in files of text. */
final class SpikeText {
    private static final List<String> IDS = List.of("neuron", "node_id", "sender", "id");
    private static final CSVFormat CSV =
            CSVFormat.DEFAULT.builder().setIgnoreEmptyLines(true).setTrim(true).get();
    private static final CSVFormat NEST = CSVFormat.TDF
            .builder()
            .setCommentMarker('#')
            .setIgnoreEmptyLines(true)
            .setIgnoreSurroundingSpaces(true)
            .get();

    private SpikeText() {}

    static NamedSpikes csv(Path file) {
        return read(file, CSV);
    }

    static NamedSpikes nest(Path file) {
        return read(file, NEST);
    }

    private static NamedSpikes read(Path file, CSVFormat format) {
        LongStream.Builder times = LongStream.builder();
        IntStream.Builder ids = IntStream.builder();
        try (BufferedReader text = Files.newBufferedReader(file);
                CSVParser rows =
                        CSVParser.builder().setReader(text).setFormat(format).get()) {
            Columns columns = null;
            for (CSVRecord row : rows) {
                if (columns == null) {
                    boolean hasHeader = format.equals(CSV) || !row.get(0).matches("[0-9.]+");
                    columns = hasHeader ? Columns.of(file, row) : new Columns(1, 0, SpikeFile.MS_DIGITS);
                    if (hasHeader) {
                        continue;
                    }
                }
                times.add(columns.timePs(file, row));
                ids.add(columns.id(file, row));
            }
            if (columns == null && format.equals(CSV)) {
                throw new WrongFileException(file, "found nothing in it; allowed: a header and a row for each spike");
            }
        } catch (MalformedInputException e) {
            throw new WrongFileException(file, "found bytes that are not UTF-8; allowed: text", e);
        } catch (UncheckedIOException | IllegalStateException e) {
            String found = e.getCause() instanceof MalformedInputException ? "bytes that are not UTF-8" : "no table";
            throw new WrongFileException(file, "found " + found + "; allowed: a row for each spike", e);
        } catch (IOException e) {
            throw FileException.reading(file, "not found", e);
        }
        return NamedSpikes.sorted(
                Optional.empty(), times.build().toArray(), ids.build().toArray());
    }

    /**
     * Where times and ids stand.
     *
     * @param digits of the unit of time
     */
    private record Columns(int time, int id, int digits) {

        static Columns of(Path file, CSVRecord header) {
            List<String> names =
                    Arrays.stream(header.values()).map(String::strip).toList();
            int id = IntStream.range(0, names.size())
                    .filter(place -> IDS.contains(names.get(place)))
                    .findFirst()
                    .orElse(-1);
            int time = IntStream.range(0, names.size())
                    .filter(place -> names.get(place).startsWith("time_")
                            && SpikeFile.digits(names.get(place).substring("time_".length())) >= 0)
                    .findFirst()
                    .orElse(-1);
            if (id < 0 || time < 0) {
                throw new WrongFileException(
                        file,
                        "found the columns " + String.join(", ", names)
                                + "; allowed: one of time_ps, time_ms, time_s and" + " one of "
                                + String.join(", ", IDS));
            }
            return new Columns(time, id, SpikeFile.digits(names.get(time).substring("time_".length())));
        }

        long timePs(Path file, CSVRecord row) {
            try {
                BigDecimal number = new BigDecimal(row.get(time).strip());
                if (Math.abs(number.doubleValue()) > SpikeFile.LATEST_PS / Math.pow(10, digits)) {
                    throw new ArithmeticException("after 100 days");
                }
                return SpikeFile.picoseconds(number, digits);
            } catch (NumberFormatException | ArithmeticException | ArrayIndexOutOfBoundsException e) {
                throw wrong(file, row, "a time, up to 100 days", e);
            }
        }

        int id(Path file, CSVRecord row) {
            try {
                int read = Integer.parseInt(row.get(id).strip());
                if (read >= 0) {
                    return read;
                }
                throw new NumberFormatException("negative");
            } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
                throw wrong(file, row, "the id of a neuron, from 0", e);
            }
        }

        private static WrongFileException wrong(Path file, CSVRecord row, String allowed, Exception cause) {
            return new WrongFileException(
                    file,
                    "row " + row.getRecordNumber() + ": found " + String.join(", ", row.values())
                            + "; allowed in its column: " + allowed,
                    cause);
        }
    }
}
